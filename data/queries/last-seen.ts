import { addDays, type Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Source } from '../domain/source'
import type { SilentAfter } from '../scoring/silence'
import type { Database } from '../store/store'
import { scopedStudents } from './scoped-students'

/** How far back it is looked, in days: who was not seen for longer is told as such. */
const reach = 366

/** When a student was seen last in the sources that were asked for, and whether that is so long ago that they are silent. */
export interface LastSeen {
  /** Absent where nothing was seen for a year. */
  day: Day | undefined
  silent: boolean
}

/**
 * When students in scope were seen last, and who was not seen since a day that differs by source. Whoever was expected at
 * no teaching event since then missed none.
 */
export async function lastSeen(
  tx: Database,
  scope: Scope,
  after: SilentAfter,
): Promise<(student: { student_id: string; start_date: Day }) => LastSeen> {
  const seen = new Map<Source, ReadonlyMap<string, Day>>()
  const asked = Object.entries(after) as [Source, Day][]
  for (const [source] of asked) seen.set(source, await lastDays(tx, scope, source))
  const [first, ...others] = asked
  const isAttendance = first !== undefined && others.length === 0 && first[0] === 'attendance'
  const missing = isAttendance ? await absentAfter(tx, scope, first[1]) : undefined
  return ({ student_id, start_date }) => {
    const days = asked.map(([source]) => seen.get(source)?.get(student_id))
    const isSilent = asked.every(([, since], index) => (days[index] ?? '') <= since)
    const hasBegun = asked.every(([, since]) => start_date <= since)
    return {
      day: days
        .filter((day) => day !== undefined)
        .sort()
        .at(-1),
      silent: asked.length > 0 && isSilent && hasBegun && (missing?.has(student_id) ?? true),
    }
  }
}

async function lastDays(tx: Database, scope: Scope, source: Source): Promise<Map<string, Day>> {
  const rows = await daysOf(tx, scope, source)
  return new Map(rows.map(({ student_id, day }) => [student_id, day]))
}

function daysOf(tx: Database, scope: Scope, source: Source): Promise<{ student_id: string; day: Day }[]> {
  const from = addDays(scope.today, -reach)
  const students = scopedStudents(tx, scope)
  if (source === 'submissions')
    return students
      .innerJoin('submission', 'submission.student_id', 'student.student_id')
      .where('submission.day', '>=', from)
      .where('submission.day', '<=', scope.today)
      .select(({ fn }) => ['student.student_id', fn.max('submission.day').as('day')])
      .groupBy('student.student_id')
      .execute()
  if (source === 'attendance')
    return students
      .innerJoin('attendance', 'attendance.student_id', 'student.student_id')
      .where('attendance.status', 'in', ['present', 'late'])
      .where('attendance.day', '>=', from)
      .where('attendance.day', '<=', scope.today)
      .select(({ fn }) => ['student.student_id', fn.max('attendance.day').as('day')])
      .groupBy('student.student_id')
      .execute()
  return students
    .innerJoin('activity_day', 'activity_day.student_id', 'student.student_id')
    .where('activity_day.source', '=', source)
    .where('activity_day.day', '>=', from)
    .where('activity_day.day', '<=', scope.today)
    .select(({ fn }) => ['student.student_id', fn.max('activity_day.day').as('day')])
    .groupBy('student.student_id')
    .execute()
}

async function absentAfter(tx: Database, scope: Scope, since: Day): Promise<ReadonlySet<string>> {
  const rows = await scopedStudents(tx, scope)
    .innerJoin('attendance', 'attendance.student_id', 'student.student_id')
    .where('attendance.status', '=', 'absent')
    .where('attendance.day', '>', since)
    .where('attendance.day', '<=', scope.today)
    .select('student.student_id')
    .distinct()
    .execute()
  return new Set(rows.map(({ student_id }) => student_id))
}
