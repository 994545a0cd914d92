import type { Configuration } from '../configuration/indicator'
import { addDays, daysFromTo, type Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Source } from '../domain/source'
import type { SilentAfter } from '../scoring/silence'
import type { Database } from '../store/store'
import { daysThatCount, type Studying } from './days-that-count'
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
 * When students in scope were seen last, and who was not seen since a day that differs by source. For each of the days since
 * then that does not count for a student, it is an earlier day for them. Whoever was expected at no teaching event since
 * then missed none.
 */
export async function lastSeen(
  tx: Database,
  scope: Scope,
  after: SilentAfter,
  { reachDays, absenceGapDays }: Pick<Configuration, 'reachDays' | 'absenceGapDays'>,
): Promise<(student: Studying) => LastSeen> {
  const seen = new Map<Source, ReadonlyMap<string, Day>>()
  const asked = Object.entries(after) as [Source, Day][]
  for (const [source] of asked) seen.set(source, await lastDays(tx, scope, source))
  const [first, ...others] = asked
  const isAttendance = first !== undefined && others.length === 0 && first[0] === 'attendance'
  const missed = isAttendance ? await absences(tx, scope) : undefined
  const from = addDays([...Object.values(after)].sort()[0] ?? scope.today, -reachDays)
  const counts = await daysThatCount(tx, scope, { from, absenceGapDays })
  return (student) => {
    const days = asked.map(([source]) => seen.get(source)?.get(student.student_id))
    const own = (since: Day): Day | undefined =>
      countedBack(since, { from, today: scope.today }, (day) => counts(student, day))
    const isSilent = asked.every(([, since], index) => {
      // Most were seen since: of them it need not be counted.
      if ((days[index] ?? '') > since) return false
      const day = own(since)
      return day !== undefined && (days[index] ?? '') <= day
    })
    const hasMissed = !missed || (missed.get(student.student_id) ?? '') > (first?.[1] ?? '')
    return {
      day: days
        .filter((day) => day !== undefined)
        .sort()
        .at(-1),
      silent: asked.length > 0 && isSilent && hasMissed,
    }
  }
}

/** So many days before `since` as there are days after it that do not count; undefined where not enough have counted. */
function countedBack(
  since: Day,
  { from, today }: { from: Day; today: Day },
  counts: (day: Day) => boolean,
): Day | undefined {
  let owed = daysFromTo(addDays(since, 1), today).filter((day) => !counts(day)).length
  let day = since
  for (; owed > 0 && day >= from; day = addDays(day, -1)) if (counts(day)) owed -= 1
  return owed > 0 ? undefined : day
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

/** The last day on which each was absent from teaching. */
async function absences(tx: Database, scope: Scope): Promise<ReadonlyMap<string, Day>> {
  const rows = await scopedStudents(tx, scope)
    .innerJoin('attendance', 'attendance.student_id', 'student.student_id')
    .where('attendance.status', '=', 'absent')
    .where('attendance.day', '>=', addDays(scope.today, -reach))
    .where('attendance.day', '<=', scope.today)
    .select(({ fn }) => ['student.student_id', fn.max<Day>('attendance.day').as('day')])
    .groupBy('student.student_id')
    .execute()
  return new Map(rows.map(({ student_id, day }) => [student_id, day]))
}
