import { sql } from 'kysely'
import { requireCurrentSchema } from '../../data/store/migrate'
import type { Check } from './check'

/** Whether the store answers, and what its administrator should still set. */
export const storeCheck: Check = {
  name: 'store',
  first: true,
  look: async ({ store }) => {
    await sql`select 1 as answered`.execute(store.db)
    const advice = await store.advice()
    const engine = store.engine === 'sqlite' ? 'The embedded store' : 'The SQL Server'
    return [
      { state: 'well', what: `${engine} answers.` },
      ...advice.map((what) => ({ state: 'warning' as const, what })),
    ]
  },
}

/** Whether the store's schema is this version's. */
export const schemaCheck: Check = {
  name: 'schema',
  first: true,
  look: async ({ store }) => {
    await requireCurrentSchema(store)
    return [{ state: 'well', what: 'The schema is up to date.' }]
  },
}
