import type { Trend } from '../domain/band'
import type { Source } from '../domain/source'
import type { Configuration } from './configuration'

/** A source's mean in the student's own earlier weeks; only where enough of them count. */
export type EarlierMeans = Partial<Record<Source, number>>

/**
 * The weighted mean change of the counted sources from the student's own earlier means, in points. Sources are compared
 * each with itself, so that a feed which comes or goes moves no trend. Undefined where too little weight can be
 * compared.
 */
export function changeSince(
  counted: readonly { source: Source; weight: number; value: number }[],
  earlier: EarlierMeans,
  { minimumWeight }: Configuration,
): number | undefined {
  const compared = counted.flatMap(({ source, weight, value }) => {
    const before = earlier[source]
    return before === undefined ? [] : [{ weight, change: value - before }]
  })
  const weight = compared.reduce((sum, each) => sum + each.weight, 0)
  if (weight === 0 || weight < minimumWeight) return undefined
  return compared.reduce((sum, each) => sum + each.weight * each.change, 0) / weight
}

export function trendOf(change: number | undefined, { trend }: Configuration): Trend | undefined {
  if (change === undefined) return undefined
  if (change >= trend.change) return 'rising'
  return change <= -trend.change ? 'falling' : 'steady'
}
