import type { Arrival } from '../../data/feeds/arrivals/arrival'

/** Where a night's feed files are. */
export interface FeedFiles {
  /** Recorded before the name of each file that is loaded. */
  place: string
  /** @throws EngagementError when it cannot be looked into */
  list(): Promise<Arrival[]>
  /**
   * Has files at hand for as long as some work takes, by their paths in the same order.
   *
   * @throws EngagementError when they cannot be had, and what the work throws
   */
  use<T>(files: readonly Arrival[], work: (paths: string[]) => Promise<T>): Promise<T>
  /** Leaves nothing behind. */
  close(): Promise<void>
}
