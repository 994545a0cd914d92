import { EngagementError } from '../domain/errors'
import { isSealedHead, trailChain, type ChainHead } from '../records/access-chain'
import type { Database } from '../store/store'
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
  const rows = await db.selectFrom('access_chain').selectAll().execute()
  const own = rows.find(({ name }) => name === trailChain)
  const faults = rows
    .filter((row) => row !== own)
    .map(() => headFault('a head was added of a chain that does not exist'))
  if (!own) return { head: undefined, faults: [...faults, headFault('the head of the chain is gone')] }
  const { name, ...sealed } = own
  if (!isSealedHead(key, sealed)) {
    const changed = headFault('the head of the chain was changed, or sealed with another ENGAGEMENT_SECRET')
    return { head: undefined, faults: [...faults, changed] }
  }
  const { head_seal, ...head } = sealed
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
  const row = await db
    .selectFrom('access_seal')
    .select('seal')
    .where('position', '=', position)
    .executeTakeFirst()
  const held = position === head?.removed_to ? head.removed_seal : row?.seal
  if (held === seal) return []
  const what =
    held === undefined
      ? 'the entry at the anchor is gone: the trail was set back'
      : 'the entry at the anchor is not the one noted down: the trail was rewritten'
  return [{ kind: held === undefined ? 'removed' : 'changed', position, what }]
}
