import { sql } from 'kysely'
import type { Band, Trend } from '../domain/band'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Status } from '../domain/student'
import type { Database } from '../store/store'
import type { Studying } from './days-that-count'
import { namedColumns, type DetailColumns } from './details'
import { scopedStudents } from './scoped-students'
import { standings, type JudgedBy } from './standing'

export interface ListedStudent {
  student_id: string
  given_name: string
  family_name: string
  programme: string
  level: number
  status: Status
  band: Band
  trend: Trend | null
  reason: string | null
  /** The last day with any activity; of who is silent in a source, the last day with activity in it. */
  last_active: Day | null
  /** Where it was asked for: the last day on which anybody was in touch, null where nobody ever was. */
  last_contact?: Day | null
  /** Of a time of several weeks: in how many of those judged the band was low or none. */
  weeks_low: number
  weeks_judged: number
}

/** With what orders a list and picks students out, and is not shown. */
export type ScoredStudent = ListedStudent & Studying & { score: number | null }

/** The students in scope with how they stand, at the scope's detail: nobody at one that shows no person. */
export async function readScoredStudents(
  tx: Database,
  scope: Scope,
  level: number | undefined,
  by: JudgedBy,
): Promise<ScoredStudent[]> {
  const columns = namedColumns(scope.detail)
  if (!columns) return []
  const covered = scopedStudents(tx, scope)
  const students = level === undefined ? covered : covered.where('student.level', '=', level)
  const standing = await readStandings(tx, students, by, columns)
  const rows = await students
    .select([
      'student.student_id',
      'student.given_name',
      'student.family_name',
      'programme.name as programme',
      'student.level',
      'student.status',
      'student.start_date',
      'student.programme_code',
    ])
    .execute()
  return rows.flatMap((row) => {
    const own = standing.get(row.student_id)
    return own ? [{ ...row, ...own }] : []
  })
}

type Standing = Pick<
  ScoredStudent,
  'band' | 'score' | 'trend' | 'reason' | 'last_active' | 'weeks_low' | 'weeks_judged'
>

async function readStandings(
  tx: Database,
  students: ReturnType<typeof scopedStudents>,
  by: JudgedBy,
  { reasons }: DetailColumns,
): Promise<Map<string, Standing>> {
  const nothing = sql<null>`null`
  const rows = await standings(tx, students, by)
    .select([
      'standing.student_id',
      'standing.band',
      reasons ? 'standing.score' : nothing.as('score'),
      reasons ? 'standing.trend' : nothing.as('trend'),
      reasons ? 'standing.reason' : nothing.as('reason'),
      reasons ? 'standing.last_active' : nothing.as('last_active'),
      'standing.weeks_low',
      'standing.weeks_judged',
    ])
    .execute()
  return new Map(rows.map(({ student_id, ...standing }) => [student_id, standing]))
}
