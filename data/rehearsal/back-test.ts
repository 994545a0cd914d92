import { isFlagged } from '../domain/band'
import { addDays, type Clock, type Day } from '../domain/day'
import { areaUnderCurve } from '../evaluation/area-under-curve'
import { evaluatedCells, type Cell, type EvaluatedOutcome } from '../evaluation/cells'
import { lowestDecile, partFigures, type PartFigures } from '../evaluation/precision-recall'
import type { Configuration } from '../configuration/indicator'
import type { Store } from '../store/store'
import { rehearseWeek } from './rehearsed-weeks'

/** How well one configuration told the outcomes of one programme and week. */
export interface RehearsedQuality {
  auc: number | undefined
  precisionLowestDecile: number | undefined
  /** The bands low and none together. */
  flagged: PartFigures
}

export interface RehearsedBackTest {
  programme: string
  week: number
  students: number
  negative: number
  present: RehearsedQuality
  proposed: RehearsedQuality
}

export interface BackTestOptions {
  clock: Clock
  present: Configuration
  proposed: Configuration
  outcomes: readonly EvaluatedOutcome[]
  weeks: readonly number[]
  from?: Day
}

/** Back-tests two configurations on the same students, without storing a score. */
export async function backTest(store: Store, options: BackTestOptions): Promise<RehearsedBackTest[]> {
  const present = await cellsOf(store, options, options.present)
  const proposed = await cellsOf(store, options, options.proposed)
  return present.flatMap((cell) => {
    const other = proposed.find(({ programme, week }) => programme === cell.programme && week === cell.week)
    if (!other) return []
    const { programme, week, students } = cell
    const negative = students.filter((student) => student.negative).length
    return [
      {
        programme,
        week,
        students: students.length,
        negative,
        present: quality(cell),
        proposed: quality(other),
      },
    ]
  })
}

function cellsOf(
  { db }: Store,
  { clock, outcomes, ...asked }: BackTestOptions,
  configuration: Configuration,
): Promise<Cell[]> {
  return evaluatedCells(db, asked, outcomes, async (to) => {
    const week = await rehearseWeek(db, addDays(to, -7), { clock, configuration })
    // A week that is still running is no whole week of anybody's.
    return week?.to === to ? [...week.students.values()] : []
  })
}

function quality({ students }: Cell): RehearsedQuality {
  return {
    auc: areaUnderCurve(students),
    precisionLowestDecile: lowestDecile(students).precision,
    flagged: partFigures(students, isFlagged),
  }
}
