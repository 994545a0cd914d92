import { sql } from 'kysely'
import type { Band } from '../domain/band'
import type { Day } from '../domain/day'
import type { scopedStudents } from './scoped-students'

/** Students with their scores of a week. Who is away has none. */
export function withScores(students: ReturnType<typeof scopedStudents>, week: Day) {
  return students.leftJoin('score_week', (join) =>
    join
      .onRef('score_week.student_id', '=', 'student.student_id')
      .on('score_week.week_start', '=', week)
      .on('student.status', '=', 'active'),
  )
}

/** The band of a student {@link withScores}. */
export const shownBand = sql<Band>`coalesce(score_week.band, 'unknown')`
