import { rmSync } from 'node:fs'
import path from 'node:path'
import { openStore } from '../../data/store/open'
import { readKept } from './logs/lines'
import { everybody } from './everybody'
import { searchLogs } from './logs/search'
import { sampleFile, universityFile } from './prepared-stores'

/** Nobody may be in what the product logged while the tests ran; the run fails where somebody is. */
export default async function globalTeardown(): Promise<void> {
  const folder = process.env.ENGAGEMENT_TEST_STORES
  if (folder === undefined) return
  try {
    await requireNobodyIn(path.join(folder, 'logs'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function requireNobodyIn(folder: string): Promise<void> {
  const stores = [sampleFile(), universityFile()].map((file) => openStore(`sqlite:${file}`))
  const found = searchLogs(readKept(folder), await everybody(stores))
  for (const store of stores) await store.close()
  if (found.length === 0) return
  throw new Error(
    `Personal data in the log, or what has no place there:\n\n${found.slice(0, 20).join('\n\n')}`,
  )
}
