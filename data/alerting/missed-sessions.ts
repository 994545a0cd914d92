import type { AlertRuleSettings } from '../configuration/alerts'
import { addDays, dayInWords, dayNumber, type Day } from '../domain/day'
import type { SourceHealth } from '../scoring/health'
import type { AttendanceTable } from '../store/schema'
import { levelOf, type Finding, type Judgement } from './finding'

/** A teaching event that a student was expected at. */
export type ExpectedEvent = Pick<AttendanceTable, 'day' | 'starts_at' | 'status'>

/** Where nothing was expected for so many days, what was missed before is told no longer. */
const staleDays = 28

/**
 * The last expected teaching events, so many or more, were missed without leave. Authorised absences and events on days
 * that do not count are passed over. Events before a day of which the source may lack something are not counted: the
 * student may have come to one that is not known.
 *
 * @param events up to the last day with good data, in any order
 * @param now the day that it is judged on
 */
export function missedSessions(
  events: readonly ExpectedEvent[],
  counts: (day: Day) => boolean,
  { healthy, dataTo, gapTo }: AttendanceFeed,
  now: Day,
  { sessions }: AlertRuleSettings['missedSessions'],
): Judgement {
  if (!healthy || dataTo === undefined) return 'unknown'
  const known = events.filter(
    ({ day, status }) => day <= dataTo && status !== 'authorised-absence' && counts(day),
  )
  const latestFirst = [...known].sort((a, b) => (a.starts_at < b.starts_at ? 1 : -1))
  const end = latestFirst.findIndex(({ status, day }) => status !== 'absent' || day <= gapTo)
  const missed = end === -1 ? latestFirst : latestFirst.slice(0, end)
  // What lies behind a gap is not known: neither whether it goes on, nor whether it has ended.
  if (missed.length < sessions)
    return end >= 0 && latestFirst[end]?.status === 'absent' ? 'unknown' : undefined
  const newest = missed[0]
  if (!newest || dayNumber(now) - dayNumber(newest.day) > staleDays) return undefined
  // Only by one that they came to, with nothing lacking since, it is known that there were no more.
  const isFloor = (latestFirst[end]?.day ?? '') <= gapTo
  return findingOf(
    { newest, oldest: missed.at(-1) ?? newest, count: missed.length, isFloor },
    dataTo,
    sessions,
  )
}

interface Missed {
  newest: ExpectedEvent
  oldest: ExpectedEvent
  count: number
  /** Whether there may have been more before. */
  isFloor: boolean
}

function findingOf({ newest, oldest, count, isFloor }: Missed, dataTo: Day, sessions: number): Finding {
  return {
    since: oldest.day,
    found: addDays(newest.day, 1),
    dataTo: addDays(dataTo, 1),
    level: levelOf(Math.floor(count / sessions)),
    improving: false,
    reason: `They missed ${isFloor ? 'at least ' : ''}their last ${count} teaching events without leave, since ${dayInWords(oldest.day)}.`,
    facts: { missed: count, first: oldest.day, last: newest.day },
  }
}

/** What of the attendance feed decides how far it can be told by. */
export interface AttendanceFeed extends Pick<SourceHealth, 'healthy' | 'dataTo'> {
  /** The last day of which something may be lacking, before the last good one; empty where none. */
  gapTo: Day
}

/** Weekdays that may lack something, and the days of outages, up to the last good day. */
export function lastGap({ dataTo, empty, outages }: SourceHealth): Day {
  if (dataTo === undefined) return ''
  const outage = outages.map(({ to }) => (to === undefined ? dataTo : addDays(to, -1)))
  return (
    [...empty, ...outage]
      .filter((day) => day <= dataTo)
      .sort()
      .at(-1) ?? ''
  )
}
