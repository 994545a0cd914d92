import { chainRows, stateOf, trailChain } from '../records/access-chain'
import { fits, sealedRows } from '../records/sealed-rows'
import { readSetting } from '../records/settings'
import { keysOf } from '../rights/keys'
import type { Database, Store } from '../store/store'

/** Whether the access trail goes on with the secret that this process has. */
export type TrailKey =
  /** It does, or it will: nothing is in it yet. */
  | { state: 'agrees'; entries: number }
  /** Not even its newest entry was sealed with this secret. */
  | { state: 'other-secret' }
  /** Its newest entry was, but its end is not as it was written. */
  | { state: 'changed' }

/**
 * Compares the end of the access trail with this process's secret, without going through the trail.
 *
 * @throws EngagementError `configuration` on a SQL Server without a secret
 */
export async function trailKey(store: Store): Promise<TrailKey> {
  const { db } = store
  const row = (await chainRows(db)).find(({ name }) => name === trailChain)
  if (row && (await isWithoutSecret(store)))
    return row.head_seal === '' ? { state: 'agrees', entries: 0 } : { state: 'other-secret' }
  const { trail: key } = await keysOf(store)
  const newest = await newestSeal(db)
  const state = row && stateOf(key, row)
  if (row && (state === 'sealed' || (state === 'untouched' && newest === undefined)))
    return { state: 'agrees', entries: row.position - row.removed_to }
  return { state: newest !== undefined && (await isOurs(db, key, newest)) ? 'changed' : 'other-secret' }
}

/** An embedded store that nobody looked into has made none for itself yet, and shall not here. */
async function isWithoutSecret({ engine, secret, db }: Store): Promise<boolean> {
  return engine === 'sqlite' && secret === undefined && (await readSetting(db, 'secret')) === undefined
}

async function newestSeal(db: Database): Promise<number | undefined> {
  const newest = await db
    .selectFrom('access_seal')
    .where('position', '<=', Number.MAX_SAFE_INTEGER)
    .select(({ fn }) => fn.max<number | null>('position').as('position'))
    .executeTakeFirst()
  return newest?.position ?? undefined
}

async function isOurs(db: Database, key: Buffer, position: number): Promise<boolean> {
  for await (const [row] of sealedRows(db, position - 1)) return row !== undefined && fits(key, row)
  return false
}
