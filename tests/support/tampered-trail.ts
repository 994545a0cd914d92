import { sql } from 'kysely'
import type { Store } from '../../data/store/store'
import { now } from './store'
import { lookAt, storeInMemory, type MadeLook } from './trail'

/** So many seconds after the usual instant. */
export const seconds = (count: number): Date => new Date(now.getTime() + count * 1000)

/** A store in memory with this trail, which `work` may then tamper with: the keys between tables are not kept. */
export async function withTrail(
  looks: readonly MadeLook[],
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await storeInMemory()
  try {
    for (const [index, look] of looks.entries()) await lookAt(store, { at: seconds(index), ...look })
    await sql`pragma foreign_keys = off`.execute(store.db)
    await work(store)
  } finally {
    await store.close()
  }
}

/** A store in memory with a trail of so many looks, for the tests of this `describe`. */
export function useLongTrail(looks: number): () => Store {
  let store: Store | undefined
  beforeAll(async () => {
    store = await storeInMemory()
    for (let index = 0; index < looks; index += 1)
      await lookAt(store, {
        at: seconds(index),
        students: ['b', 'a', 'b', `c${index}`],
        conversation: index % 2 === 0 ? 'a"],["\0é🙂' : '\ud800 broken',
      })
  }, 120_000)
  afterAll(() => store?.close())
  return () => {
    if (!store) throw new Error('The store is open only while tests run.')
    return store
  }
}

/** Changes the store as somebody with the file could. */
export const run = (store: Store, statement: string) => sql.raw(statement).execute(store.db)

/** Puts an entry into the trail that no look made. */
export async function insertEntry({ db }: Store, entry_id: string, at: Date): Promise<void> {
  await db
    .insertInto('access_entry')
    .values({
      entry_id,
      occurred_at: at.toISOString(),
      staff_id: 'S1',
      role: 'elt',
      detail: 'full',
      intent: 'list-students',
      conversation: 'chat',
    })
    .execute()
}
