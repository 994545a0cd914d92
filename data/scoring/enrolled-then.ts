import type { Day } from '../domain/day'
import type { Database } from '../store/store'
import type { EnrolledStudent } from './read-enrolments'

/**
 * The students of the week that began on `weekStart`: those scored then, with the programme, level and mode of then, and
 * those who study today and could have been, as the records have them. Who has moved or left since stays in past weeks,
 * and among the peers of the others.
 */
export async function enrolledThen(
  db: Database,
  weekStart: Day,
  students: readonly EnrolledStudent[],
  isStudying: (student: EnrolledStudent) => boolean,
): Promise<EnrolledStudent[]> {
  const rows = await db
    .selectFrom('score_week')
    .leftJoin('unit', 'unit.unit_code', 'score_week.programme_code')
    .select([
      'score_week.student_id',
      'score_week.programme_code',
      'score_week.level',
      'score_week.mode',
      'unit.parent_code',
    ])
    .where('score_week.week_start', '=', weekStart)
    .execute()
  const then = new Map(rows.map((row) => [row.student_id, row]))
  const ofWeek = students.filter((student) => then.has(student.student_id) || isStudying(student))
  return ofWeek.map((student) => {
    const { programme_code, level, mode, parent_code } = then.get(student.student_id) ?? {}
    if (!programme_code || level === undefined || level === null || !mode) return student
    const isElsewhere = student.programme_code !== programme_code || student.mode !== mode
    return {
      ...student,
      programme_code,
      level,
      mode,
      school: parent_code ?? '',
      ...(isElsewhere && {
        now: { school: student.school, programme_code: student.programme_code, mode: student.mode },
      }),
    }
  })
}

/** The version of the configuration that each student was scored with in a week. */
export async function configurationsThen(db: Database, weekStart: Day): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('score_week')
    .select(['student_id', 'configuration'])
    .where('week_start', '=', weekStart)
    .execute()
  return new Map(rows.map(({ student_id, configuration }) => [student_id, configuration]))
}
