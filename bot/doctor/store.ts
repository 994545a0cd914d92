import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { EngagementError } from '../../data/domain/errors'
import { requireCurrentSchema } from '../../data/store/migrate'
import { fileOf, isSqlite } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import type { Check } from './check'

/** A store that was opened, of which nothing is known yet. */
export interface OpenedStore {
  store: Store
}

/** Whether the store answers, and what its administrator should still set. */
export const storeCheck: Check<OpenedStore> = {
  name: 'store',
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
export const schemaCheck: Check<OpenedStore> = {
  name: 'schema',
  look: async ({ store }) => {
    await requireCurrentSchema(store)
    return [{ state: 'well', what: 'The schema is up to date.' }]
  },
}

/**
 * Opening an embedded store would make one.
 *
 * @throws EngagementError `store-unavailable` where its file is not there
 */
export function requireFile(database: string): void {
  if (!isSqlite(database)) return
  const file = fileOf(database)
  if (file === ':memory:' || existsSync(file)) return
  throw new EngagementError(
    'store-unavailable',
    `There is no store at ${file} yet: run 'engagement migrate', or check ENGAGEMENT_DATABASE.`,
  )
}
