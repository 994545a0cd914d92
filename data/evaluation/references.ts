import { areaUnderCurve } from './area-under-curve'
import type { EvaluatedStudent } from './cells'
import { crossValidated } from './cross-validation'
import type { ReferenceFacts } from './reference-facts'

/** The area under the curve of what the indicator must be measured against, on the same students. */
export interface References {
  /** All Canvas activity so far. */
  totalClicks: number | undefined
  /** Days with Canvas activity in the last 28. */
  daysActive28: number | undefined
  /** A logistic regression on what the indicator is made from, fitted to these outcomes, each student left out. */
  regression: number | undefined
}

export function references(
  students: readonly EvaluatedStudent[],
  facts: ReadonlyMap<string, ReferenceFacts>,
): References {
  const areaOf = (scores: readonly number[] | undefined): number | undefined =>
    scores && areaUnderCurve(students.map(({ negative }, index) => ({ score: scores[index], negative })))
  const rows = featureRows(students.map(({ studentId }) => facts.get(studentId)?.features))
  return {
    totalClicks: areaOf(students.map(({ studentId }) => facts.get(studentId)?.totalClicks ?? 0)),
    daysActive28: areaOf(students.map(({ studentId }) => facts.get(studentId)?.daysActive ?? 0)),
    regression: areaOf(
      crossValidated(students.map((student, index) => ({ ...student, features: rows[index] ?? [] }))),
    ),
  }
}

/** One row per student, one column per feature that anybody has; what is not known of one is the others' mean. */
function featureRows(students: readonly (ReadonlyMap<string, number> | undefined)[]): number[][] {
  const names = [...new Set(students.flatMap((features) => [...(features?.keys() ?? [])]))].sort()
  const means = names.map((name) => {
    const known = students.flatMap((features) => features?.get(name) ?? [])
    return known.reduce((sum, value) => sum + value, 0) / known.length
  })
  return students.map((features) => names.map((name, index) => features?.get(name) ?? means[index] ?? 0))
}
