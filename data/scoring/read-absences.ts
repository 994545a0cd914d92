import { sql } from 'kysely'
import { dayNumber, daysFromTo, type Day } from '../domain/day'
import type { scopedStudents } from '../queries/scoped-students'
import type { Database } from '../store/store'
import type { Days } from './read-facts'

/** What a student's teaching events of a day came to. */
export interface AttendanceDay {
  student_id: string
  day: Day
  /** Whether any absence was authorised (1) … */
  authorised: number
  /** … and whether the student came to any event. */
  came: number
}

/**
 * The days on which a student's absence was authorised: they do not count for them. Absences no more than `gapDays` from
 * one to the next are one, with the days between them, unless another event in between says otherwise.
 *
 * @param days by student and day
 */
export function absencesOf(days: readonly AttendanceDay[], gapDays: number): Map<string, Set<Day>> {
  const absences = new Map<string, Set<Day>>()
  let last: AttendanceDay | undefined
  for (const each of days) {
    if (isAbsence(each)) {
      const isOne =
        last?.student_id === each.student_id &&
        isAbsence(last) &&
        dayNumber(each.day) - dayNumber(last.day) <= gapDays
      const found = absences.get(each.student_id) ?? new Set<Day>()
      for (const day of daysFromTo(isOne ? (last?.day ?? each.day) : each.day, each.day)) found.add(day)
      absences.set(each.student_id, found)
    }
    last = each
  }
  return absences
}

const isAbsence = ({ authorised, came }: AttendanceDay): boolean => authorised === 1 && came === 0

/**
 * Of the students with an authorised absence: their days with events from the first to the last of these, in order.
 *
 * @param among only of these students; of all without
 */
export function readAbsentStudents(
  db: Database,
  { from, to }: Days,
  among?: ReturnType<typeof scopedStudents>,
): Promise<AttendanceDay[]> {
  const everyone = db
    .selectFrom('attendance')
    .select(({ fn }) => ['student_id', fn.min<Day>('day').as('first'), fn.max<Day>('day').as('last')])
    .where('day', '>=', from)
    .where('day', '<', to)
    .where('status', '=', 'authorised-absence')
    .groupBy('student_id')
  const absent =
    among === undefined ? everyone : everyone.where('student_id', 'in', among.select('student.student_id'))
  return db
    .selectFrom('attendance')
    .innerJoin(absent.as('absent'), 'absent.student_id', 'attendance.student_id')
    .select([
      'attendance.student_id',
      'attendance.day',
      sql<number>`max(case when status = 'authorised-absence' then 1 else 0 end)`.as('authorised'),
      sql<number>`max(case when status in ('present', 'late') then 1 else 0 end)`.as('came'),
    ])
    .whereRef('attendance.day', '>=', 'absent.first')
    .whereRef('attendance.day', '<=', 'absent.last')
    .groupBy(['attendance.student_id', 'attendance.day'])
    .orderBy('attendance.student_id')
    .orderBy('attendance.day')
    .execute()
}
