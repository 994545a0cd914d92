import { humanDecides } from '../../cards/human-decides'
import { studentListCard, type StudentListModel, type StudentRow } from '../../cards/student-list'
import { cardAction } from '../../cards/verbs'
import { bands } from '../../data/domain/band'
import { buttons, ofType, size, words } from './walk'

const row: StudentRow = { name: "Connor O'Brien", subtitle: '00412377 · level 5', band: 'low' }
const model: StudentListModel = {
  title: 'Low or no engagement · your tutees',
  scope: 'Your 14 tutees, as their personal tutor',
  freshness: 'Data to Monday 23 November · library late, to 14 November',
  rows: [row],
  paging: { first: 1, last: 1, total: 1 },
  suggestions: [],
}

describe('a list of students', () => {
  test('says what it is, whom it covers, how fresh it is, and that people decide', () => {
    const card = studentListCard({
      ...model,
      rows: [{ ...row, trend: 'falling', reason: 'Attended 3 of 11 sessions' }],
    })
    expect(words(card).split('\n')).toEqual([
      'Low or no engagement · your tutees',
      'Your 14 tutees, as their personal tutor',
      'Data to Monday 23 November · library late, to 14 November',
      '◔',
      "Connor O'Brien",
      '00412377 · level 5',
      'Low · ↓ falling',
      'Attended 3 of 11 sessions',
      '1–1 of 1',
      humanDecides,
    ])
  })

  test('never leaves a band to colour and symbol alone', () => {
    const card = studentListCard({ ...model, rows: bands.map((band) => ({ ...row, band })) })
    const said = words(card).split('\n')
    for (const word of ['High', 'Good', 'Partial', 'Low', 'No activity', 'Too little data'])
      expect(said).toContain(word)
  })

  test('opens a student by asking in words, and names the student for a screen reader', () => {
    const card = studentListCard({ ...model, rows: [{ ...row, open: { text: 'show 00412377' } }, row] })
    const actions = ofType(card, 'Action.Execute')
    expect(actions.map(({ title, tooltip }) => ({ title, tooltip }))).toEqual([
      { title: 'Open', tooltip: "Open Connor O'Brien's profile" },
    ])
    expect(cardAction.parse(actions[0]?.['data'])).toEqual({ verb: 'ask', text: 'show 00412377' })
  })

  test('turns pages both ways', () => {
    const text = 'show my tutees'
    const paging = { first: 11, last: 20, total: 23, previous: { text, page: 1 }, next: { text, page: 3 } }
    const card = studentListCard({ ...model, paging })
    expect(words(card)).toContain('11–20 of 23')
    expect(buttons(card)).toEqual(['Previous', 'Next'])
    expect(ofType(card, 'Action.Execute').map(({ data }) => cardAction.parse(data))).toMatchObject([
      { page: 1 },
      { page: 3 },
    ])
  })

  test('says why it is empty, and shows no page', () => {
    const card = studentListCard({ ...model, rows: [], empty: 'None of your tutees is in these bands.' })
    expect(words(card)).toContain('None of your tutees is in these bands.')
    expect(words(card)).not.toContain(' of 1')
  })

  test('offers three next steps at most', () => {
    const suggestions = ['a', 'b', 'c', 'd'].map((text) => ({ text }))
    expect(buttons(studentListCard({ ...model, suggestions }))).toEqual(['A', 'B', 'C'])
  })

  test('shows names as they are, without markup of their own', () => {
    const card = studentListCard({ ...model, rows: [{ ...row, name: '[Sam](http://evil) **x** ${title}' }] })
    expect(words(card)).toContain('\\[Sam](http:/\u2060/evil) \\*\\*x\\*\\* ${title}')
  })

  test('keeps ten rows under 28 KB, however long their words', () => {
    const text = 'show low-engagement tutees in level 5 since reading week'
    const question = {
      intent: 'list-students',
      population: { kind: 'tutees' },
    }
    const long: StudentRow = {
      name: 'Maria Magdalena Wilhelmina '.repeat(9),
      subtitle:
        '00412419 · BSc (Hons) Computer Science with Artificial Intelligence and a Year in Industry · level 5',
      band: 'unknown',
      trend: 'falling',
      reason: 'Attended 3 of 11 sessions; lower than 92 in 100 peers in Canvas; '.repeat(9),
      open: { text: 'show 00412419', back: { question, page: 2 } },
    }
    const card = studentListCard({
      ...model,
      rows: Array.from({ length: 10 }, () => long),
      paging: {
        first: 11,
        last: 20,
        total: 230,
        previous: { question, page: 1 },
        next: { question, page: 3 },
      },
      change: question,
      suggestions: [{ text }, { text }, { text }],
    })
    expect(size(card)).toBeLessThan(28 * 1024)
  })

  test('keeps ten alerts under 28 KB with what happened in a whole sentence', () => {
    const happened =
      'High concern, 24 Nov: Nothing was seen of them in any source for 28 days, at least 21 of them days of study: last seen on Monday 26 October.'
    const long: StudentRow = {
      name: 'Maria Magdalena Wilhelmina '.repeat(9),
      subtitle: '00412419 · BSc (Hons) Computer Science with a Year in Industry · level 5 '.repeat(3),
      band: 'unknown',
      trend: 'falling',
      reason: happened,
      open: { verb: 'alert-open', alert: '3f0e6f0a-52c1-4f0e-9d3b-6a1f0c9d7e12' },
    }
    const card = studentListCard({ ...model, rows: Array<StudentRow>(10).fill(long) })
    expect(words(card)).toContain(happened)
    const longest = { ...long, reason: happened.repeat(3) }
    expect(size(studentListCard({ ...model, rows: Array<StudentRow>(10).fill(longest) }))).toBeLessThan(
      28 * 1024,
    )
  })
})
