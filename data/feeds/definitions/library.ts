import { writeActivity } from '../activity'
import { instant, integer, known, oneOf, optional, told } from '../column'
import { londonDay, notInFuture, type DeliveredFeed } from '../feed'

/**
 * Opening one article makes hundreds of lines in a proxy's log. All of a student's within an hour of the clock are one
 * record, the last line standing for it, as COUNTER counts sessions where a log tells none: by the clock and not by gaps,
 * so that files which overlap or are cut in the middle of a visit give the same.
 */
const hourOrInstant =
  "case event when 'e-resource' then time_bucket(interval 1 hour, occurred_at) else occurred_at end"

/** Visits, loans, renewals and e-resource use; never titles. */
export const library: DeliveredFeed = {
  name: 'library',
  kind: 'increment',
  columns: {
    student_id: told(known('student'), 'who did it', '00412301'),
    occurred_at: told(instant, 'when', '2026-09-22T13:42:01'),
    event: told(oneOf(['visit', 'loan', 'renewal', 'e-resource']), 'what they did', 'e-resource'),
    count: told(optional(integer(1, 100_000)), 'for how many events the row stands; empty for one', '1'),
  },
  key: ['student_id', 'occurred_at', 'event'],
  rules: [notInFuture],
  write: (duck, target) =>
    writeActivity(duck, target, {
      source: "'library'",
      event: 'event',
      day: londonDay('occurred_at'),
      amount: 'coalesce(count, 1)',
      record: `cast(epoch_us(${hourOrInstant}) as varchar)`,
    }),
}
