import { areaUnderCurve } from './area-under-curve'
import { isFlagged } from '../domain/band'
import { calibration, type CalibrationStep } from './calibration'
import type { EvaluatedStudent } from './cells'
import {
  bandFigures,
  lowestDecile,
  partFigures,
  type BandFigures,
  type PartFigures,
} from './precision-recall'
import type { References } from './references'

/** How well a week's scores told, in advance, who would not succeed. */
export interface Quality {
  /** Students scored that week whose outcome was not known by then. */
  students: number
  /** Of these, how many ended negative. */
  negative: number
  /** Still studying, but not scored: too little data. They count in the areas under the curve, see there. */
  unknown: number
  /** The chance that a student who ended negative scored lower than one who did not; ties count half. */
  auc: number | undefined
  /** The share of negative outcomes in the lowest tenth of the scores. */
  precisionLowestDecile: number | undefined
  /** The share, of all negative outcomes, that the lowest tenth holds. */
  recallLowestDecile: number | undefined
  /** What the indicator's area under the curve is measured against. */
  references: References
  bands: BandFigures[]
  /** The bands low and none together. */
  flagged: PartFigures
  calibration: CalibrationStep[]
}

/** The figures of some students, without the references, which are of one programme. */
export function qualityOf(students: readonly EvaluatedStudent[]): Omit<Quality, 'references'> {
  const scored = students.filter(({ score }) => score !== undefined)
  const lowest = lowestDecile(students)
  return {
    students: scored.length,
    negative: scored.filter(({ negative }) => negative).length,
    unknown: students.length - scored.length,
    auc: areaUnderCurve(students),
    precisionLowestDecile: lowest.precision,
    recallLowestDecile: lowest.recall,
    bands: bandFigures(students),
    flagged: partFigures(students, isFlagged),
    calibration: calibration(students),
  }
}
