import { EngagementError } from '../../data/domain/errors'
import { recordAct } from '../../data/records/access-trail'
import { holdsMigrations, requireCurrentSchema } from '../../data/store/migrate'
import type { Store } from '../../data/store/store'

/** Of which version a store's schema is: this one's, an earlier one's, or one that is not known here; `none`: it is no store. */
export type SchemaState = 'current' | 'older' | 'unknown' | 'none'

export async function schemaOf(store: Store): Promise<SchemaState> {
  if (!(await holdsMigrations(store))) return 'none'
  try {
    await requireCurrentSchema(store)
    return 'current'
  } catch (error) {
    if (error instanceof EngagementError && error.code === 'store-outdated') return 'older'
    if (error instanceof EngagementError && error.code === 'store-changed') return 'unknown'
    throw error
  }
}

/** Puts on the record that the store as a whole was copied or put back: whoever has it has everybody's data. */
export async function recordOperation(store: Store, intent: 'backup' | 'restore'): Promise<void> {
  try {
    await recordAct(store, { intent, question: JSON.stringify({ intent }) })
  } catch (error) {
    // A trail that takes nothing more must keep nobody from saving the rest; 'audit verify' tells of it.
    if (!(error instanceof EngagementError) || error.code !== 'trail-broken') throw error
  }
}
