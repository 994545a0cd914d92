import { addDays, type Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import { countableDays, type Period } from '../scoring/countable-days'
import { absencesOf, readAbsentStudents } from '../scoring/read-absences'
import { readPeriods } from '../scoring/read-calendar'
import type { Database } from '../store/store'
import { inScope, type Among } from './scoped-students'

/** What of a student decides which days count for them. */
export interface Studying {
  student_id: string
  programme_code: string
  level: number
  start_date: Day
}

/** What decides which days count for some students. */
export interface CountingFacts {
  periods: readonly Period[]
  /** The days of authorised absences. */
  absences: ReadonlyMap<string, ReadonlySet<Day>>
  pauses: ReadonlyMap<string, readonly Pause[]>
}

interface Pause {
  start_date: Day
  end_date: Day | null
}

/** Whether days count for a student. */
export interface CountingDays {
  /** As for a score: not vacations, reading weeks and placements, nor while they are away. */
  counts: (student: Studying, day: Day) => boolean
  /** Before they began, while their studies paused, or on an authorised absence. */
  isAway: (student: Studying, day: Day) => boolean
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
  const facts = await readCountingFacts(tx, inScope(tx, scope), { from, to, absenceGapDays })
  return countingDays(facts, { from, to }).counts
}

/** Reads what decides which of the days from `from` to before `to` count. */
export async function readCountingFacts(
  tx: Database,
  { students }: Among,
  { from, to, absenceGapDays }: { from: Day; to: Day; absenceGapDays: number },
): Promise<CountingFacts> {
  return {
    periods: await readPeriods(tx),
    absences: absencesOf(await readAbsentStudents(tx, { from, to }, students), absenceGapDays),
    pauses: await readPauses(students),
  }
}

/** Tells which of the days from `from` to before `to` count: what came before a placement counts no more from then on. */
export function countingDays(
  { periods, absences, pauses }: CountingFacts,
  { from, to }: { from: Day; to: Day },
): CountingDays {
  const inCalendar = calendarDays(periods, from, to)
  const isAway = ({ student_id, start_date }: Studying, day: Day): boolean =>
    day < start_date ||
    absences.get(student_id)?.has(day) === true ||
    (pauses.get(student_id) ?? []).some(
      (pause) => pause.start_date <= day && (pause.end_date === null || day < pause.end_date),
    )
  return { isAway, counts: (student, day) => inCalendar(student, day) && !isAway(student, day) }
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

async function readPauses(students: Among['students']): Promise<Map<string, Pause[]>> {
  const rows = await students
    .innerJoin('interruption', 'interruption.student_id', 'student.student_id')
    .select(['interruption.student_id', 'interruption.start_date', 'interruption.end_date'])
    .execute()
  const pauses = new Map<string, Pause[]>()
  for (const { student_id, ...pause } of rows)
    pauses.set(student_id, [...(pauses.get(student_id) ?? []), pause])
  return pauses
}
