import { sql, type SqlBool } from 'kysely'
import { addDays, type Day } from '../domain/day'
import { readDaysHeld } from '../queries/source-days'
import type { StudentTable } from '../store/schema'
import type { Database } from '../store/store'
import type { Configuration } from './configuration'
import type { Period } from './countable-days'
import type { Facts } from './measures'
import type { ScoredStudent } from './score-week'
import type { EarlierWeek } from './trend'

/** The calendar in force. */
export function readPeriods(db: Database): Promise<Period[]> {
  return db
    .selectFrom('calendar_period')
    .select(['start_date', 'end_date', 'kind', 'programme_code', 'level'])
    .where('gone_on', 'is', null)
    .execute()
}

/** The students who studied through the whole week from `start` to before `to`, as far as the records say. */
export async function readActiveStudents(db: Database, start: Day, to: Day): Promise<ScoredStudent[]> {
  const rows = await db
    .selectFrom('student')
    .innerJoin('unit', 'unit.unit_code', 'student.programme_code')
    .select([
      'student.student_id',
      'student.programme_code',
      'student.level',
      'student.mode',
      'student.status',
      'student.start_date',
      'student.end_date',
      'unit.parent_code as school',
    ])
    .where('student.gone_on', 'is', null)
    .where('student.start_date', '<', to)
    .execute()
  return rows
    .filter((student) => isActive(student, start, to))
    .map(({ school, ...student }) => ({ ...student, school: school ?? '' }))
}

/** Who has left, paused or finished was active until the day it ended; without that day, they are left out. */
function isActive(
  { status, end_date }: Pick<StudentTable, 'status' | 'end_date'>,
  start: Day,
  to: Day,
): boolean {
  if (status === 'active') return end_date === null || end_date > start
  return end_date !== null && end_date >= to
}

/** All activity from `from` to before `to`, one fact per student, day and source (or status). */
export async function readFacts(db: Database, from: Day, to: Day): Promise<Facts> {
  const activity = await db
    .selectFrom('activity_day')
    .select(['student_id', 'day', 'source', ({ fn }) => fn.sum<number>('amount').as('amount')])
    .where('day', '>=', from)
    .where('day', '<', to)
    .groupBy(['student_id', 'day', 'source'])
    .execute()
  const attendance = await db
    .selectFrom('attendance')
    .select(['student_id', 'day', 'status', ({ fn }) => fn.countAll<number>().as('sessions')])
    .where('day', '>=', from)
    .where('day', '<', to)
    .groupBy(['student_id', 'day', 'status'])
    .execute()
  const isLate = sql<boolean>`due_at is not null and submitted_at > due_at`
  const submissions = await db
    .selectFrom('submission')
    .select([
      'student_id',
      'day',
      sql<number>`sum(case when ${isLate} then 0 else count end)`.as('onTime'),
      sql<number>`sum(case when ${isLate} then count else 0 end)`.as('late'),
    ])
    .where('day', '>=', from)
    .where('day', '<', to)
    .groupBy(['student_id', 'day'])
    .execute()
  return { activity, attendance, submissions }
}

/**
 * The first and last day with any data that can be a student's and count: not before the calendar begins. Absent where
 * there are none.
 */
export async function readDataRange(db: Database): Promise<{ first: Day; last: Day } | undefined> {
  const held = await readDaysHeld(db)
  const enrolled = await db
    .selectFrom('student')
    .select(({ fn }) => fn.min('start_date').as('first'))
    .executeTakeFirst()
  const calendar = await db
    .selectFrom('calendar_period')
    .select(({ fn }) => fn.min('start_date').as('first'))
    .where('gone_on', 'is', null)
    .executeTakeFirst()
  if (!held || !enrolled?.first) return undefined
  const { first, last } = held
  const begins = [first, enrolled.first, calendar?.first ?? first].sort().at(-1) ?? first
  return begins > last ? undefined : { first: begins, last }
}

/**
 * Each student's counted indicators, week by week, of the weeks that the trend compares with: those whose windows
 * ended before this one's.
 */
export async function readEarlierIndicators(
  db: Database,
  weekStart: Day,
  students: readonly ScoredStudent[],
  { windowDays, partTimeFactor, trend }: Configuration,
): Promise<Map<string, EarlierWeek[]>> {
  const weeks = Math.ceil(windowDays / 7)
  const back = new Map(
    students.map(({ student_id, mode }) => [
      student_id,
      mode === 'part-time' ? weeks * partTimeFactor : weeks,
    ]),
  )
  const rows = await db
    .selectFrom('indicator_week')
    .select(['student_id', 'week_start', 'source', 'indicator'])
    .where('week_start', '>=', addDays(weekStart, -7 * (weeks * partTimeFactor + trend.weeks - 1)))
    .where('week_start', '<', weekStart)
    // Written out: as a parameter it would not fit the index of counted indicators.
    .where(sql<SqlBool>`state = 'counted'`)
    .execute()
  const earlier = new Map<string, Map<Day, EarlierWeek>>()
  for (const { student_id, week_start, source, indicator } of rows) {
    const newest = back.get(student_id)
    if (newest === undefined || indicator === null || week_start > addDays(weekStart, -7 * newest)) continue
    if (week_start < addDays(weekStart, -7 * (newest + trend.weeks - 1))) continue
    const own = earlier.get(student_id) ?? new Map<Day, EarlierWeek>()
    earlier.set(student_id, own.set(week_start, { ...own.get(week_start), [source]: indicator }))
  }
  return new Map([...earlier].map(([student, own]) => [student, [...own.values()]]))
}
