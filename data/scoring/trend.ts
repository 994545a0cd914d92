import type { Trend } from '../domain/band'
import type { Source } from '../domain/source'
import { exactly } from './exactly'
import type { Configuration } from '../configuration/indicator'

/** A source's mean in the student's own earlier weeks; only where enough of them count. */
export type EarlierMeans = Partial<Record<Source, number>>

/**
 * The weighted mean change of the counted sources from the student's own earlier means, in points. Sources are compared
 * each with itself, so that a feed which comes or goes moves no trend. Undefined where too little weight can be
 * compared.
 */
export function changeSince(
  counted: readonly { weight: number; value: number; earlier: number | undefined }[],
  { minimumWeight }: Configuration,
): number | undefined {
  let [weight, change] = [0, 0]
  for (const each of counted) {
    if (each.earlier === undefined) continue
    weight += each.weight
    change += each.weight * (each.value - each.earlier)
  }
  return weight === 0 || weight < minimumWeight ? undefined : exactly(change / weight)
}

export function trendOf(change: number | undefined, { trend }: Configuration): Trend | undefined {
  if (change === undefined) return undefined
  if (change >= trend.change) return 'rising'
  return change <= -trend.change ? 'falling' : 'steady'
}
