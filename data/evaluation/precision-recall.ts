import { bands, type Band } from '../domain/band'
import type { Judged } from './area-under-curve'
import type { EvaluatedStudent } from './cells'

/** How well being in a part of the students told who would not succeed. */
export interface PartFigures {
  students: number
  negative: number
  /** The share of the part that ended negative. */
  precision: number | undefined
  /** The share, of all who ended negative, who are in the part. */
  recall: number | undefined
}

export interface BandFigures extends PartFigures {
  band: Band
}

/** Precision and recall of each band, from the most engaged on. */
export function bandFigures(students: readonly EvaluatedStudent[]): BandFigures[] {
  return bands.map((band) => ({ band, ...partFigures(students, (student) => student.band === band) }))
}

/** Precision and recall of the part of the students that `isIn` tells. */
export function partFigures<T extends { negative: boolean }>(
  students: readonly T[],
  isIn: (student: T) => boolean,
): PartFigures {
  const part = students.filter(isIn)
  const negative = negativeOf(part)
  return {
    students: part.length,
    negative,
    precision: shareOf(negative, part.length),
    recall: shareOf(negative, negativeOf(students)),
  }
}

/**
 * Of the lowest tenth of the scores (rounded up): the share that ended negative, and the share of all negative outcomes
 * that it holds. Of those tied where the tenth ends, each counts in part, so that no order of rows decides.
 */
export function lowestDecile(students: readonly Judged[]): {
  precision: number | undefined
  recall: number | undefined
} {
  const scored = students
    .flatMap(({ score, negative }) => (score === undefined ? [] : [{ score, negative }]))
    .sort((a, b) => a.score - b.score)
  const size = Math.ceil(scored.length / 10)
  const end = scored[size - 1]?.score
  if (end === undefined) return { precision: undefined, recall: undefined }
  const below = scored.filter(({ score }) => score < end)
  const tied = scored.filter(({ score }) => score === end)
  const found = negativeOf(below) + (negativeOf(tied) * (size - below.length)) / tied.length
  return { precision: found / size, recall: shareOf(found, negativeOf(students)) }
}

const negativeOf = (students: readonly { negative: boolean }[]): number =>
  students.filter(({ negative }) => negative).length

const shareOf = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole)
