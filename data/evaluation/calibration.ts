import type { Judged } from './area-under-curve'
import { rate, type Rate } from './interval'

/** What became of the students with about the same score. */
export interface CalibrationStep {
  /** Scores from this … */
  from: number
  /** … to below this; the last step holds 100 too. */
  to: number
  /** How many of them ended negative, with its 95% interval. */
  negative: Rate
}

const width = 10

/** The share that ended negative in each step of ten points of the score; steps without students are left out. */
export function calibration(students: readonly Judged[]): CalibrationStep[] {
  return Array.from({ length: 100 / width }, (_, index) => index).flatMap((index) => {
    const inStep = students.filter(
      ({ score }) => score !== undefined && Math.min(Math.floor(score / width), 100 / width - 1) === index,
    )
    const negative = rate(inStep.filter((student) => student.negative).length, inStep.length)
    return negative ? [{ from: index * width, to: (index + 1) * width, negative }] : []
  })
}
