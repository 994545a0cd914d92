import { addDays, dayOf, startOf, type Day } from '../domain/day'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'
import type { HandedIn } from './common-work'

const yearBack = 366

/** Work, and when it was handed in. */
export type WorkHandedIn = HandedIn & { at: string }

/** All work due from a day on that anybody has handed in. */
export async function readHandedIn(
  db: Database,
  { firstDue, today }: { firstDue: Day; today: Day },
): Promise<WorkHandedIn[]> {
  const rows = await db
    .selectFrom('submission')
    .select(['student_id', 'course_code', 'due_at', 'submitted_at'])
    .where('day', '>=', addDays(today, -yearBack))
    .where('day', '<', today)
    .where('due_at', '>=', startOf(firstDue).toISOString())
    .where('course_code', '<>', '')
    .execute()
  const dueDays = new Map<string, Day>()
  return rows.map(({ student_id, course_code, due_at, submitted_at }) => {
    const instant = due_at ?? ''
    const due = dueDays.get(instant) ?? dayOf(new Date(instant))
    dueDays.set(instant, due)
    return { studentId: student_id, course: course_code, due, at: submitted_at }
  })
}

/** In which courses these students have handed in anything within a year, as `student|course`. */
export async function readCourses(db: Database, ids: readonly string[], today: Day): Promise<Set<string>> {
  const courses = new Set<string>()
  for (const part of inParts(ids)) {
    const rows = await db
      .selectFrom('submission')
      .select(['student_id', 'course_code'])
      .distinct()
      .where('student_id', 'in', part)
      .where('day', '>=', addDays(today, -yearBack))
      .where('day', '<', today)
      .execute()
    for (const { student_id, course_code } of rows) courses.add(`${student_id}|${course_code}`)
  }
  return courses
}
