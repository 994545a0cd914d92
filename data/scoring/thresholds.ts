import type { Configuration, Thresholds } from '../configuration/indicator'
import type { Source } from '../domain/source'

/** On what a score rests: all with attendance, ranks alone, or hardly more than one rank. */
export type Basis = 'with-attendance' | 'without-attendance' | 'one-rank'

/** The lowest score of each band, for a score of these counted sources. */
export function thresholdsFor(
  counted: readonly { source: Source; weight: number }[],
  configuration: Configuration,
): Thresholds & { basis: Basis } {
  const { thresholds, thresholdsWithoutAttendance, oneRank } = configuration
  if (counted.some(({ source }) => source === 'attendance'))
    return { ...thresholds, basis: 'with-attendance' }
  const weights = counted.map(({ weight }) => weight)
  const share = Math.max(...weights) / weights.reduce((sum, each) => sum + each, 0)
  return share > oneRank.weightShare
    ? { ...oneRank.thresholds, basis: 'one-rank' }
    : { ...thresholdsWithoutAttendance, basis: 'without-attendance' }
}
