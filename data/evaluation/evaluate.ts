import type { Day } from '../domain/day'
import type { Store } from '../store/store'
import { evaluatedCells, storedScores, type Cell, type EvaluatedOutcome } from './cells'
import { fairness, type Fairness, type Grouping } from './fairness'
import { overall, type OverallEvaluation } from './overall'
import type { WeeksAsked } from './programme-weeks'
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
  const facts = new Map<Day, ReadonlyMap<string, ReferenceFacts>>()
  for (const { to } of cells) if (!facts.has(to)) facts.set(to, await readReferenceFacts(store.db, to))
  return evaluateCells(cells, (to) => facts.get(to) ?? new Map(), options.groups)
}

/** The figures of the cells. */
export function evaluateCells(
  cells: readonly Cell[],
  factsBefore: (to: Day) => ReadonlyMap<string, ReferenceFacts>,
  groups?: readonly Grouping[],
): Evaluation {
  const evaluations = cells.map(({ programme, week, to, students }) => ({
    programme,
    week,
    ...qualityOf(students),
    references: references(students, factsBefore(to)),
  }))
  return {
    evaluations,
    overall: overall(cells, evaluations),
    ...(groups ? { fairness: fairness(cells, groups) } : {}),
  }
}
