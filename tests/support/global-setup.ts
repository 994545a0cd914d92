import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildSample } from '../../data/sample/build'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'

/** Builds the sample university once for all tests; each file that needs it works on a copy. */
export default async function globalSetup(): Promise<void> {
  if (process.env.ENGAGEMENT_TEST_SQLSERVER === undefined) {
    process.stderr.write('Not tested on SQL Server: ENGAGEMENT_TEST_SQLSERVER names none.\n')
  }
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'engagement-sample-')), 'sample.db')
  const now = new Date('2026-11-24T09:00:00Z')
  const store = openStore(`sqlite:${file}`)
  await migrate(store, () => now)
  await buildSample(store, { now, seed: 1 })
  await store.close()
  process.env.ENGAGEMENT_TEST_SAMPLE = file
}
