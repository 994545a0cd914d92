import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { dayOf, type Day } from '../domain/day'
import type { Mode } from '../domain/student'
import { inParts } from '../store/in-parts'
import type { Schema } from '../store/schema'
import type { Database } from '../store/store'
import type { Facts } from './measures'
import type { Pool } from './pools'

type StudentExpression = ExpressionBuilder<Schema, 'student'>

/** A half-open range of days. */
export interface Days {
  from: Day
  to: Day
}

/** The activity of a pool's students. Read student by student, along the table's key. */
export async function readActivity(db: Database, pool: Pool, { from, to }: Days): Promise<Facts['activity']> {
  const rows = []
  for (const those of whereOfPool(pool)) {
    const found = await db
      .selectFrom('student')
      .innerJoin('activity_day', 'activity_day.student_id', 'student.student_id')
      .select(['activity_day.student_id', 'activity_day.day', 'activity_day.source', 'activity_day.amount'])
      .where(those)
      .where('activity_day.day', '>=', from)
      .where('activity_day.day', '<', to)
      .execute()
    rows.push(found)
  }
  return rows.flat()
}

/** Everyone's teaching events, authorised absences left out. Each mode of study, as of today, has its own first day. */
export function readAttendance(
  db: Database,
  firstDays: ReadonlyMap<Mode, Day>,
  to: Day,
): Promise<Facts['attendance']> {
  return (
    db
      .selectFrom('attendance')
      // Day by day: SQLite keeps the order of a cross join, and would go through all that students ever attended else.
      .crossJoin('student')
      .whereRef('student.student_id', '=', 'attendance.student_id')
      .select(['attendance.student_id', 'attendance.day', 'attendance.status'])
      .where('attendance.day', '>=', [...firstDays.values()].sort()[0] ?? to)
      .where('attendance.day', '<', to)
      .where('attendance.status', '<>', 'authorised-absence')
      .where((eb) =>
        eb.or(
          [...firstDays].map(([mode, from]) =>
            eb.and([eb('student.mode', '=', mode), eb('attendance.day', '>=', from)]),
          ),
        ),
      )
      .execute()
  )
}

/** Everyone's submissions. */
export async function readSubmissions(db: Database, { from, to }: Days): Promise<Facts['submissions']> {
  const rows = await db
    .selectFrom('submission')
    .select([
      'student_id',
      'day',
      'count',
      sql<string | null>`case when submitted_at > due_at then due_at end`.as('missed'),
    ])
    .where('day', '>=', from)
    .where('day', '<', to)
    .execute()
  return rows.map(({ missed, ...row }) => ({
    ...row,
    due: missed === null ? undefined : dayOf(new Date(missed)),
  }))
}

/** The last day with any activity of each of these students, where there is one. */
export async function readLastActive(
  db: Database,
  studentIds: readonly string[],
  { from, to }: Days,
): Promise<Map<string, Day>> {
  const last = new Map<string, Day>()
  for (const part of inParts(studentIds)) {
    for (const table of ['activity_day', 'attendance', 'submission'] as const) {
      const active = db
        .selectFrom(table)
        .select(['student_id', ({ fn }) => fn.max<Day>('day').as('day')])
        .where('student_id', 'in', part)
        .where('day', '>=', from)
        .where('day', '<', to)
        .groupBy('student_id')
      const rows = await (
        table === 'attendance' ? active.where('status', 'in', ['present', 'late']) : active
      ).execute()
      for (const { student_id, day } of rows)
        if (day > (last.get(student_id) ?? '')) last.set(student_id, day)
    }
  }
  return last
}

/**
 * Conditions on `student` that, one after the other, find a pool's students, and perhaps some others: by where the records
 * have them, and one by one those who have moved since.
 */
export function whereOfPool({ students, mode }: Pool): ((eb: StudentExpression) => Expression<SqlBool>)[] {
  const programmes = [...new Set(students.map(({ programme_code }) => programme_code))]
  const moved = students.filter(
    ({ now }) => now && !(programmes.includes(now.programme_code) && now.mode === mode),
  )
  return [
    (eb) => eb.and([eb('student.programme_code', 'in', programmes), eb('student.mode', '=', mode)]),
    ...inParts(moved).map(
      (part) => (eb: StudentExpression) =>
        eb(
          'student.student_id',
          'in',
          part.map(({ student_id }) => student_id),
        ),
    ),
  ]
}
