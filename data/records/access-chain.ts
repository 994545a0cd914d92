import { EngagementError } from '../domain/errors'
import type { AccessChainTable, AccessEntryTable } from '../store/schema'
import { exactText } from '../store/exact-text'
import type { Database } from '../store/store'
import { keyedHash } from './keyed-hash'
import type { ReadEntry } from './read-entries'
import { sumOfUnsealed } from './unsealed-sum'

/** What a seal covers besides its place in the chain. */
export type TrailEntry = AccessEntryTable & Asked

interface Asked {
  question: string
  students: readonly string[]
}

/** An entry at its place. */
export type ChainedEntry = ReadEntry &
  Asked & {
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

/**
 * Seals an entry onto the end of the chain, in the transaction that writes it: others wait until it has ended.
 *
 * @throws EngagementError `trail-broken` when the chain's head was not sealed with this key
 */
export async function sealEntry(db: Database, key: Buffer, entry: TrailEntry): Promise<void> {
  const head = await holdHead(db, key, entry.entry_id)
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
 * Holds the chain's head for this transaction, and reads it. Where the chain has not begun, it begins: with the sum of
 * the entries that stand in no seal by then, but for the one that is being written.
 *
 * @throws EngagementError `trail-broken` when it was not sealed with this key
 */
export async function holdHead(db: Database, key: Buffer, writing?: string): Promise<ChainHead> {
  // A write that changes nothing takes the row on every engine; a read would not.
  await db
    .updateTable('access_chain')
    .set((eb) => ({ position: eb('position', '+', 0) }))
    .where('name', '=', trailChain)
    .execute()
  const row = (await chainRows(db)).find(({ name }) => name === trailChain)
  const state = row && stateOf(key, row)
  if (!row || !state || state === 'broken' || (state === 'untouched' && (await holdsSeals(db)))) {
    throw new EngagementError(
      'trail-broken',
      "The access trail goes on only with the ENGAGEMENT_SECRET that it began with. Set that one; if it is set, the trail's end was changed: run 'engagement audit verify'. Until then nobody is shown.",
    )
  }
  const { name, head_seal, ...head } = row
  return state === 'untouched' ? { ...head, ...(await sumOfUnsealed(db, key, writing)) } : head
}

/** The rows of `access_chain`, byte for byte. There should be one. */
export async function chainRows(db: Database): Promise<AccessChainTable[]> {
  const { of, read } = exactText(db)
  const rows = await db
    .selectFrom('access_chain')
    .select([
      'position',
      'removed_to',
      'unsealed',
      of('name').as('name'),
      of('seal').as('seal'),
      of('removed_seal').as('removed_seal'),
      of('unsealed_digest').as('unsealed_digest'),
      of('head_seal').as('head_seal'),
    ])
    .execute()
  return rows.map(read)
}

/** Whether the chain's row is as the product wrote it, or still as the migration did before the first entry. */
export function stateOf(key: Buffer, row: AccessChainTable): 'sealed' | 'untouched' | 'broken' {
  const { name, head_seal, ...head } = row
  if (headSealOf(key, head) === head_seal) return 'sealed'
  const texts = `${head.seal}${head.removed_seal}${head.unsealed_digest}${head_seal}`
  const isUntouched = head.position === 0 && head.removed_to === 0 && head.unsealed === 0 && texts === ''
  return isUntouched ? 'untouched' : 'broken'
}

/** Writes the head of the chain, sealed. */
export async function writeHead(db: Database, key: Buffer, head: ChainHead): Promise<void> {
  await db
    .updateTable('access_chain')
    .set({ ...head, head_seal: headSealOf(key, head) })
    .where('name', '=', trailChain)
    .execute()
}

async function holdsSeals(db: Database): Promise<boolean> {
  const counted = await db
    .selectFrom('access_seal')
    .select(({ fn }) => fn.countAll<number>().as('seals'))
    .executeTakeFirstOrThrow()
  return counted.seals > 0
}

function headSealOf(key: Buffer, head: ChainHead): string {
  const { position, seal, removed_to, removed_seal, unsealed, unsealed_digest } = head
  return keyedHash(key, [
    'head',
    trailChain,
    position,
    seal,
    removed_to,
    removed_seal,
    unsealed,
    unsealed_digest,
  ])
}
