import type { FeedFormat, IdentitySystem } from '../../domain/feed'
import type { Feed } from '../feed'
import type { Reading, Source } from '../source'

/** Reads another system's own export as rows of our feeds. */
export interface Adapter {
  /** The value of `--format`. */
  format: FeedFormat
  /** What it reads, for the help. */
  reads: string
  /** The feeds that its files can fill. */
  feeds: readonly string[]
  /** Why it fills no other, to complete "…: …". */
  limits: string
  /** The paths of files that are no load by themselves, but tell of others' rows. */
  beside?: RegExp
  /** By whose identifiers its files name students: the first of these systems of which identities are held. */
  identifiedBy: readonly IdentitySystem[]
  /**
   * One source for each load that the files make, in order. Every row of `sql` is a row of the feed, as text.
   *
   * @throws EngagementError when the files are not what the adapter reads
   */
  sources(feed: Feed, files: readonly string[], reading: Reading): Promise<Source[]>
}

/** SQL for a column's text where empty and absent are the same. */
export const given = (column: string): string => `nullif(trim(${column}), '')`
