import path from 'node:path'
import type { Clock } from '../../data/domain/day'
import type { Claim } from '../../data/feeds/arrivals/claim-files'
import type { Delivery } from '../../data/feeds/arrivals/deliveries'
import { ingest, type LoadReport } from '../../data/feeds/ingest'
import type { LoadProgress } from '../../data/feeds/load-progress'
import type { Store } from '../../data/store/store'
import type { FeedFiles } from './feed-files'
import type { NightLoad } from './loaded-night'

/** A delivery that is to be read. */
export interface ToRead {
  delivery: Delivery
  verdict: 'read' | 'again'
}

export interface LoadingOptions {
  files: FeedFiles
  clock: Clock
  /** Whether that is the clock by which files change. */
  isRealClock: boolean
  /** Feeds whose snapshot may end a large share of what is held. */
  allowRemovals: readonly string[]
  /** Feeds of which a large share of the rows may be rejected. */
  allowRejects: readonly string[]
  /** Feeds whose newest snapshot is loaded, whatever the store holds. */
  allowOlder: readonly string[]
  onProgress: (progress: LoadProgress) => void
}

/** Loads one delivery, and beside it what tells of its rows, under the names that they have where they are. */
export function loadDelivery(
  store: Store,
  { feed, reading, beside }: Claim,
  { delivery, verdict }: ToRead,
  besidePaths: readonly string[],
  options: LoadingOptions,
): Promise<NightLoad[]> {
  const { files, clock, isRealClock, allowRemovals, allowRejects, onProgress } = options
  // What changes while it is read has not been read.
  const at = clock()
  return files.use(delivery.files, async (paths) => {
    const all = [...paths, ...besidePaths]
    const names = new Map([...delivery.files, ...beside].map(({ name }, index) => [all[index], name]))
    const reports = await ingest(store, feed, all, {
      ...reading,
      clock: () => at,
      allowRemovals: allowRemovals.includes(feed.name),
      allowRejects: allowRejects.includes(feed.name),
      passing: 'by-feed',
      origin: { place: files.place, nameOf: (file) => names.get(file) ?? path.basename(file) },
      ...(verdict === 'again' ? { unchanged: 'leave' } : isRealClock && { unchanged: 'note' }),
      onProgress,
    })
    return reports.map((report) => reportOf(report, delivery))
  })
}

/** What was loaded before is in the store under the name that it had then. */
function reportOf({ rejects, ...report }: LoadReport, { files }: Delivery): NightLoad {
  return report.unchanged ? { ...report, files: files.map(({ name }) => name) } : report
}
