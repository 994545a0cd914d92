import { EngagementError } from '../domain/errors'
import { noteSeenAgain, recordLoad, type RecordedLoad } from '../records/loads'
import type { LoadOutcome } from '../domain/feed-state'
import type { Store } from '../store/store'
import type { Expectations } from '../configuration/expectations'

/** A load on its way: what will be recorded of it once it is known what became of it. */
export type LoadToRecord = Omit<RecordedLoad, 'touched' | 'outcome'>

const noStudent = 'student_id names no known student'

/**
 * Refuses a load that would reject a large share of its rows: far more often a broken export, or students who have not
 * come yet, than the truth. Its rejects are kept.
 *
 * @param namesOthers the files are the log of a system that staff and visitors use too
 * @throws EngagementError `too-many-rejects`
 */
export async function refuseTooManyRejects(
  store: Store,
  load: LoadToRecord,
  { largestRejectShare, largestStrangerShare, fewRows }: Expectations,
  namesOthers: boolean,
): Promise<void> {
  const { feed, files, rows, rejected, rejects } = load
  const strangers = namesOthers ? rejects.filter(({ reason }) => reason === noStudent).length : 0
  const isTooMany = (counted: number, share: number): boolean => counted > Math.max(fewRows, rows * share)
  if (!isTooMany(rejected - strangers, largestRejectShare) && !isTooMany(strangers, largestStrangerShare))
    return
  await keepRefused(store, load, 'too-many-rejects')
  const share = `${count(rejected)} of ${count(rows)} rows (${percent(rejected / rows)})`
  const limit = namesOthers && strangers > rejected - strangers ? largestStrangerShare : largestRejectShare
  throw new EngagementError(
    'too-many-rejects',
    `${files.join(', ')} would be loaded without ${share}, more than ${percent(limit)}: nothing was loaded. 'engagement ingest --rejects ${feed}' says which and why. If they may be left out, repeat with --allow-rejects.`,
  )
}

/** Keeps, before it goes on, that a load was refused for what it would end. */
export function keepTooManyRemovals(store: Store, load: LoadToRecord): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof EngagementError && error.code === 'too-many-removals')
      await keepRefused(store, load, 'too-many-removals')
    throw error
  }
}

/** "12.5 %", never rounded down to the limit that it is over. */
export function percent(share: number): string {
  return `${Math.ceil(Number((share * 1000).toFixed(6))) / 10} %`
}

export function count(rows: number): string {
  return rows.toLocaleString('en-GB')
}

/** The record of a load that landed nowhere. The same file refused again for the same is no other record. */
async function keepRefused(store: Store, load: LoadToRecord, outcome: LoadOutcome): Promise<void> {
  await store.transaction(
    async (tx) => {
      const newest = await tx.db
        .selectFrom('feed_load')
        .selectAll()
        .where('feed', '=', load.feed)
        .orderBy('load_id', 'desc')
        .executeTakeFirst()
      const same =
        newest?.outcome === outcome && newest.content_hash === load.hash && newest.rejected === load.rejected
      if (same) await noteSeenAgain(tx.db, newest.load_id, load.at)
      else await recordLoad(tx, { ...load, touched: [], outcome })
    },
    { alone: 'loads', repeatable: true },
  )
}
