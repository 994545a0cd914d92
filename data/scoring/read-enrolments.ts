import type { Day } from '../domain/day'
import type { StudentTable } from '../store/schema'
import type { Database } from '../store/store'
import type { ScoredStudent } from './pools'

/** A student of the records as they stand today. */
export type EnrolledStudent = ScoredStudent & Pick<StudentTable, 'status' | 'end_date' | 'gone_on'>

/** All students of the records, also those gone from them, by student ID, with the pauses of their studies. */
export async function readEnrolments(db: Database): Promise<EnrolledStudent[]> {
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
      'student.gone_on',
      'unit.parent_code as school',
    ])
    .orderBy('student.student_id')
    .execute()
  const pauses = await readInterruptions(db)
  return rows.map(({ school, ...student }) => ({
    ...student,
    school: school ?? '',
    interruptions: pauses.get(student.student_id) ?? [],
  }))
}

async function readInterruptions(db: Database) {
  const rows = await db.selectFrom('interruption').selectAll().orderBy('start_date').execute()
  const byStudent = new Map<string, { start_date: Day; end_date: Day | null }[]>()
  for (const { student_id, start_date, end_date } of rows) {
    byStudent.set(student_id, [...(byStudent.get(student_id) ?? []), { start_date, end_date }])
  }
  return byStudent
}

/**
 * Whether the student studied through the whole week from `start` to before `to`, as far as the records say. Who has
 * left, paused or finished was active until the day it ended; without that day, or where it lies ahead, they are left
 * out, and so is who has gone from the records.
 */
export function isActive(
  {
    status,
    start_date,
    end_date,
    gone_on,
  }: Pick<EnrolledStudent, 'status' | 'start_date' | 'end_date' | 'gone_on'>,
  { start, to, today }: { start: Day; to: Day; today: Day },
): boolean {
  if (gone_on !== null || start_date >= to) return false
  if (status === 'active') return end_date === null || end_date > start
  return end_date !== null && end_date >= to && end_date <= today
}
