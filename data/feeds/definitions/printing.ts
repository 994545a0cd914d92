import { writeActivity } from '../activity'
import { instant, integer, known, told } from '../column'
import { londonDay, notInFuture, type DeliveredFeed } from '../feed'

/** Print jobs with their pages. In the store, `records` counts the jobs and `amount` the pages. */
export const printing: DeliveredFeed = {
  name: 'printing',
  kind: 'increment',
  columns: {
    student_id: told(known('student'), 'who printed', '00412301'),
    occurred_at: told(instant, 'when', '2026-09-25T17:47:56'),
    pages: told(integer(1, 100_000), 'how many pages the job had', '7'),
  },
  key: ['student_id', 'occurred_at'],
  rules: [notInFuture],
  write: (duck, target) =>
    writeActivity(duck, target, {
      source: "'printing'",
      event: "'job'",
      day: londonDay('occurred_at'),
      amount: 'pages',
      record: 'cast(epoch_us(occurred_at) as varchar)',
    }),
}
