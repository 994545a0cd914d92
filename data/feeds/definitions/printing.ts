import { writeActivity } from '../activity'
import { instant, integer, known } from '../column'
import { londonDay, notInFuture, type Feed } from '../feed'

/** Print jobs with their pages. In the store, `records` counts the jobs and `amount` the pages. */
export const printing: Feed = {
  name: 'printing',
  kind: 'increment',
  columns: { student_id: known('student'), occurred_at: instant, pages: integer(1, 100_000) },
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
