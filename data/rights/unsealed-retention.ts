import { EngagementError } from '../domain/errors'
import { holdHead, writeHead } from '../records/access-chain'
import { digestsOf, minus, sumOfUnsealed } from '../records/unsealed-sum'
import { exactText } from '../store/exact-text'
import type { Database, Store } from '../store/store'
import { keysOf } from './keys'

/** How many entries from before the chain are older than a time. */
export async function countOldUnsealed({ db }: Store, before: string): Promise<{ access_entry: number }> {
  return { access_entry: (await oldUnsealed(db, before)).length }
}

/** Keys a statement and a transaction. */
const batch = 500

/**
 * Removes the entries from before the chain that are older than a time, and takes them out of the sum in its head.
 *
 * @throws EngagementError `trail-broken` before any is removed when they are not those that the head sums up: what was
 * put among them is evidence
 */
export async function removeOldUnsealed(store: Store, before: string): Promise<{ access_entry: number }> {
  const { trail } = await keysOf(store)
  const ids = await store.transaction(
    async ({ db }) => {
      const old = await oldUnsealed(db, before)
      if (old.length > 0) await refuseOthers(db, trail)
      return old
    },
    { repeatable: true },
  )
  for (let from = 0; from < ids.length; from += batch) {
    await store.transaction(({ db }) => removeThese(db, trail, ids.slice(from, from + batch)))
  }
  return { access_entry: ids.length }
}

async function oldUnsealed(db: Database, before: string): Promise<string[]> {
  const { of, read } = exactText(db)
  const rows = await db
    .selectFrom('access_entry')
    .leftJoin('access_seal', 'access_seal.entry_id', 'access_entry.entry_id')
    .select(of('access_entry.entry_id').as('entry_id'))
    .where('access_seal.entry_id', 'is', null)
    .where('access_entry.occurred_at', '<', before)
    .execute()
  return rows.map((row) => read(row).entry_id)
}

async function refuseOthers(db: Database, key: Buffer): Promise<void> {
  const head = await holdHead(db, key)
  const found = await sumOfUnsealed(db, key)
  if (found.unsealed_digest === head.unsealed_digest && found.unsealed === head.unsealed) return
  throw new EngagementError(
    'trail-broken',
    "The access trail holds entries in no seal that are not from before it, so nothing more of it is removed: run 'engagement audit verify'.",
  )
}

async function removeThese(db: Database, key: Buffer, ids: readonly string[]): Promise<void> {
  const head = await holdHead(db, key)
  const left = (await digestsOf(db, key, ids)).reduce(minus, head)
  await db.deleteFrom('access_entry_student').where('entry_id', 'in', ids).execute()
  await db.deleteFrom('access_entry').where('entry_id', 'in', ids).execute()
  await writeHead(db, key, { ...head, ...left })
}
