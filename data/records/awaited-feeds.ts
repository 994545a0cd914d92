import { EngagementError } from '../domain/errors'
import type { SnapshotFeed } from '../domain/feed'
import { requireCurrentSchema } from '../store/migrate'
import type { Database, Store } from '../store/store'
import { readSetting, removeSetting, writeSetting } from './settings'

/** Who may see whom: what a backup says of it may have ended since. */
const needed: readonly SnapshotFeed[] = ['students', 'staff', 'assignments']

/** Has a store that was put back show nothing before these feeds were loaded, and ends every sign-in. */
export async function awaitFeeds(store: Store): Promise<void> {
  await store.transaction(async ({ db }) => {
    await writeSetting(db, 'awaited-feeds', needed.join(', '))
    if (await store.hasTable(db, 'protected_state')) await db.deleteFrom('protected_state').execute()
  })
}

/** The feeds that were not loaded since the store was put back; none where it never was. */
export async function awaitedFeeds(db: Database): Promise<string[]> {
  return (await readSetting(db, 'awaited-feeds'))?.split(', ') ?? []
}

/** Notes that a feed was loaded, be it with what the store had of it already. */
export async function noteFeedCame(db: Database, feed: string): Promise<void> {
  const awaited = await awaitedFeeds(db)
  if (!awaited.includes(feed)) return
  const left = awaited.filter((each) => each !== feed)
  if (left.length === 0) await removeSetting(db, 'awaited-feeds')
  else await writeSetting(db, 'awaited-feeds', left.join(', '))
}

/** How a restored store comes to show students again. */
export const loadAwaited =
  "Load the newest file of each, by 'engagement nightly' or 'engagement ingest <feed> <file>': one that was loaded before counts too."

/**
 * Refuses a store that nobody may be answered from: whose schema is another, or that was put back and has not been told since
 * who may see whom.
 *
 * @throws EngagementError `store-outdated`, `store-changed`
 */
export async function requireReady(store: Store): Promise<void> {
  await requireCurrentSchema(store)
  const awaited = await awaitedFeeds(store.db)
  if (awaited.length === 0) return
  throw new EngagementError('store-outdated', `${awaitedInWords(awaited)} ${loadAwaited}`)
}

/** What is wrong while feeds are awaited. */
export function awaitedInWords(awaited: readonly string[]): string {
  return `The store was restored from a backup and shows nothing yet, for roles that ended since would count again; not loaded since: ${awaited.join(', ')}.`
}
