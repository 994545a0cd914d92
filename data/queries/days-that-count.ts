import { addDays, type Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import { countableDays, type Period } from '../scoring/countable-days'
import { absencesOf, readAbsentStudents } from '../scoring/read-absences'
import { readPeriods } from '../scoring/read-calendar'
import type { Database } from '../store/store'
import { scopedStudents } from './scoped-students'

/** What of a student decides which days count for them. */
export interface Studying {
  student_id: string
  programme_code: string
  level: number
  start_date: Day
}

/**
 * Tells which of the days from `from` to today count for students in scope, as they do for a score: not vacations, reading
 * weeks and placements, nor before they began, while they were away, or on an authorised absence. Without a university
 * calendar all other days count.
 */
export async function daysThatCount(
  tx: Database,
  scope: Scope,
  { from, absenceGapDays }: { from: Day; absenceGapDays: number },
): Promise<(student: Studying, day: Day) => boolean> {
  const to = addDays(scope.today, 1)
  const inCalendar = calendarDays(await readPeriods(tx), from, to)
  const absences = absencesOf(
    await readAbsentStudents(tx, { from, to }, scopedStudents(tx, scope)),
    absenceGapDays,
  )
  const pauses = await readPauses(tx, scope)
  return (student, day) =>
    day >= student.start_date &&
    inCalendar(student, day) &&
    !absences.get(student.student_id)?.has(day) &&
    !pauses.some(
      ({ student_id, start_date, end_date }) =>
        student_id === student.student_id && start_date <= day && (end_date === null || day < end_date),
    )
}

function calendarDays(
  periods: readonly Period[],
  from: Day,
  to: Day,
): (student: Studying, day: Day) => boolean {
  if (!periods.some(({ programme_code, level }) => programme_code === null && level === null))
    return () => true
  const known = new Map<string, ReadonlySet<Day>>()
  return ({ programme_code: programme, level }, day) => {
    const key = `${programme}|${level}`
    const days = known.get(key) ?? new Set(countableDays(periods, { programme, level }, from, to))
    known.set(key, days)
    return days.has(day)
  }
}

function readPauses(tx: Database, scope: Scope) {
  return scopedStudents(tx, scope)
    .innerJoin('interruption', 'interruption.student_id', 'student.student_id')
    .select(['interruption.student_id', 'interruption.start_date', 'interruption.end_date'])
    .execute()
}
