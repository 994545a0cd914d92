import type { Database, Store } from '../store/store'
import { areaUnderCurve } from './area-under-curve'
import { calibration, type CalibrationStep } from './calibration'
import {
  evaluatedCells,
  storedScores,
  type Cell,
  type EvaluatedOutcome,
  type EvaluatedStudent,
} from './cells'
import { fairness, type Fairness, type Grouping } from './fairness'
import {
  bandFigures,
  isFlagged,
  lowestDecile,
  partFigures,
  type BandFigures,
  type PartFigures,
} from './precision-recall'
import type { WeeksAsked } from './programme-weeks'
import { readReferenceFacts, type ReferenceFacts } from './reference-facts'
import { references, type References } from './references'

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

export interface WeekEvaluation extends Quality {
  programme: string
  /** Teaching weeks since the programme's first teaching day. */
  week: number
}

/**
 * All programmes together. Areas under the curve are the mean over the programmes that have all four of them, weighted
 * by their students: clicks of different programmes cannot be compared.
 */
export interface OverallEvaluation extends Quality {
  week: number
  /** How many programmes the areas under the curve are the mean of. */
  programmes: number
}

export interface Evaluation {
  evaluations: WeekEvaluation[]
  overall: OverallEvaluation[]
  /** Absent where no groups were given. */
  fairness?: Fairness
}

export interface EvaluateOptions extends WeeksAsked {
  outcomes: readonly EvaluatedOutcome[]
  groups?: readonly Grouping[]
}

/** Back-tests the stored scores at the given teaching weeks, per programme. Needs scores: run `score` first. */
export async function evaluate(store: Store, options: EvaluateOptions): Promise<Evaluation> {
  const cells = await evaluatedCells(store.db, options, options.outcomes, (to) => storedScores(store.db, to))
  const evaluations = await judgeCells(store.db, cells)
  const weeks = [...new Set(cells.map(({ week }) => week))].sort((a, b) => a - b)
  return {
    evaluations,
    overall: weeks.map((week) => overall(week, cells, evaluations)),
    ...(options.groups ? { fairness: fairness(cells, options.groups) } : {}),
  }
}

/** In the order of the cells; the facts of a day are read once, for all programmes that need them. */
async function judgeCells(db: Database, cells: readonly Cell[]): Promise<WeekEvaluation[]> {
  const judged = new Map<Cell, WeekEvaluation>()
  for (const to of new Set(cells.map((cell) => cell.to))) {
    const facts = await readReferenceFacts(db, to)
    for (const cell of cells.filter((each) => each.to === to)) judged.set(cell, judge(cell, facts))
  }
  return cells.flatMap((cell) => judged.get(cell) ?? [])
}

function judge(
  { programme, week, students }: Cell,
  facts: ReadonlyMap<string, ReferenceFacts>,
): WeekEvaluation {
  return { programme, week, ...quality(students), references: references(students, facts) }
}

function quality(students: readonly EvaluatedStudent[]): Omit<Quality, 'references'> {
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

function overall(
  week: number,
  cells: readonly Cell[],
  evaluations: readonly WeekEvaluation[],
): OverallEvaluation {
  const complete = evaluations.filter(
    ({ week: own, auc, references: { totalClicks, daysActive28, regression } }) =>
      own === week && ![auc, totalClicks, daysActive28, regression].includes(undefined),
  )
  const mean = (of: (evaluation: WeekEvaluation) => number | undefined): number | undefined => {
    const weights = complete.map(({ students, unknown }) => students + unknown)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    const sum = complete.reduce((total, each, index) => total + (of(each) ?? 0) * (weights[index] ?? 0), 0)
    return all === 0 ? undefined : sum / all
  }
  return {
    week,
    programmes: complete.length,
    ...quality(cells.filter((cell) => cell.week === week).flatMap(({ students }) => students)),
    auc: mean(({ auc }) => auc),
    references: {
      totalClicks: mean(({ references: { totalClicks } }) => totalClicks),
      daysActive28: mean(({ references: { daysActive28 } }) => daysActive28),
      regression: mean(({ references: { regression } }) => regression),
    },
  }
}
