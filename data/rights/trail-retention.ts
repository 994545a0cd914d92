import { EngagementError } from '../domain/errors'
import { holdHead, writeHead, type ChainHead } from '../records/access-chain'
import { fits, sealedRows, type SealedRow } from '../records/sealed-rows'
import type { Database, Store } from '../store/store'
import { keysOf } from './keys'

/** Rows of the sealed trail, by table. */
export type TrailRows = Record<'access_entry' | 'access_entry_student' | 'access_seal', number>

/** How many rows of the trail are from before a time, in one stretch from the start of the chain. */
export async function countOldTrail({ db }: Store, before: string): Promise<TrailRows> {
  const total = rowsOf([])
  for await (const page of sealedRows(db)) {
    const old = stretch(page, before)
    add(total, rowsOf(old))
    if (old.length < page.length) break
  }
  return total
}

/**
 * Removes the trail's entries from before a time as one stretch from the start of the chain, and notes in its head where
 * the rest goes on, so that it still can be proved. A page is one transaction.
 *
 * @throws EngagementError `trail-broken` before an entry is removed that was changed: it is evidence
 */
export async function removeOldTrail(store: Store, before: string): Promise<TrailRows> {
  const { trail } = await keysOf(store)
  const total = rowsOf([])
  for (;;) {
    const removed = await store.transaction(({ db }) => removePage(db, trail, before), { repeatable: true })
    if (removed.access_entry === 0) return total
    add(total, removed)
  }
}

async function removePage(db: Database, key: Buffer, before: string): Promise<TrailRows> {
  const head = await holdHead(db, key)
  const old = stretch(await firstPage(db, head), before)
  const last = old.at(-1)?.seal
  if (!last) return rowsOf([])
  refuseBroken(key, head, old)
  const ids = old.map(({ seal }) => seal.entry_id)
  await db.deleteFrom('access_entry_student').where('entry_id', 'in', ids).execute()
  await db.deleteFrom('access_seal').where('entry_id', 'in', ids).execute()
  await db.deleteFrom('access_entry').where('entry_id', 'in', ids).execute()
  await writeHead(db, key, { ...head, removed_to: last.position, removed_seal: last.seal })
  return rowsOf(old)
}

async function firstPage(db: Database, { removed_to }: ChainHead): Promise<SealedRow[]> {
  for await (const page of sealedRows(db, removed_to)) return page
  return []
}

/** The rows up to the first that is to be kept. One that is out of order in time is kept with what follows it. */
function stretch(rows: readonly SealedRow[], before: string): SealedRow[] {
  const kept = rows.findIndex(({ entry }) => entry !== undefined && entry.occurred_at >= before)
  return rows.slice(0, kept === -1 ? rows.length : kept)
}

function refuseBroken(key: Buffer, head: ChainHead, rows: readonly SealedRow[]): void {
  let [position, seal] = [head.removed_to, head.removed_seal]
  for (const row of rows) {
    position += 1
    const follows = row.seal.position === position && row.seal.previous_seal === seal
    if (!follows || !fits(key, row)) throw broken(position)
    seal = row.seal.seal
  }
}

function broken(position: number): EngagementError {
  return new EngagementError(
    'trail-broken',
    `The access trail is not whole at place ${position}, so nothing more of it is removed: run 'engagement audit verify'.`,
  )
}

function rowsOf(rows: readonly SealedRow[]): TrailRows {
  return {
    access_entry: rows.length,
    access_entry_student: rows.reduce((sum, { students }) => sum + students.length, 0),
    access_seal: rows.length,
  }
}

function add(total: TrailRows, rows: TrailRows): void {
  total.access_entry += rows.access_entry
  total.access_entry_student += rows.access_entry_student
  total.access_seal += rows.access_seal
}
