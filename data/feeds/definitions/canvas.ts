import { writeActivity } from '../activity'
import { day, id, instant, integer, known, oneOf, optional } from '../column'
import { londonDay, notInFuture, uniteDays, type Feed } from '../feed'
import { writeSubmissions } from '../submissions'

/** Page views and participations become activity per day; submissions are kept one by one, with their due time. */
export const canvas: Feed = {
  name: 'canvas',
  kind: 'increment',
  columns: {
    student_id: known('student'),
    occurred_at: instant,
    event: oneOf(['page-view', 'participation', 'submission']),
    count: optional(integer(1, 100_000)),
    course_code: optional(id),
    due_at: optional(instant),
  },
  key: ['student_id', 'occurred_at', 'event', 'course_code'],
  rules: [notInFuture],
  write: async (duck, target) => {
    const activity = await writeActivity(duck, target, {
      source: "'canvas'",
      event: 'event',
      day: londonDay('occurred_at'),
      amount: 'coalesce(count, 1)',
      record: "concat_ws('|', epoch_us(occurred_at), course_code)",
      where: "event <> 'submission'",
    })
    const submissions = await writeSubmissions(duck, target, {
      submittedAt: instant.stored('occurred_at'),
      courseCode: "coalesce(course_code, '')",
      day: day.stored(londonDay('occurred_at')),
      dueAt: instant.stored('due_at'),
      count: 'coalesce(count, 1)',
    })
    return uniteDays(activity, submissions)
  },
}
