import type { Clock } from '../data/domain/day'
import { readSetting } from '../data/records/settings'
import type { Store } from '../data/store/store'

/** The clock of `--now`; else the instant at which a sample university lives; else the real one. */
export async function clockOf(store: Store, { now }: { now?: Date }): Promise<Clock> {
  if (now) return () => now
  if (store.engine !== 'sqlite') return () => new Date()
  const sample = await readSetting(store.db, 'sample-now')
  if (sample === undefined) return () => new Date()
  const fixed = new Date(sample)
  return () => fixed
}
