import { openSqlite } from './sqlite'
import { openSqlServer } from './sqlserver/open'
import type { Timeouts } from './sqlserver/connection-settings'
import type { Store } from './store'

/** For work that nobody waits for in a chat: loads, scores, migrations. In milliseconds. */
const patient: Timeouts = { connect: 15_000, statement: 600_000 }

/**
 * Opens the store that `ENGAGEMENT_DATABASE` names: `sqlite:<path>`, a SQL Server connection string or an `mssql://`
 * URL.
 *
 * @throws EngagementError `configuration` when it names none, `store-unavailable` when it cannot be opened
 */
export function openStore(database: string, timeouts: Timeouts = patient): Store {
  if (isSqlite(database)) return openSqlite(database.slice('sqlite:'.length))
  return openSqlServer(database, timeouts)
}

/** Whether the store is the embedded one. */
export function isSqlite(database: string): boolean {
  return database.startsWith('sqlite:')
}
