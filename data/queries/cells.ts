import { sql } from 'kysely'
import type { Band } from '../domain/band'
import type { Scope } from '../domain/scope'
import type { Cell } from '../rights/differencing'
import type { Database } from '../store/store'
import { currentStudents, scopedStudents, studentsBeyond } from './scoped-students'
import { shownBand, withStanding, type JudgedBy } from './standing'

/** How many students of one programme, level and band, and their scores added up. */
export interface BandCell {
  programme: string
  school: string | null
  faculty: string | null
  level: number
  band: Band
  students: number
  scores: number
}

/** The students in scope as cells: no person is read. */
export async function cellsInScope(
  tx: Database,
  scope: Scope,
  by: JudgedBy,
  level: number | undefined,
): Promise<BandCell[]> {
  const current = scopedStudents(tx, scope).where(currentStudents)
  const students = withStanding(tx, current, by)
  return (level === undefined ? students : students.where('student.level', '=', level))
    .select([
      'student.programme_code as programme',
      'programme.parent_code as school',
      'school.parent_code as faculty',
      'student.level',
      shownBand.as('band'),
      ({ fn }) => fn.countAll<number>().as('students'),
      sql<number>`coalesce(sum(standing.score), 0)`.as('scores'),
    ])
    .groupBy([
      'student.programme_code',
      'programme.parent_code',
      'school.parent_code',
      'student.level',
      shownBand,
    ])
    .execute()
}

/**
 * All students whom the asker does not see by name, as cells: what the guard against differencing looks at.
 *
 * @param by in what they are judged
 */
export function cellsBeyond(tx: Database, known: readonly Scope[], by: JudgedBy): Promise<Cell[]> {
  return withStanding(tx, studentsBeyond(tx, known).where(currentStudents), by)
    .select([
      'student.programme_code as programme',
      'programme.parent_code as school',
      'school.parent_code as faculty',
      'student.level',
      ({ fn }) => fn.countAll<number>().as('students'),
      ({ fn }) => fn.count<number>('standing.score').as('judged'),
    ])
    .groupBy(['student.programme_code', 'programme.parent_code', 'school.parent_code', 'student.level'])
    .execute()
}
