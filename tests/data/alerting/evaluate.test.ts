import { isEvaluationDue } from '../../../data/alerting/evaluation-due'
import type { Evaluation } from '../../../data/alerting/evaluation'
import { addDays, daysFromTo, type Day } from '../../../data/domain/day'
import {
  dozen,
  episodes,
  evaluateOn,
  firstDay,
  lastDay,
  nothing,
  onlyDozen,
  score,
  tellTutor,
  writeDays,
  type Differs,
} from '../../support/term'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const one = dozen[0] ?? ''
const term = daysFromTo(firstDay, lastDay)

/** What the first of the dozen does from one day to before another. */
const between =
  (from: Day, to: Day, doing: ReturnType<Differs>): Differs =>
  (id, day) =>
    id === one && day >= from && day < to ? doing : undefined

const brief = async (): Promise<string[]> =>
  (await episodes(store())).map(
    ({ student_id, rule_code, since, level, state }) =>
      `${student_id.slice(-2)} ${rule_code} ${since} ${level} ${state}`,
  )
const ofRule = async (rule: string): Promise<string[]> =>
  (await brief()).filter((text) => text.includes(` ${rule} `))

async function begin(differs: Differs): Promise<void> {
  await onlyDozen(store())
  await writeDays(store(), term, differs)
  await score(store(), lastDay)
}

const nothingChanged = (evaluation: Evaluation): void => {
  const { evaluationId, ...changes } = evaluation
  expect(Object.values(changes).flat()).toEqual([])
}

it('opens nothing about those who do what all do, all term long, the reading week included', async () => {
  await begin(() => undefined)
  for (let day = '2026-10-01'; day <= '2026-12-14'; day = addDays(day, 3))
    nothingChanged(await evaluateOn(store(), day))
})

describe('silence from Monday 12 October to Friday 13 November, with a reading week in between', () => {
  beforeEach(() => begin(between('2026-10-12', '2026-11-14', nothing)))

  it('opens after 14 days that count, once; is worse after 21; over when they are seen again', async () => {
    nothingChanged(await evaluateOn(store(), '2026-10-13'))
    await evaluateOn(store(), '2026-10-23')
    expect(await ofRule('silent')).toEqual([])
    await evaluateOn(store(), '2026-10-26')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 1 open'])
    await evaluateOn(store(), '2026-11-01')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 2 open'])
    // The reading week makes it no longer.
    await evaluateOn(store(), '2026-11-09')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 2 open'])
    await evaluateOn(store(), '2026-11-14')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 3 open'])
    await evaluateOn(store(), '2026-11-17')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 3 closed'])
  })

  it('evaluated twice on the same facts changes nothing', async () => {
    for (const day of ['2026-10-23', '2026-10-30', '2026-11-10', '2026-11-20']) {
      await evaluateOn(store(), day)
      const before = await episodes(store())
      nothingChanged(await evaluateOn(store(), day))
      expect(await episodes(store())).toEqual(before)
    }
  })

  it('tells each rule once: missed events, work not handed in, a newly low band', async () => {
    for (let day = '2026-10-12'; day <= '2026-12-13'; day = addDays(day, 1)) await evaluateOn(store(), day)
    const rules = (await episodes(store())).map(({ rule_code, state }) => `${rule_code} ${state}`)
    expect([...rules].sort()).toEqual([
      'missed-sessions closed',
      'newly-low closed',
      'nothing-handed-in closed',
      'silent closed',
    ])
  })

  it('is corrected where late data fill it, and closed where they come after it', async () => {
    await evaluateOn(store(), '2026-10-26')
    await writeDays(store(), daysFromTo('2026-10-12', '2026-10-23'), () => undefined, [one])
    await score(store(), lastDay)
    const { corrected, closed } = await evaluateOn(store(), '2026-10-26')
    expect(closed).toEqual([])
    expect(corrected).toHaveLength((await episodes(store())).length)
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 1 corrected'])
  })

  it('is corrected where their studies turn out to have paused before, closed where they pause now', async () => {
    await evaluateOn(store(), '2026-10-26')
    const set = store().db.updateTable('student').where('student_id', '=', one)
    await set.set({ status: 'withdrawn', end_date: '2026-10-26' }).execute()
    await evaluateOn(store(), '2026-10-27')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 1 closed'])
    await set.set({ status: 'active', end_date: null }).execute()
    const { reopened } = await evaluateOn(store(), '2026-10-28')
    expect(reopened.length).toBeGreaterThan(0)
    await set.set({ status: 'interrupted' }).execute()
    await store()
      .db.insertInto('interruption')
      .values({ student_id: one, start_date: '2026-10-13', end_date: null })
      .execute()
    await evaluateOn(store(), '2026-10-28')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 1 corrected'])
  })

  it('was none where the calendar turns out to have had them on placement', async () => {
    await evaluateOn(store(), '2026-10-26')
    expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 1 open'])
    await store()
      .db.insertInto('calendar_period')
      .values({
        row_key: 'p',
        start_date: '2026-10-12',
        end_date: '2026-12-01',
        kind: 'placement',
        programme_code: 'CSC',
        level: 4,
        label: null,
        gone_on: null,
      })
      .execute()
    await score(store(), lastDay)
    await evaluateOn(store(), '2026-10-26')
    const states = (await episodes(store())).map(({ state }) => state)
    expect([...new Set(states)]).toEqual(['corrected'])
  })

  it('reopens, and tells nobody anew, where its end turns out wrong; and takes the good news back', async () => {
    await evaluateOn(store(), '2026-10-26')
    const [silent] = (await episodes(store())).filter(({ rule_code }) => rule_code === 'silent')
    await tellTutor(store(), one, [silent?.episode_id ?? ''])
    await writeDays(store(), ['2026-10-26'], () => ({ canvas: true }), [one])
    const { closed } = await evaluateOn(store(), '2026-10-27')
    expect(closed).toContain(silent?.episode_id)
    await writeDays(store(), ['2026-10-26'], () => nothing, [one])
    const { opened, reopened } = await evaluateOn(store(), '2026-10-27')
    expect(reopened).toContain(silent?.episode_id)
    expect(opened).toEqual([])
    const news = (await episodes(store())).filter(({ rule_code }) => rule_code === 'recovered')
    expect(news.map(({ state }) => state).filter((state) => state !== 'corrected')).toEqual([])
  })

  it('brings good news to who was told, once nothing of it goes on', async () => {
    await evaluateOn(store(), '2026-10-26')
    await tellTutor(
      store(),
      one,
      (await episodes(store())).map(({ episode_id }) => episode_id),
    )
    for (let day = '2026-10-30'; day <= '2026-12-10'; day = addDays(day, 3)) await evaluateOn(store(), day)
    expect(await ofRule('recovered')).toEqual([expect.stringMatching(/^01 recovered .* closed$/u)])
  })

  it('brings none to who was not told', async () => {
    for (let day = '2026-10-26'; day <= '2026-12-10'; day = addDays(day, 3)) await evaluateOn(store(), day)
    expect(await ofRule('recovered')).toEqual([])
  })
})

describe('attendance alone', () => {
  const absent = { canvas: true, handsIn: true, attendance: 'absent' } as const

  it('five events missed in a row open an episode, ten make it worse, one attended ends it', async () => {
    await begin(between('2026-10-12', '2026-10-26', absent))
    await evaluateOn(store(), '2026-10-16')
    expect(await ofRule('missed-sessions')).toEqual([])
    await evaluateOn(store(), '2026-10-17')
    expect(await ofRule('missed-sessions')).toEqual(['01 missed-sessions 2026-10-12 1 open'])
    await evaluateOn(store(), '2026-10-24')
    expect(await ofRule('missed-sessions')).toEqual(['01 missed-sessions 2026-10-12 2 open'])
    await evaluateOn(store(), '2026-10-27')
    expect(await ofRule('missed-sessions')).toEqual(['01 missed-sessions 2026-10-12 2 closed'])
  })

  it('absences that turn out to have been authorised correct it', async () => {
    await begin(between('2026-10-12', '2026-10-26', absent))
    await evaluateOn(store(), '2026-10-17')
    await store()
      .db.updateTable('attendance')
      .set({ status: 'authorised-absence' })
      .where('student_id', '=', one)
      .where('day', '=', '2026-10-13')
      .execute()
    await evaluateOn(store(), '2026-10-17')
    expect(await ofRule('missed-sessions')).toEqual(['01 missed-sessions 2026-10-12 1 corrected'])
  })

  it('an authorised absence of three weeks opens nothing', async () => {
    await begin(between('2026-10-05', '2026-10-26', { attendance: 'authorised-absence' }))
    for (let day = '2026-10-05'; day <= '2026-12-01'; day = addDays(day, 1))
      nothingChanged(await evaluateOn(store(), day))
  })

  it('a feed that brings nothing leaves an episode as it is', async () => {
    await begin(between('2026-10-12', '2026-10-26', absent))
    await evaluateOn(store(), '2026-10-17')
    const lost = daysFromTo('2026-10-19', lastDay)
    await store().db.deleteFrom('attendance').where('day', 'in', lost).execute()
    await store()
      .db.deleteFrom('source_day')
      .where('source', '=', 'attendance')
      .where('day', 'in', lost)
      .execute()
    await score(store(), lastDay)
    for (const day of ['2026-10-24', '2026-10-29', '2026-11-12']) await evaluateOn(store(), day)
    expect(await brief()).toEqual(['01 missed-sessions 2026-10-12 1 open'])
  })
})

describe('work', () => {
  // Due on Friday 2 October; handed in by all on the day before.
  const late = between('2026-10-01', '2026-10-02', { canvas: true, attendance: 'present' })
  const handIn = (at: string) =>
    store()
      .db.insertInto('submission')
      .values({
        student_id: one,
        submitted_at: at,
        course_code: 'CS101',
        day: at.slice(0, 10),
        due_at: '2026-10-02T16:00:00.000Z',
        count: 1,
      })
      .execute()

  it('that peers have handed in is missed three days after it was due; over when it is handed in', async () => {
    await begin(late)
    await evaluateOn(store(), '2026-10-05')
    expect(await brief()).toEqual([])
    await evaluateOn(store(), '2026-10-06')
    expect(await brief()).toEqual(['01 nothing-handed-in 2026-10-02 1 open'])
    await handIn('2026-10-07T10:00:00.000Z')
    await evaluateOn(store(), '2026-10-08')
    expect(await brief()).toEqual(['01 nothing-handed-in 2026-10-02 1 closed'])
  })

  it('that turns out to have been handed in before corrects the episode', async () => {
    await begin(late)
    await evaluateOn(store(), '2026-10-06')
    await handIn('2026-10-03T10:00:00.000Z')
    await evaluateOn(store(), '2026-10-08')
    expect(await brief()).toEqual(['01 nothing-handed-in 2026-10-02 1 corrected'])
  })

  it('is told of for 28 days', async () => {
    await begin(late)
    await evaluateOn(store(), '2026-10-06')
    await evaluateOn(store(), '2026-10-30')
    expect(await brief()).toEqual(['01 nothing-handed-in 2026-10-02 1 open'])
    await evaluateOn(store(), '2026-11-01')
    expect(await brief()).toEqual(['01 nothing-handed-in 2026-10-02 1 closed'])
  })
})

it('is due when a load, scores or a day are newer than the last evaluation', async () => {
  const at = (day: Day) => () => new Date(`${day}T08:00:00Z`)
  expect(await isEvaluationDue(store(), at('2026-10-01'))).toBe(true)
  await evaluateOn(store(), '2026-10-01')
  expect(await isEvaluationDue(store(), at('2026-10-01'))).toBe(false)
  expect(await isEvaluationDue(store(), at('2026-10-02'))).toBe(true)
  await begin(() => undefined)
  expect(await isEvaluationDue(store(), at('2026-10-01'))).toBe(true)
})

it('of two instances that evaluate together one changes the episodes', async () => {
  await begin(between('2026-10-12', '2026-11-14', nothing))
  const both = await Promise.all([evaluateOn(store(), '2026-10-26'), evaluateOn(store(), '2026-10-26')])
  expect(both.filter(({ evaluationId }) => evaluationId !== undefined)).toHaveLength(1)
  const keys = (await episodes(store())).map(({ student_id, rule_code }) => `${student_id} ${rule_code}`)
  expect(new Set(keys).size).toBe(keys.length)
})

it('a rule that is switched off ends its episodes', async () => {
  await begin(between('2026-10-12', '2026-11-14', nothing))
  await evaluateOn(store(), '2026-10-26')
  const { settings } = store()
  const { rules } = settings.alerts
  const off = { ...settings.alerts, rules: { ...rules, silent: { ...rules.silent, on: false } } }
  await evaluateOn({ ...store(), settings: { ...settings, alerts: off } }, '2026-10-26')
  expect(await ofRule('silent')).toEqual(['01 silent 2026-10-10 1 closed'])
})
