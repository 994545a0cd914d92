import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { engines, testSecret } from './engines'
import { universityFile } from './prepared-stores'
import { clock, temporaryFolder } from './store'
import { loadUniversity } from './university-feeds'

/**
 * A fresh copy of this university, without any activity but what `fill` adds, for each test of the file: on SQLite, or
 * with `ENGAGEMENT_TEST_ENGINE=sqlserver` on the server for tests. On SQLite it is filled once for all of them.
 */
export function useUniversity(fill?: () => Promise<unknown>): () => Store {
  const folder = temporaryFolder()
  const engine = engines.find(({ name }) => name === (process.env.ENGAGEMENT_TEST_ENGINE ?? 'sqlite'))
  const isSqlite = engine?.name === 'sqlite'
  let original = universityFile()
  let database = ''
  let store: Store | undefined

  beforeAll(async () => {
    if (!isSqlite || !fill) return
    original = path.join(folder, 'filled.db')
    copyFileSync(universityFile(), original)
    store = openStore(`sqlite:${original}`, { secret: testSecret })
    await fill()
    await store.close()
  })
  beforeEach(async () => {
    if (!engine) throw new Error('ENGAGEMENT_TEST_ENGINE needs ENGAGEMENT_TEST_SQLSERVER.')
    database = await engine.create()
    if (isSqlite) copyFileSync(original, database.slice('sqlite:'.length))
    store = openStore(database, { secret: testSecret })
    if (isSqlite) return
    await migrate(store, clock)
    await loadUniversity(store, folder)
    await fill?.()
  })
  afterEach(async () => {
    await store?.close()
    await engine?.drop(database)
  })

  return () => {
    if (!store) throw new Error('The store is open only while tests run.')
    return store
  }
}
