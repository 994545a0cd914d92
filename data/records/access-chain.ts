import { createHmac } from 'node:crypto'
import { EngagementError } from '../domain/errors'
import type { AccessChainTable, AccessEntryTable } from '../store/schema'
import type { Database } from '../store/store'

/** What a seal covers besides its place in the chain. */
export interface TrailEntry extends AccessEntryTable {
  question: string
  students: readonly string[]
}

/** An entry at its place. */
export interface ChainedEntry extends TrailEntry {
  position: number
  previous_seal: string
}

/** Where the chain ends, and where it begins since retention removed older entries. */
export type ChainHead = Omit<AccessChainTable, 'name' | 'head_seal'>

/** The name of the access trail's row in `access_chain`. */
export const trailChain = 'access'

/** The seal of an entry: a keyed hash over all of it, its place and the seal before. */
export function sealOf(key: Buffer, entry: ChainedEntry): string {
  return keyedHash(key, [
    'entry',
    entry.position,
    entry.previous_seal,
    entry.entry_id,
    entry.occurred_at,
    entry.staff_id,
    entry.role,
    entry.detail,
    entry.intent,
    entry.question,
    entry.conversation,
    [...entry.students].sort(),
  ])
}

/** Whether a row of `access_chain` is as the product wrote it, or as the migration did before the first entry. */
export function isSealedHead(key: Buffer, { head_seal, ...head }: Omit<AccessChainTable, 'name'>): boolean {
  return isUntouched({ ...head, head_seal }) || headSealOf(key, head) === head_seal
}

/**
 * Seals an entry onto the end of the chain, in the transaction that writes it: others wait until it has ended.
 *
 * @throws EngagementError `trail-broken` when the chain's head was not sealed with this key
 */
export async function sealEntry(db: Database, key: Buffer, entry: TrailEntry): Promise<void> {
  const head = await holdHead(db, key)
  const chained = { ...entry, position: head.position + 1, previous_seal: head.seal }
  const { entry_id, question, position, previous_seal } = chained
  const seal = sealOf(key, chained)
  await db
    .insertInto('access_seal')
    .values({ position, entry_id, question, students: entry.students.length, previous_seal, seal })
    .execute()
  await writeHead(db, key, { ...head, position, seal })
}

/**
 * Holds the chain's head for this transaction, and reads it.
 *
 * @throws EngagementError `trail-broken` when it was not sealed with this key
 */
export async function holdHead(db: Database, key: Buffer): Promise<ChainHead> {
  // A write that changes nothing takes the row on every engine; a read would not.
  await db
    .updateTable('access_chain')
    .set((eb) => ({ position: eb('position', '+', 0) }))
    .where('name', '=', trailChain)
    .execute()
  const row = await db
    .selectFrom('access_chain')
    .select(['position', 'seal', 'removed_to', 'removed_seal', 'head_seal'])
    .where('name', '=', trailChain)
    .executeTakeFirst()
  if (!row || !isSealedHead(key, row) || (isUntouched(row) && (await holdsSeals(db)))) {
    throw new EngagementError(
      'trail-broken',
      "The access trail goes on only with the ENGAGEMENT_SECRET that it began with. Set that one; if it is set, the trail's end was changed: run 'engagement audit verify'. Until then nobody is shown.",
    )
  }
  const { head_seal, ...head } = row
  return head
}

/** Writes the head of the chain, sealed. */
export async function writeHead(db: Database, key: Buffer, head: ChainHead): Promise<void> {
  await db
    .updateTable('access_chain')
    .set({ ...head, head_seal: headSealOf(key, head) })
    .where('name', '=', trailChain)
    .execute()
}

function isUntouched({
  position,
  seal,
  removed_to,
  removed_seal,
  head_seal,
}: Omit<AccessChainTable, 'name'>) {
  return position === 0 && removed_to === 0 && `${seal}${removed_seal}${head_seal}` === ''
}

async function holdsSeals(db: Database): Promise<boolean> {
  const counted = await db
    .selectFrom('access_seal')
    .select(({ fn }) => fn.countAll<number>().as('seals'))
    .executeTakeFirstOrThrow()
  return counted.seals > 0
}

function headSealOf(key: Buffer, { position, seal, removed_to, removed_seal }: ChainHead): string {
  return keyedHash(key, ['head', trailChain, position, seal, removed_to, removed_seal])
}

/** HMAC-SHA256 over JSON, in which no two lists of parts read alike. */
function keyedHash(key: Buffer, parts: readonly unknown[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')
}
