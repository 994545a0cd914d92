import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { sampleFile } from './prepared-stores'
import { temporaryFolder } from './store'

/** A copy of the sample university, for this file's tests alone. */
export function copySample(): string {
  const file = path.join(temporaryFolder(), 'sample.db')
  copyFileSync(sampleFile(), file)
  return `sqlite:${file}`
}

/** A copy of the sample university, open for the tests of this file. */
export function useSample(): () => Store {
  const store = openStore(copySample())
  afterAll(() => store.close())
  return () => store
}
