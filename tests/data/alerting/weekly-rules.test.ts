import fc from 'fast-check'
import { weeklyRules } from '../../../data/alerting/weekly-rules'
import type { WeekFacts, WeekIndicator } from '../../../data/alerting/week-facts'
import { standardAlertSettings } from '../../../data/configuration/alerts'
import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { isFlagged, type Band } from '../../../data/domain/band'
import { addDays, type Day } from '../../../data/domain/day'
import type { Source } from '../../../data/domain/source'
import { bandOf, weightedMean } from '../../../data/scoring/score-pool'
import { thresholdsFor } from '../../../data/scoring/thresholds'

const rules = weeklyRules(standardAlertSettings.rules, configuration)
const judge = (rule: 'newly-low' | 'sudden-drop', weeks: readonly WeekFacts[], now?: Day) =>
  rules.find((each) => each.rule === rule)?.judge(weeks, now ?? weeks.at(-1)?.end ?? '')

const start = (index: number): Day => addDays('2026-09-21', 7 * index)
const week = (index: number, band: Band, given: Partial<WeekFacts> = {}): WeekFacts => ({
  start: start(index),
  end: start(index + 1),
  band,
  score: { high: 80, good: 60, partial: 35, low: 15, none: 2, unknown: undefined }[band],
  trend: 'steady',
  indicators: [],
  ...given,
})
const weeksOf = (...bands: Band[]): WeekFacts[] => bands.map((band, index) => week(index, band))
const told = (weeks: readonly WeekFacts[]) => {
  const { since, level, improving, reason } = judge('newly-low', weeks) ?? {}
  return since === undefined ? undefined : { since, level, improving, reason }
}

describe('newly low', () => {
  it('is a week that is low after one that was neither low nor none', () => {
    expect(told(weeksOf('good', 'low'))).toEqual({
      since: '2026-09-28',
      level: 1,
      improving: false,
      reason: 'Their band went from good to low in the week of 28 September.',
    })
    expect(told(weeksOf('low', 'low'))).toBeUndefined()
    expect(told(weeksOf('none', 'low'))).toBeUndefined()
  })

  it('is not the first week of which anything is known, nor one that follows on nothing for four weeks', () => {
    expect(told(weeksOf('low'))).toBeUndefined()
    expect(told([week(0, 'good'), week(4, 'low')])).toBeDefined()
    expect(told([week(0, 'good'), week(5, 'low')])).toBeUndefined()
  })

  it('is sharper where the band is none or the week was falling', () => {
    expect(told(weeksOf('good', 'none'))?.level).toBe(2)
    expect(told([week(0, 'good'), week(1, 'low', { trend: 'falling' })])?.level).toBe(2)
  })

  it('worsens after three weeks, improves with one better week, and is over after two', () => {
    expect(told(weeksOf('good', 'low', 'low', 'low'))?.level).toBe(2)
    expect(told(weeksOf('good', 'low', 'partial'))).toMatchObject({ level: 1, improving: true })
    expect(told(weeksOf('good', 'low', 'partial', 'good'))).toBeUndefined()
  })

  it('low, partial, low is one episode', () => {
    expect(told(weeksOf('good', 'low', 'partial', 'low'))?.since).toBe('2026-09-28')
    expect(told(weeksOf('good', 'low', 'partial', 'good', 'low'))?.since).toBe(start(4))
  })

  it('is no week of which too few days of attendance or Canvas are theirs', () => {
    const few = (source: Source): WeekIndicator => ({
      source,
      state: 'too-few-days',
      value: undefined,
      weight: 0.35,
      days: 9,
    })
    expect(told([week(0, 'good'), week(1, 'low', { indicators: [few('attendance')] })])).toBeUndefined()
    expect(told([week(0, 'good'), week(1, 'low', { indicators: [few('library')] })])).toBeDefined()
    const short = { ...few('canvas'), state: 'counted', value: 3 } as const
    expect(told([week(0, 'good'), week(1, 'low', { indicators: [short] })])).toBeUndefined()
    expect(told([week(0, 'good'), week(1, 'low', { indicators: [{ ...short, days: 14 }] })])).toBeDefined()
  })

  it('says nothing of before a summer', () => {
    expect(told([...weeksOf('good', 'low'), week(20, 'low')])).toBeUndefined()
    expect(judge('newly-low', weeksOf('good', 'low'), start(20))).toBeUndefined()
  })

  it('begins anew only after two weeks together that were neither, or a long time', () => {
    const band = fc.constantFrom<Band>('high', 'good', 'partial', 'low', 'none')
    fc.assert(
      fc.property(fc.array(fc.tuple(band, fc.nat(3)), { minLength: 2, maxLength: 20 }), (drawn) => {
        let index = 0
        const weeks = drawn.map(([each, gap]) => week((index += 1 + (gap === 3 ? 1 : 0)), each))
        let since: Day | undefined
        let lastTold = -1
        for (const place of weeks.keys()) {
          const now = judge('newly-low', weeks.slice(0, place + 1))
          if (now && since !== undefined && now.since !== since) {
            const between = weeks.slice(lastTold + 1, place)
            expect(between.filter((each) => !isFlagged(each)).length).toBeGreaterThanOrEqual(1)
            expect(weeks.slice(0, place).slice(-2).some(isFlagged)).toBe(false)
          }
          if (now) [since, lastTold] = [now.since, place]
        }
      }),
    )
  })
})

/** Weeks whose bands are those of these indicators. */
function scored(
  index: number,
  values: Partial<Record<Source, number>>,
  late: readonly Source[] = [],
): WeekFacts {
  const indicators = (Object.entries(values) as [Source, number][]).map(([source, value]): WeekIndicator => ({
    source,
    state: late.includes(source) ? 'late-feed' : 'counted',
    value: late.includes(source) ? undefined : value,
    weight: configuration.weights[source],
    days: 14,
  }))
  const counted = indicators.flatMap(({ value, ...each }) =>
    value === undefined ? [] : [{ ...each, value }],
  )
  const weight = counted.reduce((sum, each) => sum + each.weight, 0)
  if (weight < configuration.minimumWeight) return week(index, 'unknown', { indicators, score: undefined })
  const score = weightedMean(counted)
  return week(index, bandOf(score, thresholdsFor(counted, configuration)), { score, indicators })
}

const isJudged = ({ band }: WeekFacts): boolean => band !== 'unknown'

describe('feeds', () => {
  const sources = ['attendance', 'canvas', 'submissions', 'library'] as const
  const value = fc.integer({ min: 0, max: 100 })

  it('of which one is late open, worsen and end nothing, where the others stay as they were', () => {
    fc.assert(
      fc.property(
        fc.record({ attendance: value, canvas: value, submissions: value, library: value }),
        fc.record({ attendance: value, canvas: value, submissions: value, library: value }),
        fc.constantFrom(...sources),
        fc.nat(2),
        (before, now, late, more) => {
          // Three weeks before and two after; then the feed is late for one to three weeks.
          const known = [0, 1, 2]
            .map((index) => scored(index, before))
            .concat([3, 4].map((index) => scored(index, now)))
          const after = Array.from({ length: more + 1 }, (_, index) => scored(5 + index, now, [late]))
          const [without, withLate] = [known.filter(isJudged), [...known, ...after].filter(isJudged)]
          const [open, then] = [judge('newly-low', without), judge('newly-low', withLate)]
          if (!open) expect(then).toBeUndefined()
          else if (isFlagged({ band: known[4]?.band ?? 'unknown' })) expect(then?.since).toBe(open.since)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('that come or go drop nobody', () => {
    fc.assert(
      fc.property(
        fc.record({ attendance: value, canvas: value, submissions: value, library: value }),
        fc.constantFrom(...sources),
        fc.boolean(),
        (values, late, goes) => {
          const weeks = Array.from({ length: 6 }, (_, index) =>
            scored(index, values, goes === index > 3 ? [late] : []),
          )
          expect(judge('sudden-drop', weeks.filter(isJudged))).toBeUndefined()
        },
      ),
    )
  })
})

describe('a sudden drop', () => {
  const usual = { attendance: 90, canvas: 80, submissions: 70 }
  const weeks = (...values: Partial<Record<Source, number>>[]): WeekFacts[] =>
    values.map((each, index) => scored(index, each))

  it('is a week 30 points below the mean of the weeks before, of which there are two at least', () => {
    // (0.35 × 90 + 0.25 × 80 + 0.25 × 70) / 0.85 = 81.2, then 47.1.
    const fallen = { attendance: 40, canvas: 60, submissions: 44 }
    expect(judge('sudden-drop', weeks(usual, usual, fallen))).toMatchObject({
      since: '2026-10-05',
      level: 1,
      reason:
        'Their score fell by about 34 points in the week of 5 October, compared with their own average in the weeks before.',
      facts: { mean: 81, score: 47, fall: 34 },
    })
    expect(judge('sudden-drop', weeks(usual, fallen))).toBeUndefined()
  })

  it('holds until half of it is made up, and for four weeks at most', () => {
    const fallen = { attendance: 40, canvas: 60, submissions: 44 }
    expect(judge('sudden-drop', weeks(usual, usual, fallen, fallen))?.since).toBe('2026-10-05')
    expect(
      judge('sudden-drop', weeks(usual, usual, fallen, { attendance: 80, canvas: 75, submissions: 60 })),
    ).toBeUndefined()
    expect(judge('sudden-drop', weeks(usual, usual, ...Array<typeof usual>(6).fill(fallen)))).toBeUndefined()
  })

  it('is told by the new low band where that comes in the same week', () => {
    const low = { attendance: 10, canvas: 20, submissions: 20 }
    expect(judge('newly-low', weeks(usual, usual, low))?.since).toBe('2026-10-05')
    expect(judge('sudden-drop', weeks(usual, usual, low))).toBeUndefined()
    const { newlyLow, ...others } = standardAlertSettings.rules
    const alone = weeklyRules({ ...others, newlyLow: { ...newlyLow, on: false } }, configuration)
    expect(
      alone.map(({ rule, judge: own }) => [rule, own(weeks(usual, usual, low), start(3))?.level]),
    ).toEqual([['sudden-drop', 3]])
  })
})
