import type { ProfiledIndicator, Standing } from '../../data/queries/student-profile'
import { sourceNames } from '../../data/domain/source'
import type { Configuration } from '../../data/configuration/indicator'
import { thresholdsFor } from '../../data/scoring/thresholds'
import { changeSince } from '../../data/scoring/trend'
import { plural } from './phrases'

/** "Attended 2 of 4 teaching events: 100 × 2 / 4 = 50"; "… 3 of 12 peers lower, 2 alike …: 100 × (3 + 2 / 2) / 12 = 33.3333". */
export function sourceArithmetic(indicator: ProfiledIndicator): string {
  const { source, amount, expected, peers, peers_below: below, peers_alike: alike } = indicator
  const result = fourDecimals(indicator.indicator)
  if (source === 'attendance')
    return `Attended ${amount ?? 0} of ${plural(expected ?? 0, 'teaching event')}: 100 × ${amount ?? 0} / ${expected ?? 0} = ${result}`
  if (below === null || alike === null) return `${useOf(indicator)}: ${result}`
  return `${useOf(indicator)}. Of ${peers ?? 0} peers ${below} are lower and ${alike} alike (them included): 100 × (${below} + ${alike} / 2) / ${peers ?? 0} = ${result}`
}

function useOf({ source, amount, active_days, days }: ProfiledIndicator): string {
  const window = `in ${plural(days ?? 0, 'day')} that count`
  if (source === 'submissions') return `${amount ?? 0} handed in ${window} (late ones counting half)`
  return `Active on ${active_days ?? 0} of ${plural(days ?? 0, 'day')} that count, ${amount ?? 0} in all`
}

/** "Score: (0.35 × 50 + 0.25 × 4.1667) / (0.35 + 0.25) = 30.90". */
export function scoreArithmetic(
  counted: readonly ProfiledIndicator[],
  { score }: Standing,
  configuration: Configuration,
): string[] {
  if (score === null) return ['Too few sources can be judged for a score.']
  const terms = counted.map(({ weight, indicator }) => `${weight ?? 0} × ${fourDecimals(indicator)}`)
  const weights = counted.map(({ weight }) => String(weight ?? 0))
  const { high, good, partial } = thresholdsOf(counted, configuration)
  const shown = besideThresholds(score, [high, good, partial])
  return [`Score: (${terms.join(' + ')}) / (${weights.join(' + ')}) = ${shown}`]
}

/** "High from 75, good from 50, partial from 30, low below; none without any activity in the window." */
export function bandsFrom(counted: readonly ProfiledIndicator[], configuration: Configuration): string {
  const { high, good, partial, basis } = thresholdsOf(counted, configuration)
  const when = {
    'with-attendance': '',
    'without-attendance': ' (without attendance)',
    'one-rank': ' (by one source almost alone)',
  }[basis]
  return `High from ${high}, good from ${good}, partial from ${partial}, low below${when}; none where there was no activity at all.`
}

const thresholdsOf = (counted: readonly ProfiledIndicator[], configuration: Configuration) =>
  thresholdsFor(
    counted.map(({ source, weight }) => ({ source, weight: weight ?? 0 })),
    configuration,
  )

/** "Trend: Attendance 50 now, 72 before; … Weighted mean change −12.31: steady (from ±15 falling or rising)." */
export function trendArithmetic(
  counted: readonly ProfiledIndicator[],
  { trend }: Standing,
  configuration: Configuration,
): string[] {
  const compared = counted.filter(({ earlier }) => earlier !== null)
  const change = changeSince(
    compared.map(({ weight, indicator, earlier }) => ({
      weight: weight ?? 0,
      value: indicator ?? 0,
      earlier: earlier ?? undefined,
    })),
    configuration,
  )
  if (trend === null || change === undefined) return ['Trend: too few earlier weeks to compare with.']
  const pairs = compared.map(
    ({ source, indicator, earlier }) =>
      `${sourceNames[source]} ${fourDecimals(indicator)} now, ${fourDecimals(earlier)} before`,
  )
  const size = besideThresholds(Math.abs(change), [configuration.trend.change], () => trend !== 'steady')
  return [
    `Trend: ${pairs.join('; ')}. Weighted mean change ${change < 0 ? '−' : '+'}${size}: ${trend} (from ${configuration.trend.change} points on it is falling or rising).`,
  ]
}

/** At most four, so that the two of the result come out again. */
const fourDecimals = (value: number | null): string => String(Number((value ?? 0).toFixed(4)))

/** Two decimals of a value, on that side of every threshold on which the value itself is: 74.997 is shown below 75. */
function besideThresholds(
  value: number,
  thresholds: readonly number[],
  reaches = (threshold: number): boolean => value >= threshold,
): string {
  let shown = Number(value.toFixed(2))
  for (const threshold of thresholds) {
    const first = Math.ceil(Number((threshold * 100).toFixed(6)))
    if (reaches(threshold) && shown < threshold) shown = first / 100
    if (!reaches(threshold) && shown >= threshold) shown = (first - 1) / 100
  }
  return shown.toFixed(2)
}
