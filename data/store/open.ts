import { EngagementError } from '../domain/errors'
import { openSqlite } from './sqlite'
import type { Store } from './store'

/**
 * Opens the store that `ENGAGEMENT_DATABASE` names: `sqlite:<path>`.
 *
 * @throws EngagementError `configuration` for any other kind, `store-unavailable` when it cannot be opened
 */
export function openStore(database: string): Store {
  if (database.startsWith('sqlite:')) return openSqlite(database.slice('sqlite:'.length))
  throw new EngagementError('configuration', "ENGAGEMENT_DATABASE must be 'sqlite:<path>'.")
}
