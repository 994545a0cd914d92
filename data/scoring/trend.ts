import type { Trend } from '../domain/band'
import type { Source } from '../domain/source'
import type { Configuration } from './configuration'

/** The counted indicators of one earlier week. */
export type EarlierWeek = Partial<Record<Source, number>>

/**
 * The mean change from the earlier weeks, each compared over the sources that count in both, so that a feed which comes
 * or goes moves no trend. With fewer comparable weeks than the configuration asks for there is none.
 */
export function trendOf(
  counted: readonly { source: Source; weight: number; value: number }[],
  earlier: readonly EarlierWeek[],
  { trend, minimumWeight }: Configuration,
): Trend | undefined {
  const changes = earlier.flatMap((week) => {
    const common = counted.flatMap(({ source, weight, value }) => {
      const before = week[source]
      return before === undefined ? [] : [{ weight, change: value - before }]
    })
    const weight = common.reduce((sum, each) => sum + each.weight, 0)
    return weight < minimumWeight
      ? []
      : [common.reduce((sum, each) => sum + each.weight * each.change, 0) / weight]
  })
  if (changes.length < trend.leastWeeks) return undefined
  const change = changes.reduce((sum, each) => sum + each, 0) / changes.length
  if (change >= trend.change) return 'rising'
  return change <= -trend.change ? 'falling' : 'steady'
}
