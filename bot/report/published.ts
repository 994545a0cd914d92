import { rate, type Rate } from '../../data/evaluation/interval'
import type { PartFigures } from '../../data/evaluation/precision-recall'
import { isEnoughForAverages, isEnoughForPercentages, roundCount } from '../../data/rights/disclosure-control'

/** A share of students as it may be mailed around: from counts rounded to 5, and of 23 or more alone. */
export function publishedRate(given: Rate | undefined): Rate | undefined {
  if (!given || !isEnoughForPercentages(given.of)) return undefined
  return rate(roundCount(given.count), roundCount(given.of))
}

/** "23%"; "–" where too few stand behind it. */
export function publishedShare(count: number, of: number): string {
  const published = publishedRate(rate(count, of))
  return published ? `${Math.round(100 * published.share)}%` : withheld
}

/** Precision and recall of a part of the students, of whom `negative` ended negative. */
export function publishedPart(part: PartFigures, negative: number): string {
  return `${publishedShare(part.negative, part.students)} · ${publishedShare(part.negative, negative)}`
}

/** An area under the curve: an average over pairs of the two outcomes, which must be enough for one each. */
export function isAreaPublished(students: number, negative: number): boolean {
  return isEnoughForAverages(negative) && isEnoughForAverages(students - negative)
}

export const withheld = '–'
