import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildSample } from '../../data/sample/build'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { keepLogs } from './logs/kept'
import { sampleFile, universityFile } from './prepared-stores'
import { loadUniversity } from './university-feeds'

/** Builds the sample university and the small one once for all tests; each file that needs one works on a copy. */
export default async function globalSetup(): Promise<void> {
  if (process.env.ENGAGEMENT_TEST_SQLSERVER === undefined) {
    process.stderr.write('Not tested on SQL Server: ENGAGEMENT_TEST_SQLSERVER names none.\n')
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'engagement-sample-'))
  process.env.ENGAGEMENT_TEST_STORES = folder
  keepLogs(folder)
  const now = new Date('2026-11-24T09:00:00Z')
  await prepare(sampleFile(), now, (store) => buildSample(store, { now, seed: 1 }))
  const feeds = path.join(folder, 'feeds')
  mkdirSync(feeds)
  await prepare(universityFile(), now, (store) => loadUniversity(store, feeds))
}

async function prepare(file: string, now: Date, fill: (store: Store) => Promise<unknown>): Promise<void> {
  const store = openStore(`sqlite:${file}`)
  await migrate(store, () => now)
  await fill(store)
  await store.close()
}
