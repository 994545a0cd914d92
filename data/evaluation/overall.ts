import type { Cell } from './cells'
import { qualityOf, type Quality } from './quality'

/**
 * All programmes together. Areas under the curve are the mean over programmes, weighted by their students: clicks of
 * different programmes cannot be compared. It is taken over those that have all four areas, so that the four are about
 * the same students; where none has a regression, over those that have the other three.
 */
export interface OverallEvaluation extends Quality {
  week: number
  /** How many programmes the areas under the curve are the mean of. */
  programmes: number
}

type WeekQuality = Quality & { week: number }

/** All programmes together, by week. */
export function overall(cells: readonly Cell[], evaluations: readonly WeekQuality[]): OverallEvaluation[] {
  const weeks = [...new Set(cells.map(({ week }) => week))].sort((a, b) => a - b)
  return weeks.map((week) => {
    const students = cells.filter((cell) => cell.week === week).flatMap((cell) => cell.students)
    const compared = comparable(evaluations.filter((evaluation) => evaluation.week === week))
    return {
      week,
      programmes: compared.length,
      ...qualityOf(students),
      auc: mean(compared, ({ auc }) => auc),
      references: {
        totalClicks: mean(compared, ({ references }) => references.totalClicks),
        daysActive28: mean(compared, ({ references }) => references.daysActive28),
        regression: mean(compared, ({ references }) => references.regression),
      },
    }
  })
}

function comparable(evaluations: readonly WeekQuality[]): WeekQuality[] {
  const withArea = evaluations.filter(({ auc }) => auc !== undefined)
  const withRegression = withArea.filter(({ references }) => references.regression !== undefined)
  return withRegression.length > 0 ? withRegression : withArea
}

/** Weighted by the students; absent where the figure is absent of one. */
function mean(
  evaluations: readonly WeekQuality[],
  of: (evaluation: WeekQuality) => number | undefined,
): number | undefined {
  const weighted = evaluations.map((each) => ({ figure: of(each), weight: each.students + each.unknown }))
  const all = weighted.reduce((sum, { weight }) => sum + weight, 0)
  return weighted.reduce<number | undefined>(
    (sum, { figure, weight }) =>
      sum === undefined || figure === undefined ? undefined : sum + (figure * weight) / all,
    evaluations.length === 0 ? undefined : 0,
  )
}
