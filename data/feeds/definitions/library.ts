import { writeActivity } from '../activity'
import { instant, integer, known, oneOf, optional } from '../column'
import { londonDay, notInFuture, type Feed } from '../feed'

/**
 * Opening one article makes hundreds of lines in a proxy's log. All of a student's within an hour of the clock are one
 * visit, as COUNTER counts sessions where a log tells none: by the clock and not by gaps, so that files which overlap
 * or are cut in the middle of a visit give the same. The latest line stands for the hour.
 */
const oneVisitAnHour = `
  delete from accepted where event = 'e-resource' and rowid not in (
    select arg_max(rowid, occurred_at) from accepted
    where event = 'e-resource' group by student_id, time_bucket(interval 1 hour, occurred_at))`

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
  write: async (duck, target) => {
    await duck.run(oneVisitAnHour)
    return writeActivity(duck, target, {
      source: "'library'",
      event: 'event',
      day: londonDay('occurred_at'),
      amount: 'coalesce(count, 1)',
      record:
        "cast(epoch_us(case event when 'e-resource' then time_bucket(interval 1 hour, occurred_at) else occurred_at end) as varchar)",
    })
  },
}
