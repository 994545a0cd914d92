import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'

export const now = new Date('2026-11-24T09:00:00Z')
export const clock = (): Date => now

/** A folder of its own, removed when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'engagement-test-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** An empty store made by the real migrations, closed when the tests of the file have ended. */
export function useStore(): { store: () => Store; database: string } {
  const database = `sqlite:${path.join(temporaryFolder(), 'engagement.db')}`
  let store: Store | undefined
  beforeAll(async () => {
    store = openStore(database)
    await migrate(store, clock)
  })
  afterAll(async () => {
    await store?.close()
  })
  return {
    database,
    store: () => {
      if (!store) throw new Error('The store is open only while tests run.')
      return store
    },
  }
}
