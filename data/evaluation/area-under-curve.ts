import { percentileRank } from '../scoring/percentile'

/** A student's standing by some measure, the lower the more worrying, and how their studies ended. */
export interface Judged {
  /** Absent where the measure has nothing to say of them. */
  score: number | undefined
  negative: boolean
}

/**
 * The area under the ROC curve of "low score predicts a negative outcome", by ranks (Mann-Whitney): over all pairs of a
 * student who ended negative and one who did not, the share in which the first scored lower. Ties count half, and so does
 * a pair with a student without a score: who says nothing of the difficult ones gains nothing by it.
 */
export function areaUnderCurve(students: readonly Judged[]): number | undefined {
  const positives = students.filter(({ negative }) => !negative)
  const negatives = students.filter(({ negative }) => negative)
  const pairs = positives.length * negatives.length
  if (pairs === 0) return undefined
  const [low, high] = [scoresOf(negatives), scoresOf(positives).sort((a, b) => a - b)]
  const judged = low.reduce((sum, score) => sum + high.length * (1 - percentileRank(high, score) / 100), 0)
  return high.length === 0 ? 0.5 : (judged + (pairs - low.length * high.length) / 2) / pairs
}

const scoresOf = (students: readonly Judged[]): number[] =>
  students.flatMap(({ score }) => (score === undefined ? [] : [score]))
