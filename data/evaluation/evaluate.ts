import type { Store } from '../store/store'
import { evaluatedCells, storedScores, type Cell, type EvaluatedOutcome } from './cells'
import { fairness, type Fairness, type Grouping } from './fairness'
import { overall, type OverallEvaluation } from './overall'
import type { ProgrammeWeek, WeeksAsked } from './programme-weeks'
import { qualityOf, type Quality } from './quality'
import { readReferenceFacts, type ReferenceFacts } from './reference-facts'
import { references } from './references'

export interface WeekEvaluation extends Quality {
  programme: string
  /** Teaching weeks since the programme's first teaching day. */
  week: number
}

export interface Evaluation {
  /** By programme and week. */
  evaluations: WeekEvaluation[]
  /** All programmes together, by week. */
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
  // Programmes that begin and end together share what is read.
  const keyOf = ({ start, to }: ProgrammeWeek): string => `${start} ${to}`
  const facts = new Map<string, ReadonlyMap<string, ReferenceFacts>>()
  for (const cell of cells)
    if (!facts.has(keyOf(cell))) facts.set(keyOf(cell), await readReferenceFacts(store.db, cell))
  return evaluateCells(cells, (cell) => facts.get(keyOf(cell)) ?? new Map(), options.groups)
}

/** The figures of the cells. */
export function evaluateCells(
  cells: readonly Cell[],
  factsOf: (cell: ProgrammeWeek) => ReadonlyMap<string, ReferenceFacts>,
  groups?: readonly Grouping[],
): Evaluation {
  const evaluations = cells.map((cell) => ({
    programme: cell.programme,
    week: cell.week,
    ...qualityOf(cell.students),
    references: references(cell.students, factsOf(cell)),
  }))
  return {
    evaluations,
    overall: overall(cells, evaluations),
    ...(groups ? { fairness: fairness(cells, groups) } : {}),
  }
}
