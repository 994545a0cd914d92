import { writeActivity } from '../activity'
import { instant, integer, known, oneOf, optional } from '../column'
import { londonDay, notInFuture, type Feed } from '../feed'

/** Visits, loans, renewals and e-resource use; never titles. */
export const library: Feed = {
  name: 'library',
  kind: 'increment',
  columns: {
    student_id: known('student'),
    occurred_at: instant,
    event: oneOf(['visit', 'loan', 'renewal', 'e-resource']),
    count: optional(integer(1, 100_000)),
  },
  key: ['student_id', 'occurred_at', 'event'],
  rules: [notInFuture],
  write: (duck, target) =>
    writeActivity(duck, target, {
      source: "'library'",
      event: 'event',
      day: londonDay('occurred_at'),
      amount: 'coalesce(count, 1)',
      record: 'cast(epoch_us(occurred_at) as varchar)',
    }),
}
