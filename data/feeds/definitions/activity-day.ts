import { writeActivity } from '../activity'
import { day, integer, known, oneOf, text, told } from '../column'
import { uniteDays, type DeliveredFeed } from '../feed'
import { writeSubmissions } from '../submissions'

const events = {
  canvas: ['page-view', 'participation', 'submission'],
  library: ['visit', 'loan', 'renewal', 'e-resource'],
  printing: ['job'],
}

const eventFits = Object.entries(events)
  .map(
    ([source, names]) =>
      `(source = '${source}' and event in (${names.map((name) => `'${name}'`).join(', ')}))`,
  )
  .join(' or ')

/**
 * Activity that a university's warehouse has grouped by day already: each row is the whole of its day. A count of 0 says
 * that there was none, in place of what an earlier file said.
 */
export const activityDay: DeliveredFeed = {
  name: 'activity-day',
  kind: 'increment',
  columns: {
    student_id: told(known('student'), 'whose day it is', '00412301'),
    day: told(day, 'the day in London', '2026-11-20'),
    source: told(oneOf(Object.keys(events)), 'which system tells of it', 'library'),
    event: told(text(32), 'what they did, as the feed of that system calls it; `job` for printing', 'visit'),
    count: told(integer(0, 10_000_000), 'how often on that day; 0 takes back what an earlier file said', '2'),
  },
  key: ['student_id', 'day', 'source', 'event'],
  rules: [
    { column: 'event', wrong: `not (${eventFits})`, must: 'be an event of its source' },
    { column: 'day', wrong: "day > getvariable('today')", must: 'not lie in the future' },
  ],
  write: async (duck, target) => {
    const activity = await writeActivity(duck, target, {
      source: 'source',
      event: 'event',
      day: 'day',
      amount: 'count',
      record: "'day'",
      where: "event <> 'submission'",
      mayBeZero: true,
    })
    const submissions = await writeSubmissions(duck, target, {
      submittedAt: "strftime(day, '%Y-%m-%dT00:00:00.000Z')",
      courseCode: "''",
      day: day.stored('day'),
      dueAt: 'null',
      count: 'count',
      mayBeZero: true,
    })
    return uniteDays(activity, submissions)
  },
}
