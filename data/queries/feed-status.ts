import { addDays, type Day } from '../domain/day'
import { snapshotFeeds, type SnapshotFeed } from '../domain/feed'
import type { FeedState } from '../domain/feed-state'
import { sources, type Source } from '../domain/source'
import type { Expectations } from '../configuration/expectations'
import { isOverdue } from '../feeds/rhythm'
import { feedOf } from '../scoring/feed-state'
import { dueDays, type SourceHealth } from '../scoring/health'
import { isWeekday } from '../scoring/countable-days'
import { readPeriods } from '../scoring/read-calendar'
import type { Store } from '../store/store'
import { dayOfInstant, readFeedLoads, type FeedLoads } from './feed-loads'
import { freshness, type Gap } from './freshness'
import { keptInDoubt } from './kept-in-doubt'

export type { SnapshotFeed }

/** How a feed stands today. */
interface Status {
  /** The worse of what its data and its loads say. */
  state: FeedState
  /** The day of its last load that landed. */
  loadedOn: Day | undefined
  /** A load that was refused since. */
  refused: FeedLoads['refused']
}

export interface SourceStatus extends Status, Pick<SourceHealth, 'dataTo' | 'volume'> {
  source: Source
  /** Whether it counts in the scores. */
  counted: boolean
  /** The last days of late of which nothing, or hardly anything, came. */
  gap: Gap | undefined
}

export interface SnapshotStatus extends Status {
  feed: SnapshotFeed
  /** Of a snapshot that was not whole, at least how many rows that it lacks did not end, where these are many. */
  kept?: number
}

export interface FeedStatus {
  sources: SourceStatus[]
  snapshots: SnapshotStatus[]
  scoredTo: Day | undefined
}

/** How every source and every snapshot stands today. About feeds, not persons: it needs no scope. */
export async function feedStatus(
  store: Store,
  today: Day,
  expectations: Expectations = store.settings.feeds,
): Promise<FeedStatus> {
  const { sources: health, scoredTo, gaps } = await freshness(store, today, expectations)
  const loads = await readFeedLoads(store.db)
  const keptOf = await keptInDoubt(store.db, expectations)
  const { rhythmDays } = expectations
  const dueOf = dueDays(await readPeriods(store.db), addDays(today, -longestRhythm), today)
  const came = (feeds: readonly string[], rhythm: number | undefined, isDue: IsDue): Coming =>
    comingOf(
      feeds.flatMap((feed) => loads.get(feed) ?? []),
      (lastCame) => rhythm !== undefined && isOverdue({ lastCame, today }, rhythm, isDue),
    )
  return {
    scoredTo,
    sources: sources.map((source) => {
      const { state, healthy, dataTo, volume } = health[source]
      const { due } = dueOf(source)
      // Nothing is taught in a vacation, and nothing need come.
      const isDue = (day: Day): boolean => isWeekday(day) && due.has(day)
      const { overdue, ...last } = came(broughtBy(source), rhythmDays[feedOf(source)], isDue)
      const whole = state === 'well' && overdue ? 'late' : state
      return {
        source,
        state: whole,
        counted: healthy,
        dataTo,
        volume,
        gap: gaps.findLast((gap) => gap.source === source),
        ...last,
      }
    }),
    snapshots: snapshotFeeds
      .filter((feed) => rhythmDays[feed] !== undefined || loads.has(feed))
      .map((feed) => {
        const { overdue, ...last } = came([feed], rhythmDays[feed], isWeekday)
        const kept = keptOf.get(feed)
        const whole = kept === undefined ? 'well' : 'thin'
        const state = last.loadedOn === undefined ? 'silent' : overdue ? 'late' : whole
        return { feed, state, ...last, ...(kept !== undefined && { kept }) }
      }),
  }
}

type IsDue = (day: Day) => boolean
type Coming = Omit<Status, 'state'> & { overdue: boolean }

/** No rhythm is longer than a year, and no source is asked for further back. */
const longestRhythm = 366

/** A university may send its logs grouped by day instead. */
function broughtBy(source: Source): string[] {
  return source === 'attendance' ? ['attendance'] : [feedOf(source), 'activity-day']
}

/** When the newest of some feeds came, and whether it should have come again. */
function comingOf(feeds: readonly FeedLoads[], isLate: (lastCame: Day) => boolean): Coming {
  const good = feeds
    .flatMap((each) => each.good ?? [])
    .sort()
    .at(-1)
  const refused = feeds
    .flatMap((each) => each.refused ?? [])
    .filter(({ at }) => good === undefined || at >= good)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1)
  const loadedOn = good === undefined ? undefined : dayOfInstant(good)
  return { overdue: loadedOn !== undefined && isLate(loadedOn), loadedOn, refused }
}
