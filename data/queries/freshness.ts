import { addDays, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { Expectations } from '../configuration/expectations'
import { feedOf } from '../scoring/feed-state'
import { healthBefore, readHeldDays, type Health, type HeldDays, type SourceHealth } from '../scoring/health'
import { readPeriods } from '../scoring/read-calendar'
import type { Store } from '../store/store'
import { scoredTo } from './current-week'

/** How far the data reach. About feeds, not persons: it needs no scope. */
export interface Freshness {
  /** The newest day with data of any source; absent from a store without data. */
  dataTo: Day | undefined
  /** The last day that the scores draw on; absent from a store without scores. */
  scoredTo: Day | undefined
  sources: Record<Source, SourceHealth>
  /** Recent days of which no data came, or hardly any, though they came again after them. */
  gaps: Gap[]
}

export interface Gap {
  source: Source
  from: Day
  /** The last day of it. */
  last: Day
}

/** As far back as most windows reach. */
const recentDays = 28

export async function freshness(
  store: Store,
  today: Day,
  expectations: Expectations = store.settings.feeds,
): Promise<Freshness> {
  const held = await readHeldDays(store.db, today, addDays(today, 1), expectations)
  const health = healthBefore(today, held, await readPeriods(store.db), expectations)
  const days = Object.values(held.last).flatMap((day) => (day === undefined ? [] : [day]))
  return {
    dataTo: days.sort().at(-1),
    scoredTo: await scoredTo(store.db, today),
    sources: health,
    gaps: gapsSince(addDays(today, -recentDays), health, held),
  }
}

/** Outages that have ended since a day. What lies before a source's first data is none. */
function gapsSince(since: Day, health: Health, { days }: HeldDays): Gap[] {
  return sources.flatMap((source) =>
    health[source].outages.flatMap(({ from, to }) => {
      const isOwn = feedOf(source) === source
      const isGap = days.some((each) => each.source === source && each.day < from)
      return isOwn && isGap && to !== undefined && to > since ? [{ source, from, last: addDays(to, -1) }] : []
    }),
  )
}
