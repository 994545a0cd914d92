import fc from 'fast-check'
import { scoreArithmetic, trendArithmetic } from '../../../bot/answers/score-arithmetic'
import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import type { ProfiledIndicator, Standing } from '../../../data/queries/student-profile'
import type { Trend } from '../../../data/domain/band'
import { changeSince, trendOf } from '../../../data/scoring/trend'

const attendance = (indicator: number, earlier: number | null = null): ProfiledIndicator => ({
  source: 'attendance',
  state: 'counted',
  reason: 'Attended half of teaching events',
  indicator,
  amount: 2,
  expected: 4,
  days: 14,
  peers: null,
  weight: 0.35,
  active_days: null,
  peers_below: null,
  peers_alike: null,
  earlier,
})
const standing = (score: number, trend: Trend | null = null): Standing => ({
  band: 'good',
  data_to: '2026-11-02',
  configuration: '1',
  score,
  trend,
  main_reason: null,
})
const shownScore = (score: number): string =>
  scoreArithmetic([attendance(score)], standing(score), configuration)[0]?.split(' = ')[1] ?? ''
const shownChange = (change: number, trend: Trend): number => {
  const [line = ''] = trendArithmetic([attendance(50 + change, 50)], standing(50, trend), configuration)
  return Number(/change (?<change>[−+][\d.]+)/u.exec(line)?.groups?.change?.replace('−', '-'))
}

describe('the figures of an explanation', () => {
  it.each([
    [74.977, '74.98'],
    [74.997, '74.99'],
    [75, '75.00'],
    [49.999_999_9, '49.99'],
    [30.004, '30.00'],
  ])('show a score of %d as %s', (score, shown) => {
    expect(shownScore(score)).toBe(shown)
  })

  it('are on the side of every threshold on which the score is', () => {
    const thresholds = Object.values(configuration.thresholds)
    const near = fc.tuple(fc.constantFrom(...thresholds), fc.double({ min: -0.02, max: 0.02, noNaN: true }))
    fc.assert(
      fc.property(near, ([threshold, off]) => {
        const score = threshold + off
        expect(Number(shownScore(score)) >= threshold).toBe(score >= threshold)
      }),
    )
  })

  it.each([15, -15])('are on the side of a change by %d on which the trend is', (threshold) => {
    fc.assert(
      fc.property(fc.double({ min: -0.02, max: 0.02, noNaN: true }), (off) => {
        const [value, earlier] = [50 + threshold + off, 50]
        const trend = trendOf(changeSince([{ weight: 0.35, value, earlier }], configuration), configuration)
        if (trend === undefined) throw new Error('nothing to compare')
        expect(trendOf(shownChange(threshold + off, trend), configuration)).toBe(trend)
      }),
    )
  })
})
