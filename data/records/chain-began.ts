import { appliedAt } from '../store/migrate'
import type { Database } from '../store/store'

/** When the access trail's chain began: entries from before then have no seal. */
export function chainBegan(db: Database): Promise<string> {
  return appliedAt(db, '0003-identity-and-proof')
}
