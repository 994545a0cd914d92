import type { Expectations } from '../../data/configuration/expectations'
import { dayOf, type Day } from '../../data/domain/day'
import { sourceNames, type Source } from '../../data/domain/source'
import {
  feedStatus,
  type SnapshotFeed,
  type SnapshotStatus,
  type SourceStatus,
} from '../../data/queries/feed-status'
import { feedOf } from '../../data/scoring/feed-state'
import type { Store } from '../../data/store/store'
import { feedStateWords } from '../../cards/data-status'
import { snapshotDetail, snapshotNames, sourceDetail } from '../answers/feed-words'
import type { Check, Finding, WithStore } from './check'

/** Whether every feed that is expected comes, whole and in time. */
export const feedsCheck: Check<Pick<WithStore, 'store' | 'clock'>> = {
  name: 'feeds',
  look: async ({ store, clock }) => {
    const found = await feedFindings(store, dayOf(clock()))
    return found.map(({ state, what, mend }) => ({ state, what, ...(mend === undefined ? {} : { mend }) }))
  },
}

/** How a feed stands: a snapshot, or a source of activity. */
export interface FeedFinding extends Finding {
  feed: SnapshotFeed | Source
  /** How staff name it. */
  name: string
}

/** How every feed that is expected stands on a day. */
export async function feedFindings(store: Store, today: Day): Promise<FeedFinding[]> {
  const { sources, snapshots } = await feedStatus(store, today)
  return [
    ...snapshots.map((status) => {
      const { feed } = status
      const name = snapshotNames[feed]
      return { feed, name, ...findingOf(status, name, snapshotDetail(status), feed) }
    }),
    ...sources
      .filter((status) => isExpected(status, store.settings.feeds))
      .map((status) => {
        const { source: feed } = status
        const name = sourceNames[feed]
        return { feed, name, ...findingOf(status, name, sourceDetail(status), feedOf(feed)) }
      }),
  ]
}

/** A source that never came and that nobody expects is none of the university's. */
function isExpected({ source, dataTo }: SourceStatus, { rhythmDays }: Expectations): boolean {
  return dataTo !== undefined || rhythmDays[feedOf(source)] !== undefined
}

function findingOf(
  { state, refused }: Pick<SourceStatus | SnapshotStatus, 'state' | 'refused'>,
  name: string,
  detail: string,
  feed: SnapshotFeed | ReturnType<typeof feedOf>,
): Finding {
  const what = `${name}: ${feedStateWords(state).toLowerCase()} · ${detail}`
  if (refused?.isUnread) {
    const mend = `Have ${feed} sent again, whole and in the feed's columns: 'engagement ingest --rejects ${feed}' says what was wrong.`
    return { state: 'wrong', what, mend }
  }
  if (refused?.outcome === 'too-many-rejects') {
    const mend = `See 'engagement ingest --rejects ${feed}': have the file mended, or ${lettingPass('--allow-rejects', feed)}`
    return { state: 'wrong', what, mend }
  }
  if (refused?.outcome === 'too-many-removals') {
    const mend = `Have the export checked for what is missing; if it is right, ${lettingPass('--allow-removals', feed)}`
    return { state: 'wrong', what, mend }
  }
  return state === 'well' ? { state, what } : { state: 'wrong', what, mend: mends[state](feed) }
}

const lettingPass = (option: string, feed: string): string =>
  `let it pass once: 'engagement nightly' with ${option} ${feed} (on Azure by the parameter nightlyOptions), or 'engagement ingest ${feed} <file…> ${option}'.`

const loading = (feed: string): string =>
  `put it where the nightly load finds it, or 'engagement ingest ${feed} <file…>'.`

const mends: Record<Exclude<SourceStatus['state'], 'well'>, (feed: string) => string> = {
  late: (feed) =>
    `Look at the job that exports ${feed} and at what it logged. Where there is a file, ${loading(feed)}`,
  silent: (feed) => `Export ${feed}, then ${loading(feed)}`,
  thin: (feed) =>
    `Compare the newest files of ${feed} with older ones: a part is missing. Load them again when they are whole.`,
}
