import { sql } from 'kysely'
import { dayOf, type Day } from '../domain/day'
import { isSnapshotFeed } from '../domain/feed'
import type { LoadOutcome } from '../domain/feed-state'
import type { Database } from '../store/store'
import type { Instant } from '../store/schema'

/** When a feed last came. */
export interface FeedLoads {
  feed: string
  /** The last load that landed, or the last time that a snapshot came again unchanged; absent where none ever did. */
  good: Instant | undefined
  /** A load that was refused since then. */
  refused: RefusedSince | undefined
}

interface RefusedSince {
  at: Instant
  outcome: LoadOutcome
  /** No row of it was looked at: its files could not be read. */
  isUnread?: true
}

const noRows = sql<number>`case when rows_read = 0 then 1 else 0 end`

/** The last loads of every feed that ever had one. */
export async function readFeedLoads(db: Database): Promise<Map<string, FeedLoads>> {
  const rows = await db
    .selectFrom('feed_load')
    .select(({ fn }) => [
      'feed',
      'outcome',
      fn.max('load_id').as('load_id'),
      fn.max('loaded_at').as('loaded_at'),
      fn.max('seen_again_at').as('seen_again_at'),
      noRows.as('no_rows'),
    ])
    .groupBy(['feed', 'outcome', noRows])
    .execute()
  const feeds = new Map<string, FeedLoads>()
  const came = rows
    .map(({ feed, outcome, load_id, loaded_at, seen_again_at, no_rows }) => {
      // Of an increment, the same file again is nothing new.
      const counts = isSnapshotFeed(feed) || outcome !== 'loaded'
      const at = counts && seen_again_at !== null && seen_again_at > loaded_at ? seen_again_at : loaded_at
      const isUnread = outcome === 'too-many-rejects' && no_rows === 1
      return { feed, outcome, at, load_id, ...(isUnread && { isUnread }) }
    })
    .sort((a, b) => (a.at === b.at ? a.load_id - b.load_id : a.at < b.at ? -1 : 1))
  for (const { feed, outcome, at, isUnread } of came) {
    const good = feeds.get(feed)?.good
    feeds.set(
      feed,
      outcome === 'loaded'
        ? { feed, good: at, refused: undefined }
        : { feed, good, refused: { at, outcome, ...(isUnread && { isUnread }) } },
    )
  }
  return feeds
}

/** The London day of an instant of the store. */
export function dayOfInstant(at: Instant): Day {
  return dayOf(new Date(at))
}
