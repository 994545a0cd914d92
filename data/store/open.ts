import { createRequire } from 'node:module'
import { standardSettings, type Settings } from '../configuration/settings'
import type { Observe } from './observe'
import { openSqlite } from './sqlite'
import { connectionSettings, type Timeouts } from './sqlserver/connection-settings'
import { noStore, windowsPath } from './unusable'
import type { Store } from './store'

/** How the embedded store's name begins. */
const sqlite = 'sqlite:'

/** What begins with a drive or a share, written with backslashes: elsewhere that is a file name like any other. */
const ofWindows = /^([a-z]:)?\\/iu

/** For work that nobody waits for in a chat: loads, scores, migrations. In milliseconds. */
const patient: Timeouts = { connect: 15_000, statement: 600_000 }

export interface StoreOptions {
  timeouts?: Timeouts
  /** `ENGAGEMENT_SECRET`: what the keys of the trail, of sign-ins and of pseudonyms are derived from. */
  secret?: string | undefined
  /** As the product is delivered where absent. */
  settings?: Settings | undefined
  /** Hears how long statements take. */
  observe?: Observe | undefined
}

/**
 * Opens the store that `ENGAGEMENT_DATABASE` names: `sqlite:<path>`, a SQL Server connection string or an `mssql://`
 * URL.
 *
 * @throws EngagementError `configuration` when it names none, `store-unavailable` when it cannot be opened,
 *   `store-damaged` when a file is no whole database
 */
export function openStore(
  database: string,
  { timeouts = patient, secret, settings = standardSettings, observe }: StoreOptions = {},
): Store {
  const options = { secret, settings }
  return isSqlite(database)
    ? openSqlite(fileOf(database), options, observe)
    : sqlServer().openSqlServer(database, timeouts, options, observe)
}

/**
 * Checks that a text names a store, without opening it.
 *
 * @throws EngagementError `configuration` naming what is wrong, never a value
 */
export function refuseUnusable(database: string): void {
  if (isSqlite(database)) fileOf(database)
  else connectionSettings(database, patient)
}

/** Whether the store is the embedded one. */
export function isSqlite(database: string): boolean {
  return database.startsWith(sqlite)
}

/**
 * The embedded store's file.
 *
 * @throws EngagementError `configuration` when the text names none
 */
export function fileOf(database: string): string {
  const file = database.slice(sqlite.length)
  if (file === '') throw noStore()
  if (process.platform !== 'win32' && ofWindows.test(file)) throw windowsPath()
  return file
}

/** Where the server listens; undefined of an embedded store, and of a named instance, which says its port when it is asked. */
export function serverAddress(database: string): { host: string; port: number } | undefined {
  if (isSqlite(database)) return undefined
  const { server: host, port = 1433, options } = connectionSettings(database, patient)
  return options?.instanceName === undefined ? { host, port } : undefined
}

/** Loaded where there is one: its driver takes a quarter of the time that a command takes to start. */
function sqlServer(): typeof import('./sqlserver/open') {
  return createRequire(__filename)('./sqlserver/open') as typeof import('./sqlserver/open')
}
