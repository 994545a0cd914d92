import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { backOff } from 'exponential-backoff'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import { connectionSettings } from '../../data/store/sqlserver/connection-settings'
import type { Store } from '../../data/store/store'
import { clock } from './store'

/** A kind of store that tests run on. */
export interface Engine {
  name: Store['engine']
  /** Makes an empty database for this file's tests, gone at their end. Gives its `ENGAGEMENT_DATABASE`. */
  create(): Promise<string>
  drop(database: string): Promise<void>
}

/** The server for tests, as `ENGAGEMENT_DATABASE` would name it; absent where there is none. */
export const sqlServer = process.env.ENGAGEMENT_TEST_SQLSERVER

/** A SQL Server's store has no secret of its own. */
export const testSecret = 'a secret for tests that is long enough'

const timeouts = { connect: 15_000, statement: 120_000 }

const onSqlite: Engine = {
  name: 'sqlite',
  create: () =>
    Promise.resolve(
      `sqlite:${path.join(mkdtempSync(path.join(tmpdir(), 'engagement-test-')), 'engagement.db')}`,
    ),
  drop: (database) => {
    rmSync(path.dirname(database.slice('sqlite:'.length)), { recursive: true, force: true })
    return Promise.resolve()
  },
}

/** Babelfish for PostgreSQL refuses, now and then, where two make or drop databases at once. */
function patiently<T>(work: () => Promise<T>): Promise<T> {
  return backOff(work, { numOfAttempts: 8, startingDelay: 100, jitter: 'full' })
}

const onSqlServer: Engine = {
  name: 'sqlserver',
  create: async () => {
    const name = `engagement_test_${randomBytes(6).toString('hex')}`
    await patiently(() => onServer(`create database ${name}`))
    if (!(await isBabelfish())) await onServer(`alter database ${name} set read_committed_snapshot on`)
    return inDatabase(name)
  },
  drop: async (database) => {
    const { database: name = '' } = connectionSettings(database, timeouts)
    if (!(await isBabelfish()))
      await onServer(`alter database ${name} set single_user with rollback immediate`)
    await patiently(() => onServer(`drop database ${name}`))
  },
}

/** For tests that make SQLite fail in a way of its own. */
export const itOnSqlite = (process.env.ENGAGEMENT_TEST_ENGINE ?? 'sqlite') === 'sqlite' ? it : it.skip

/** SQLite always, SQL Server where one is named. */
export const engines: readonly Engine[] = sqlServer === undefined ? [onSqlite] : [onSqlite, onSqlServer]

/** Tests that need the server; skipped where there is none, which the run says in one line at its start. */
export const describeOnSqlServer = (sqlServer === undefined ? describe.skip : describe).each([onSqlServer])

/** The same connection to another database, and as another user where one is given. */
export function inDatabase(name: string, login?: { user: string; password: string }): string {
  const server = sqlServer ?? ''
  if (!/^mssql:/iu.test(server)) {
    const as = login ? `;User Id=${login.user};Password=${login.password}` : ''
    return `${server};Database=${name}${as}`
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  if (login) [url.username, url.password] = [login.user, login.password]
  return url.toString()
}

/** Runs a statement on the server itself, outside the stores. */
export async function onServer(
  statement: string,
  database = sqlServer ?? '',
): Promise<Record<string, unknown>[]> {
  const { ConnectionPool } = await import('mssql')
  const pool = await new ConnectionPool(connectionSettings(database, timeouts)).connect()
  try {
    const { recordsets } = await pool.request().batch<Record<string, unknown>>(statement)
    const [rows = []] = recordsets as Record<string, unknown>[][]
    return rows
  } finally {
    await pool.close()
  }
}

/** Babelfish for PostgreSQL speaks the protocol and most of the language, but has no database options. */
export async function isBabelfish(): Promise<boolean> {
  const [row] = await onServer("select cast(serverproperty('babelfish') as int) as babelfish")
  return row?.babelfish === 1
}

/** An empty store made by the real migrations, for the tests of this file or `describe`. */
export function useStoreOn(engine: Engine): { store: () => Store; database: () => string } {
  let database = ''
  let store: Store | undefined
  beforeAll(async () => {
    database = await engine.create()
    store = openStore(database, { secret: testSecret })
    await migrate(store, clock)
  })
  afterAll(async () => {
    await store?.close()
    if (database !== '') await engine.drop(database)
  })
  return {
    database: () => database,
    store: () => {
      if (!store) throw new Error('The store is open only while tests run.')
      return store
    },
  }
}

/** An empty embedded store, for the tests of this file. */
export const useStore = () => useStoreOn(onSqlite)

/** The same database by way of another port of this machine. */
export function throughPort(database: string, port: number): string {
  if (!/^mssql:/iu.test(database)) return `${database};Server=localhost,${port}`
  const url = new URL(database)
  url.host = `localhost:${port}`
  return url.toString()
}

/** The same connection with another setting: the later of two counts. */
export function withSetting(database: string, name: string, value: string): string {
  if (!/^mssql:/iu.test(database)) return `${database};${name}=${value}`
  const url = new URL(database)
  url.searchParams.set(name, value)
  return url.toString()
}
