import type { Duck } from './duck'
import type { DaysTouched, Target } from './feed'
import { writeRecords } from './records'

/** SQL over the accepted values of a feed, for those rows that are submissions. */
export interface Submissions {
  submittedAt: string
  courseCode: string
  day: string
  dueAt: string
  count: string
  /** A count of 0 takes a submission back. */
  mayBeZero?: true
}

/** Submissions are kept one by one, since each has its own due time. */
export function writeSubmissions(
  duck: Duck,
  target: Target,
  { submittedAt, courseCode, day, dueAt, count, mayBeZero }: Submissions,
): Promise<DaysTouched> {
  return writeRecords(duck, target, {
    table: 'submission',
    key: ['student_id', 'submitted_at', 'course_code'],
    columns: {
      student_id: 'student_id',
      submitted_at: submittedAt,
      course_code: courseCode,
      day,
      // The store keeps milliseconds: submissions of the same one are added up.
      due_at: `max(${dueAt})`,
      count: `sum(${count})::bigint`,
    },
    where: "event = 'submission'",
    addsUp: true,
    mayBeZero: mayBeZero && 'count',
  })
}
