import { writeActivity } from '../activity'
import { day, id, instant, integer, known, oneOf, optional, told } from '../column'
import { londonDay, notInFuture, uniteDays, type DeliveredFeed } from '../feed'
import { writeSubmissions } from '../submissions'

/** Page views and participations become activity per day; submissions are kept one by one, with their due time. */
export const canvas: DeliveredFeed = {
  name: 'canvas',
  kind: 'increment',
  columns: {
    student_id: told(known('student'), 'who did it', '00412301'),
    occurred_at: told(instant, 'when', '2026-09-21T09:53:57Z'),
    event: told(oneOf(['page-view', 'participation', 'submission']), 'what they did', 'page-view'),
    count: told(optional(integer(1, 100_000)), 'for how many events the row stands; empty for one', '11'),
    course_code: told(optional(id), 'in which course', 'CS502'),
    due_at: told(optional(instant), 'when a submission was due', '2026-10-02T16:00:00+01:00'),
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
