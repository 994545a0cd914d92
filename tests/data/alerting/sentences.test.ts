import { missedSessions } from '../../../data/alerting/missed-sessions'
import { newlyLow } from '../../../data/alerting/newly-low'
import { nothingHandedIn } from '../../../data/alerting/nothing-handed-in'
import { recoveredReason } from '../../../data/alerting/recovered'
import { silence } from '../../../data/alerting/silent'
import type { Judgement } from '../../../data/alerting/finding'
import { standardAlertSettings } from '../../../data/configuration/alerts'
import { standardConfiguration } from '../../../data/configuration/indicator'
import type { Band } from '../../../data/domain/band'
import { addDays, daysFromTo, type Day } from '../../../data/domain/day'
import type { Health, SourceHealth } from '../../../data/scoring/health'

// What staff read: plain, in right number and tense, and no more exact than what is known.

const { rules } = standardAlertSettings
const sentence = (judged: Judgement): string | undefined =>
  judged === undefined || judged === 'unknown' ? judged : judged.reason

describe('missed teaching events', () => {
  const event = (day: Day, status: 'present' | 'absent') => ({
    day,
    starts_at: `${day}T09:00:00.000Z`,
    status,
  })
  const missed = daysFromTo('2026-11-11', '2026-11-20').map((day) => event(day, 'absent'))
  const judge = (events: ReturnType<typeof event>[], gapTo = '') =>
    sentence(
      missedSessions(
        events,
        () => true,
        { healthy: true, dataTo: '2026-11-23', gapTo },
        '2026-11-24',
        rules.missedSessions,
      ),
    )

  it('are counted one by one from the last that they came to', () => {
    expect(judge([event('2026-11-10', 'present'), ...missed.slice(0, 7)])).toBe(
      'They missed their last 7 teaching events without leave, since Wednesday 11 November.',
    )
  })

  it('are “at least” so many where it is not known when they came last', () => {
    const words =
      'They missed at least their last 10 teaching events without leave, since Wednesday 11 November.'
    expect(judge(missed)).toBe(words)
    expect(judge([event('2026-11-09', 'present'), ...missed], '2026-11-10')).toBe(words)
    expect(judge([event('2026-11-10', 'absent'), ...missed], '2026-11-10')).toBe(words)
  })
})

describe('silence', () => {
  const held: SourceHealth = {
    state: 'well',
    healthy: true,
    dataTo: '2026-11-23',
    volume: 1,
    outages: [],
    empty: new Set(),
  }
  const lacking: SourceHealth = { ...held, healthy: false, dataTo: undefined }
  const health: Health = {
    ...{ canvas: held, attendance: held },
    ...{ library: lacking, printing: lacking, submissions: lacking },
  }
  const judge = (seen: { canvas?: Day }, counts: (day: Day) => boolean = () => true, factor = 1) =>
    sentence(silence(health, '2026-06-01', rules.silent).judge({ seen, first: '2026-09-21', counts, factor }))

  it('tells how many days, and when they were last seen', () => {
    expect(judge({ canvas: '2026-11-02' })).toBe(
      'Nothing was seen of them in any source for 21 days: last seen on Monday 2 November.',
    )
  })

  it('tells how many of them were days of study, at least, where not all were', () => {
    const counts = (day: Day): boolean => day < '2026-11-02' || day >= '2026-11-09'
    expect(judge({ canvas: '2026-11-01' }, counts)).toBe(
      'Nothing was seen of them in any source for 22 days, at least 14 of them days of study: last seen on Sunday 1 November.',
    )
    expect(judge({ canvas: '2026-10-19' }, counts, 2)).toBe(
      'Nothing was seen of them in any source for 35 days, at least 28 of them days of study: last seen on Monday 19 October.',
    )
  })

  it('tells from when on, of whom nothing was ever seen', () => {
    expect(judge({})).toBe(
      'Nothing was seen of them in any source on any of the 64 days from Monday 21 September on.',
    )
  })
})

describe('a new low band', () => {
  const told = (...bands: Band[]): string | undefined =>
    newlyLow(
      bands.map((band, index) => ({
        start: addDays('2026-11-02', 7 * index),
        end: addDays('2026-11-09', 7 * index),
        band,
        score: undefined,
        trend: undefined,
      })),
      addDays('2026-11-09', 7 * bands.length),
      rules.newlyLow,
      standardConfiguration,
    )?.reason

  it.each<[string, Band[]]>([
    ['Their band went from good to low in the week of 9 November.', ['good', 'low']],
    [
      'Their band went from high to low in the week of 9 November; in the week of 16 November it was “no activity”.',
      ['high', 'low', 'none'],
    ],
    [
      'Their band went from good to low in the week of 9 November; in the week of 16 November it was partial.',
      ['good', 'low', 'partial'],
    ],
    [
      'Their band went from good to low in the week of 9 November; it was low or “no activity” in each of the last 3 scored weeks.',
      ['good', 'low', 'none', 'low'],
    ],
  ])('%s', (words, bands) => expect(told(...bands)).toBe(words))
})

describe('work not handed in', () => {
  const told = (...works: [course: string, due: Day][]): string | undefined =>
    nothingHandedIn(
      { missing: works.map(([course, due]) => ({ course, due })), handedIn: 0 },
      '2026-11-24',
      rules.nothingHandedIn,
    )?.reason
  const begins = (pieces: string): string =>
    `They have not handed in ${pieces} that most of their peers have:`

  it('names the courses, with the days on which it was due', () => {
    expect(told(['BIO101', '2026-11-13'])).toBe(`${begins('one piece of work')} BIO101 (due 13 Nov).`)
    expect(told(['BIO101', '2026-11-13'], ['BIO104', '2026-11-20'])).toBe(
      `${begins('2 pieces of work')} BIO101 (due 13 Nov); BIO104 (due 20 Nov).`,
    )
    expect(told(['BIO101', '2026-11-13'], ['BIO104', '2026-11-13'])).toBe(
      `${begins('2 pieces of work')} BIO101 and BIO104 (due 13 Nov).`,
    )
    expect(told(['BIO101', '2026-11-13'], ['BIO101', '2026-10-30'], ['BIO101', '2026-11-06'])).toBe(
      `${begins('3 pieces of work')} BIO101 (due 30 Oct, 6 and 13 Nov).`,
    )
  })

  it('counts all, and tells the newest where there are many', () => {
    const many = Array.from({ length: 10 }, (_, index) => [`C${index}`, '2026-11-13'] as [string, Day])
    expect(told(...many)).toMatch(
      /10 pieces of work .*: of these the newest C2, C3, .* and C9 \(due 13 Nov\)\./u,
    )
  })

  it('calls a number a course', () => {
    expect(told(['104300', '2026-11-13'])).toContain('course 104300 (due 13 Nov)')
  })
})

it.each([
  [
    'silent',
    'They are active again, as of Tuesday 24 November: nothing had been seen of them since 3 November.',
  ],
  [
    'newly-low',
    'Their band is no longer low or none, as of Tuesday 24 November: it had been since the week of 3 November.',
  ],
] as const)('good news of %s', (rule, words) =>
  expect(recoveredReason(rule, '2026-11-03', '2026-11-24')).toBe(words),
)
