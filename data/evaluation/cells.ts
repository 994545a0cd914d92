import type { Band } from '../domain/band'
import { addDays, type Day } from '../domain/day'
import type { Database } from '../store/store'
import { programmeWeeks, type ProgrammeWeek, type WeeksAsked } from './programme-weeks'

/** How a student's studies ended. */
export interface EvaluatedOutcome {
  studentId: string
  outcome: 'positive' | 'negative'
  knownOn: Day
}

/** What the indicator said of a student in one week. */
export interface ScoredStudent {
  studentId: string
  programme: string
  /** Absent where the band is `unknown`. */
  score: number | undefined
  band: Band
}

/** What the indicator said, and what came of it. */
export interface EvaluatedStudent extends ScoredStudent {
  negative: boolean
}

/** The students of one programme and week whose outcome was not known by then. Never empty. */
export interface Cell extends ProgrammeWeek {
  students: EvaluatedStudent[]
}

/** Joins the scores of the weeks asked for with the outcomes that were to come. */
export async function evaluatedCells(
  db: Database,
  asked: WeeksAsked,
  outcomes: readonly EvaluatedOutcome[],
  scoresBefore: (to: Day) => Promise<readonly ScoredStudent[]>,
): Promise<Cell[]> {
  const planned = await programmeWeeks(db, asked)
  const byStudent = new Map(outcomes.map((outcome) => [outcome.studentId, outcome]))
  const cells: Cell[] = []
  for (const to of new Set(planned.map((cell) => cell.to))) {
    const byProgramme = new Map<string, EvaluatedStudent[]>()
    for (const scored of await scoresBefore(to)) {
      const outcome = byStudent.get(scored.studentId)
      if (!outcome || outcome.knownOn < to) continue
      const students = byProgramme.get(scored.programme) ?? []
      students.push({ ...scored, negative: outcome.outcome === 'negative' })
      byProgramme.set(scored.programme, students)
    }
    for (const cell of planned) {
      const students = cell.to === to ? byProgramme.get(cell.programme) : undefined
      if (students) cells.push({ ...cell, students })
    }
  }
  return cells.sort((a, b) =>
    a.programme === b.programme ? a.week - b.week : a.programme < b.programme ? -1 : 1,
  )
}

/** The stored scores of the week that ends before `to`. */
export async function storedScores(db: Database, to: Day): Promise<ScoredStudent[]> {
  const rows = await db
    .selectFrom('score_week')
    .innerJoin('student', 'student.student_id', 'score_week.student_id')
    .select(({ fn }) => [
      'score_week.student_id',
      // Where they studied then, if that is known.
      fn.coalesce('score_week.programme_code', 'student.programme_code').as('programme'),
      'score_week.score',
      'score_week.band',
    ])
    .where('score_week.week_start', '=', addDays(to, -7))
    .where('score_week.data_to', '=', to)
    .orderBy('score_week.student_id')
    .execute()
  return rows.map(({ student_id, programme, score, band }) => ({
    studentId: student_id,
    programme,
    score: score ?? undefined,
    band,
  }))
}
