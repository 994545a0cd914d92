import { EngagementError } from '../domain/errors'
import type { OperatorGrant } from '../domain/read-grants'
import { sealedRows, type SealedRow } from '../records/sealed-rows'
import { keysOf } from '../rights/keys'
import { exactText } from '../store/exact-text'
import type { Database, Store } from '../store/store'
import { explain, type TrailFault } from './trail-faults'
import { anchorFaults, readHead, restartFaults, type Anchor } from './trail-head'
import { endOfWalk, startOfWalk, step, type Walk } from './trail-walk'
import { unsealedEntries } from './unsealed-entries'

export interface TrailReport {
  /** Sealed entries looked at. */
  checked: number
  /** Entries from before the chain: nothing proves them but that they are as they were when it began. */
  unsealed: number
  /** How many entries retention has removed from the start. */
  retired: number
  /** The end of the chain, to note down; absent while the chain is empty or its head is not to be trusted. */
  head: Anchor | undefined
  faults: TrailFault[]
}

/**
 * Goes through the whole access trail, in pages, and finds every entry that was changed, removed, inserted or moved
 * since it was written. Looks may go on meanwhile.
 *
 * @throws EngagementError `trail-broken` when nothing in the trail was sealed with this secret
 */
export async function verifyTrail(
  store: Store,
  _grant: OperatorGrant,
  { anchor }: { anchor?: Anchor | undefined } = {},
): Promise<TrailReport> {
  const { db } = store
  const { trail: key } = await keysOf(store)
  const { head: first } = await readHead(db, key)
  const walk = startOfWalk(key, first)
  for await (const page of sealedRows(db)) await stepAll(db, walk, page)
  const { unsealed, faults: outside } = await unsealedEntries(
    db,
    key,
    async () => (await readHead(db, key)).head,
  )
  const beyond = await sealsBeyond(db)
  const { head, faults } = await readHead(db, key)
  const retired = head?.removed_to ?? 0
  return {
    checked: walk.checked,
    unsealed,
    retired,
    head: head && head.position > 0 ? { position: head.position, seal: head.seal } : undefined,
    faults: [
      ...faults,
      ...explain(key, endOfWalk(walk, retired)),
      ...beyond,
      ...outside,
      ...(await restartFaults(db, head)),
      ...(anchor ? await anchorFaults(db, anchor, head) : []),
    ],
  }
}

async function stepAll(db: Database, walk: Walk, page: readonly SealedRow[]): Promise<void> {
  await followHead(db, walk, page)
  const isFirst = walk.checked === 0
  const fitting = page.filter((row) => step(walk, row))
  if (isFirst && !walk.head && fitting.length === 0) {
    throw new EngagementError(
      'trail-broken',
      'Nothing in the access trail was sealed with this ENGAGEMENT_SECRET: set the one that it began with.',
    )
  }
}

/** Looks may have been added since the head was read. */
async function followHead(db: Database, walk: Walk, page: readonly SealedRow[]): Promise<void> {
  const last = page.at(-1)?.seal.position ?? 0
  if (!walk.head || last <= walk.head.position) return
  const { head } = await readHead(db, walk.key)
  if (head) walk.head = { ...walk.head, position: head.position, seal: head.seal }
}

/** Seals at places that are no whole numbers any more, where no walk comes. */
async function sealsBeyond(db: Database): Promise<TrailFault[]> {
  const { of, read } = exactText(db)
  const rows = await db
    .selectFrom('access_seal')
    .where('position', '>', Number.MAX_SAFE_INTEGER)
    .select([of('entry_id').as('entry_id'), 'position'])
    .execute()
  return rows.map(read).map(({ entry_id: entry, position }) => {
    return { kind: 'inserted', position, entry, what: 'stands where the chain holds no entry' }
  })
}
