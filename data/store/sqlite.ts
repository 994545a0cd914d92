import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Kysely, SqliteDialect, sql } from 'kysely'
import Sqlite from 'libsql'
import { EngagementError } from '../domain/errors'
import { inOrderDue } from './claim-order'
import { telling, tellingOfStatements, watching, type Observe } from './observe'
import type { Schema } from './schema'
import { stopped } from './stopped'
import type { Claim, Database, Given, Store, Transaction, Value } from './store'
import { unopened } from './unopened'
import { openUnchanged } from './whole-file'

const settings = [
  // Several processes that open a new file together wait here for the one that sets it up.
  'pragma busy_timeout = 10000',
  'pragma journal_mode = wal',
  'pragma synchronous = normal',
  'pragma foreign_keys = on',
  'pragma busy_timeout = 100',
]

/**
 * Opens the embedded store in one file, made if absent together with its folder.
 *
 * @throws EngagementError `store-unavailable` when the file cannot be opened, `store-damaged` when it is no whole database
 */
export function openSqlite(file: string, given: Given, observe?: Observe): Store {
  const raw = connect(file)
  const dialect = new SqliteDialect({ database: raw })
  const db = new Kysely<Schema>({ dialect, ...tellingOfStatements(observe) })
  return storeOver({ raw, db, observe }, given)
}

/** Opens a file for reading alone; it stays as it is, and nothing is made beside it. */
export function openCopy(file: string, given: Given): Store {
  return storeAsItIs(openUnchanged(file), given)
}

/** Opens a file that nobody else knows of, with whatever log it has. */
export function openApart(file: string, given: Given): Store {
  return storeAsItIs(new Sqlite(file), given)
}

function storeAsItIs(raw: Sqlite.Database, given: Given): Store {
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: raw }) })
  return { ...storeOver({ raw, db, observe: undefined }, given), close: () => db.destroy() }
}

interface Connection {
  raw: Sqlite.Database
  db: Database
  observe: Observe | undefined
}

function storeOver(connected: Connection, given: Given, signal?: AbortSignal): Store {
  const { raw, db } = connected
  return {
    engine: 'sqlite',
    ...given,
    db,
    transaction: (work) => {
      // The one connection of this process may be in another transaction: that wait counts too.
      const begun = watching(connected.observe, 'begin')
      return db
        .connection()
        .execute((connection) =>
          inTransaction(connected, begun, () => work(transactionOver(connected, connection)), signal),
        )
    },
    readAs: (_staffId, read) => read(db),
    hasTable,
    // Write transactions have turns anyway.
    takeTurn: () => Promise.resolve(),
    advice: () => Promise.resolve([]),
    rights: () => Promise.resolve(undefined),
    until: (ending) => storeOver(connected, given, ending),
    close: async () => {
      moveLogIntoFile(raw)
      await db.destroy()
    },
  }
}

function transactionOver({ raw, observe }: Connection, db: Database): Transaction {
  return {
    db,
    stage: async (table, prefix = 'staged') => {
      const name = `${prefix}_${table}`
      await sql`drop table if exists ${sql.table(name)}`.execute(db)
      await sql`create temp table ${sql.table(name)} as select * from ${sql.table(table)} where 1 = 0`.execute(
        db,
      )
      return name
    },
    insert: (table, columns, rows) => telling(observe, 'bulk', () => append(raw, table, columns, rows)),
    append: (stage, columns, rows) => telling(observe, 'bulk', () => append(raw, stage, columns, rows)),
    appendBatches: async (stage, columns, batches) => {
      const insert = insertBatch(raw, stage, columns)
      for await (const { json } of batches) insert.run([json])
    },
    dropStage: async (stage) => {
      await sql`drop table if exists ${sql.table(stage)}`.execute(db)
    },
    claim: (claim) => takeClaim(db, claim),
  }
}

async function hasTable(db: Database, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(db)
  return rows.length > 0
}

async function takeClaim(db: Database, { table, by, now, until, most }: Claim): Promise<string[]> {
  const rows = sql.table(table)
  const at = now.toISOString()
  const { rows: taken } = await sql<{ id: string; due_at: string }>`
    update ${rows} set claimed_by = ${by}, claimed_until = ${until.toISOString()}, attempts = attempts + 1
    where id in (
      select id from ${rows}
      where done_at is null and due_at <= ${at} and (claimed_until is null or claimed_until <= ${at})
      order by due_at, id limit ${most})
    returning id, due_at`.execute(db)
  return inOrderDue(taken)
}

function connect(file: string): Sqlite.Database {
  try {
    if (file !== ':memory:') makeFile(path.resolve(file))
    const raw = new Sqlite(file)
    for (const setting of settings) apply(raw, setting)
    return raw
  } catch (cause) {
    throw unopened(file, cause)
  }
}

/** SQLite refuses at once, without waiting, where two processes come to turn on the log of a new file together. */
function apply(raw: Sqlite.Database, setting: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      raw.exec(setting)
      return
    } catch (cause) {
      if (!isBusy(cause) || tries === 20) throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

/** For its owner alone; SQLite gives what it writes beside it the same rights. */
function makeFile(file: string): void {
  makeFolder(path.dirname(file))
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
}

/** Folder by folder: Node's own recursive form never returns where the file system refuses with "no such file". */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder)
}

/**
 * `begin immediate` takes the write lock at once, so that a read which later writes its trail cannot be refused. The
 * commit is no prepared statement: one that is refused would keep its view of the store, and block every later write.
 */
async function inTransaction<T>(
  { raw, observe }: Connection,
  begun: (failed: boolean) => void,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await takeWriteLock(raw, signal).catch((error: unknown) => {
    begun(true)
    throw error
  })
  begun(false)
  try {
    const result = await work()
    await telling(observe, 'commit', () => raw.exec('commit'))
    return result
  } catch (error) {
    raw.exec('rollback')
    throw error
  }
}

/** How long to wait for another process's write, in milliseconds. */
const lockPatience = 8_000

/** Waits between tries without holding up the process, which libsql's own waiting would. */
async function takeWriteLock(raw: Sqlite.Database, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + lockPatience
  for (;;) {
    if (signal?.aborted) throw stopped(signal)
    try {
      raw.exec('begin immediate')
      return
    } catch (cause) {
      if (!isBusy(cause)) throw cause
      if (Date.now() > deadline) {
        throw new EngagementError(
          'store-unavailable',
          'Another program has been writing to the store for too long: wait for it to end, then repeat.',
          { cause },
        )
      }
      await wait(50)
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}

/** libsql leaves its write-ahead log behind when it closes: without this, a copy of the file would lack the newest data. */
function moveLogIntoFile(raw: Sqlite.Database): void {
  try {
    if (raw.open) raw.exec('pragma wal_checkpoint(passive)')
  } catch {
    // Another connection is at work: nothing is lost, the log is read with the file.
  }
}

/** Rows in one statement: more make it no faster. */
const rowsAStatement = 50

function append(
  raw: Sqlite.Database,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
): void {
  const insert = insertRows(raw, table, columns, rowsAStatement)
  let values: Value[] = []
  for (const row of rows) {
    values.push(...row)
    if (values.length < rowsAStatement * columns.length) continue
    insert.run(values)
    values = []
  }
  if (values.length > 0) insertRows(raw, table, columns, values.length / columns.length).run(values)
}

function insertRows(
  raw: Sqlite.Database,
  table: string,
  columns: readonly string[],
  rows: number,
): Sqlite.Statement {
  const row = `(${columns.map(() => '?').join(', ')})`
  return raw.prepare(
    `insert into ${table} (${columns.join(', ')}) values ${Array<string>(rows).fill(row).join(', ')}`,
  )
}

/**
 * A batch comes as JSON and stays it: one value for the driver to pass on instead of one for every cell. Each row is
 * parsed once, for all of its cells.
 */
function insertBatch(raw: Sqlite.Database, table: string, columns: readonly string[]): Sqlite.Statement {
  const values = columns.map((_, index) => `row ->> ${index}`).join(', ')
  return raw.prepare(`
    with batch as materialized (select jsonb(value) as row from json_each(?))
    insert into ${table} (${columns.join(', ')}) select ${values} from batch`)
}
