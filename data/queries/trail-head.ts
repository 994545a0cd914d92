import { EngagementError } from '../domain/errors'
import { chainRows, stateOf, trailChain, type ChainHead } from '../records/access-chain'
import { unusualLooksKind } from '../records/unusual-looks'
import { keysOf } from '../rights/keys'
import { exactText } from '../store/exact-text'
import type { Database, Store } from '../store/store'
import type { TrailFault } from './trail-faults'

/** The end of a chain as it was noted down: nothing up to it can be taken back unseen. */
export interface Anchor {
  position: number
  seal: string
}

/** The head of the chain, where it is as the product wrote it, and what is wrong with it. */
export async function readHead(
  db: Database,
  key: Buffer,
): Promise<{ head: ChainHead | undefined; faults: TrailFault[] }> {
  const rows = await chainRows(db)
  const own = rows.find(({ name }) => name === trailChain)
  const faults = rows
    .filter((row) => row !== own)
    .map(() => headFault('a head was added of a chain that does not exist'))
  if (!own) return { head: undefined, faults: [...faults, headFault('the head of the chain is gone')] }
  const state = stateOf(key, own)
  if (state === 'broken') {
    const changed = headFault('the head of the chain was changed, or sealed with another ENGAGEMENT_SECRET')
    return { head: undefined, faults: [...faults, changed] }
  }
  const { name, head_seal, ...head } = own
  return { head, faults }
}

function headFault(what: string): TrailFault {
  return { kind: 'head', what }
}

/**
 * Whether the chain still goes through the place and seal that were noted down.
 *
 * @throws EngagementError `nothing-to-do` when retention has removed that place
 */
export async function anchorFaults(
  db: Database,
  { position, seal }: Anchor,
  head: ChainHead | undefined,
): Promise<TrailFault[]> {
  if (head && position < head.removed_to) {
    throw new EngagementError(
      'nothing-to-do',
      `Retention has removed the entries to place ${head.removed_to}, so an anchor at ${position} proves nothing any more: give a newer one.`,
    )
  }
  const { of, read } = exactText(db)
  const row = await db
    .selectFrom('access_seal')
    .select(of('seal').as('seal'))
    .where('position', '=', position)
    .executeTakeFirst()
  const held = position === head?.removed_to ? head.removed_seal : row && read(row).seal
  if (held === seal) return []
  const what =
    held === undefined
      ? 'the entry at the anchor is gone: the trail was set back'
      : 'the entry at the anchor is not the one noted down: the trail was rewritten'
  return [{ kind: held === undefined ? 'removed' : 'changed', position, what }]
}

/**
 * What else says that looks were sealed, while the head of the chain is as before the first: whoever was given numbers,
 * and alerts about looks, both written with a look that is kept longer than they are.
 */
export async function restartFaults(db: Database, head: ChainHead | undefined): Promise<TrailFault[]> {
  if (!head || head.position > 0) return []
  const answer = await db
    .selectFrom('aggregate_answer')
    .select(({ fn }) => fn.min('answered_at').as('oldest'))
    .executeTakeFirst()
  const alert = await db
    .selectFrom('outbox')
    .where('kind', '=', unusualLooksKind)
    .select(({ fn }) => fn.min('due_at').as('oldest'))
    .executeTakeFirst()
  // Without a row there is no smallest one, whatever the types say.
  const signs: unknown[] = [answer?.oldest, alert?.oldest]
  if (signs.every((sign) => sign == null)) return []
  // The first look may have come meanwhile.
  const isBegun = (await chainRows(db)).some(({ name, position }) => name === trailChain && position > 0)
  if (isBegun) return []
  return [
    headFault(
      'the chain is as before its first look, and yet people were shown something: the trail was set back to its start',
    ),
  ]
}

/**
 * The end of the chain, to note down; undefined while it is empty. It is about nobody.
 *
 * @throws EngagementError `trail-broken` when it is not as the product wrote it
 */
export async function trailAnchor(store: Store): Promise<Anchor | undefined> {
  const { trail } = await keysOf(store)
  const { head } = await readHead(store.db, trail)
  if (!head) {
    throw new EngagementError(
      'trail-broken',
      "The end of the access trail is not as it was written: run 'engagement audit verify'.",
    )
  }
  return head.position > 0 ? { position: head.position, seal: head.seal } : undefined
}
