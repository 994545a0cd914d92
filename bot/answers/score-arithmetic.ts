import type { ProfiledIndicator, Standing } from '../../data/queries/student-profile'
import { sourceNames } from '../../data/domain/source'
import type { Configuration } from '../../data/configuration/indicator'
import { changeSince } from '../../data/scoring/trend'
import { plural } from './phrases'

/** "Attended 2 of 4 teaching events: 100 × 2 / 4 = 50.0"; "… 3 of 12 peers lower, 2 alike …: 100 × (3 + 2 / 2) / 12 = 33.3". */
export function sourceArithmetic(indicator: ProfiledIndicator): string {
  const { source, amount, expected, peers, peers_below: below, peers_alike: alike } = indicator
  const result = oneDecimal(indicator.indicator)
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

/** "Score: (0.35 × 50.0 + 0.25 × 4.2) / (0.35 + 0.25) = 30.9". */
export function scoreArithmetic(counted: readonly ProfiledIndicator[], { score }: Standing): string[] {
  if (score === null) return ['Too few sources can be judged for a score.']
  const terms = counted.map(({ weight, indicator }) => `${weight ?? 0} × ${oneDecimal(indicator)}`)
  const weights = counted.map(({ weight }) => String(weight ?? 0))
  return [`Score: (${terms.join(' + ')}) / (${weights.join(' + ')}) = ${oneDecimal(score)}`]
}

/** "High from 75, good from 50, partial from 30, low below; none without any activity in the window." */
export function bandsFrom(
  counted: readonly ProfiledIndicator[],
  { thresholds, thresholdsWithoutAttendance }: Configuration,
): string {
  const attended = counted.some(({ source }) => source === 'attendance')
  const { high, good, partial } = attended ? thresholds : thresholdsWithoutAttendance
  const when = attended ? '' : ' (without attendance)'
  return `High from ${high}, good from ${good}, partial from ${partial}, low below${when}; none where there was no activity at all.`
}

/** "Trend: Attendance 50.0 now, 72.0 before; … Weighted mean change −12.3: steady (from ±15 falling or rising)." */
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
      `${sourceNames[source]} ${oneDecimal(indicator)} now, ${oneDecimal(earlier)} before`,
  )
  return [
    `Trend: ${pairs.join('; ')}. Weighted mean change ${signed(change)}: ${trend} (from ${configuration.trend.change} points on it is falling or rising).`,
  ]
}

const oneDecimal = (value: number | null): string => (value ?? 0).toFixed(1)
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
