import { humanDecides } from '../../cards/human-decides'
import { studentProfileCard, type StudentProfileModel } from '../../cards/student-profile'
import { buttons, ofType, words } from './walk'

const bare: StudentProfileModel = {
  name: 'Aisha Khan',
  initials: 'AK',
  subtitle: '00412345 · BSc Computer Science · level 5',
  facts: [],
  scope: 'Your tutee',
  freshness: 'Data to Monday 23 November',
  band: 'low',
  sources: [],
  history: [],
  reasons: [],
  missing: [],
  suggestions: [],
}

describe('a student profile', () => {
  test('leaves out every section that has nothing to say', () => {
    expect(words(studentProfileCard(bare)).split('\n')).toEqual([
      'AK',
      'Aisha Khan',
      '00412345 · BSc Computer Science · level 5',
      '◔ Low',
      'Your tutee',
      'Data to Monday 23 November',
      humanDecides,
    ])
    expect(buttons(studentProfileCard(bare))).toEqual([])
  })

  test('says the score and the trend in words beside the band', () => {
    expect(words(studentProfileCard({ ...bare, score: 22.4, trend: 'falling' }))).toContain(
      'Score 22 · ↓ falling',
    )
    expect(words(studentProfileCard({ ...bare, trend: 'rising' }))).toContain('\n↑ rising\n')
  })

  test('shows the photograph with its alternative text in place of the initials', () => {
    const card = studentProfileCard({ ...bare, photoUrl: 'https://photos.example.ac.uk/1.jpg' })
    expect(ofType(card, 'Image').map(({ altText }) => altText)).toEqual(['Photograph of Aisha Khan'])
    expect(words(card)).not.toMatch(/^AK$/m)
  })

  test.each(['http://photos.example.ac.uk/1.jpg', 'javascript:alert(1)', 'data:text/html;base64,PGI+', ''])(
    'shows initials where the photograph is no picture: %j',
    (photoUrl) => {
      const card = studentProfileCard({ ...bare, photoUrl })
      expect(ofType(card, 'Image')).toEqual([])
      expect(words(card)).toMatch(/^AK$/m)
    },
  )

  test('draws indicators on their whole scale and says each in words', () => {
    const card = studentProfileCard({
      ...bare,
      sources: [
        { label: 'Attendance', indicator: 27.4, words: 'Attended 3 of 11 sessions' },
        { label: 'Library', words: 'Not counted: the feed is late' },
      ],
    })
    expect(ofType(card, 'Chart.HorizontalBar').map(({ data }) => data)).toEqual([
      [
        { x: 'Attendance', y: 27, color: 'categoricalBlue' },
        { x: 'Full scale', y: 100, color: 'neutral' },
      ],
    ])
    expect(words(card)).toContain('Attendance: 27 of 100 · Attended 3 of 11 sessions')
    expect(words(card)).toContain('Library: Not counted: the feed is late')
  })

  test('draws no chart where no source has an indicator', () => {
    const card = studentProfileCard({ ...bare, sources: [{ label: 'Library', words: 'The feed is late' }] })
    expect(ofType(card, 'Chart.HorizontalBar')).toEqual([])
    expect(words(card)).not.toContain('Indicators')
    expect(words(card)).toContain('Library: The feed is late')
  })

  test('tells a week without a score from a score of nought', () => {
    const card = studentProfileCard({
      ...bare,
      history: [
        { week: '26 Oct', score: 58, band: 'partial' },
        { week: '2 Nov', band: 'unknown' },
        { week: '9 Nov', score: 0, band: 'none' },
      ],
    })
    const [chart] = ofType(card, 'Chart.VerticalBar')
    expect(chart?.['data']).toEqual([
      { x: '26 Oct', y: 58, color: 'categoricalBlue' },
      { x: '9 Nov', y: 0, color: 'attention' },
    ])
    expect(words(card)).toContain('26 Oct: 58 (Partial). 9 Nov: 0 (No activity). No score: 2 Nov.')
    expect(words(chart?.['fallback'])).toBe(
      '26 Oct: 58 (Partial)\n2 Nov: Too little data\n9 Nov: 0 (No activity)',
    )
  })

  test('draws no chart where no week has a score', () => {
    const card = studentProfileCard({ ...bare, history: [{ week: '2 Nov', band: 'unknown' }] })
    expect(ofType(card, 'Chart.VerticalBar')).toEqual([])
    expect(words(card)).toContain('No score: 2 Nov.')
  })

  test('lists its reasons and what is missing', () => {
    const card = studentProfileCard({
      ...bare,
      reasons: ['Attended *3* of 11', '- odd'],
      missing: ['Library is late'],
    })
    expect(words(card)).toContain(
      'Why this band\n- Attended \\*3\\* of 11\r- \\- odd\nWhat is missing\n- Library is late',
    )
  })

  test('goes back to the list first, and offers six actions at most', () => {
    const suggestions = ['a', 'b', 'c', 'd', 'e', 'f'].map((text) => ({ text }))
    const card = studentProfileCard({ ...bare, back: { text: 'show my tutees', page: 2 }, suggestions })
    expect(buttons(card)).toEqual(['Back to the list', 'A', 'B', 'C', 'D', 'E'])
    expect(ofType(card, 'Action.Execute')[0]?.['data']).toEqual({
      verb: 'ask',
      text: 'show my tutees',
      page: 2,
    })
  })
})
