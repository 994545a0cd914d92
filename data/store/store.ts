import type { Kysely } from 'kysely'
import type { Settings } from '../configuration/settings'
import type { RoleName } from './role-grants'
import type { Schema } from './schema'

/** The store as reads and writes see it: inside a transaction or outside. */
export type Database = Kysely<Schema>

export type Value = string | number | null

/** Rows on their way into a temporary table: a JSON array of arrays of values. */
export interface RowBatch {
  rows: number
  json: string
}

/** How a transaction runs. */
export interface TransactionOptions {
  /** Staff ID of the person on whose behalf it reads: the server's own audit can name them. */
  actingStaff?: string
  /** Of those with the same name only one runs at a time, in all processes. */
  alone?: 'schema' | 'loads' | 'scores' | 'alerts' | 'welcome' | 'state'
  /** The work touches nothing but the store and may be done again from its start when a passing fault cut it off. */
  repeatable?: boolean
}

/** Work in progress that lands whole or not at all. */
export interface Transaction {
  readonly db: Database
  /**
   * Makes an empty temporary table with the columns of `table`, for rows on their way into it. Gives its name, which
   * starts with `prefix`. Lives until {@link dropStage} or the end of the transaction.
   */
  stage(table: keyof Schema, prefix?: string): Promise<string>
  /** Inserts rows into a table in bulk. Values stand in the order of `columns`. */
  insert(table: keyof Schema, columns: readonly string[], rows: Iterable<readonly Value[]>): Promise<void>
  /** Adds rows to a temporary table in bulk. Values stand in the order of `columns`. */
  append(stage: string, columns: readonly string[], rows: Iterable<readonly Value[]>): Promise<void>
  /** The same for rows that come as JSON. */
  appendBatches(stage: string, columns: readonly string[], batches: AsyncIterable<RowBatch>): Promise<void>
  dropStage(stage: string): Promise<void>
  /**
   * Takes rows that are due and that nobody else holds, see {@link Claim}. Gives their keys, the longest due first. A
   * transaction that does nothing else is repeatable.
   */
  claim(claim: Claim): Promise<string[]>
}

/** Work kept as rows of a table, each for one instance at a time until it is done. */
export interface Claim {
  table: 'outbox' | 'job'
  /** The instance that takes them. */
  by: string
  now: Date
  /** When a claim lapses, so that the rows of an instance that died are taken up by another. */
  until: Date
  most: number
}

/** What the login of this process may do in the database. */
export interface Rights {
  /** It may do everything: as the database's owner, or the server's. */
  isOwner: boolean
  /** Those of deploy/sql/roles.sql that it has, the narrowest first. */
  roles: readonly RoleName[]
  /** What the first of them gives and the login lacks, as "insert on outbox"; without any, of the server's. */
  lacking: readonly string[]
  /** What the login may do with rows beyond it. */
  beyond: readonly string[]
}

/** What a store is given and passes on. */
export type Given = Pick<Store, 'secret' | 'settings'>

/** One engagement store on one engine. */
export interface Store {
  readonly engine: 'sqlite' | 'sqlserver'
  /** What its keys are derived from, see data/rights/keys.ts; absent where none was given. */
  readonly secret: string | undefined
  /** What the university has set. */
  readonly settings: Settings
  /** For reads on nobody's behalf. */
  readonly db: Database
  /** Runs `work` in one write transaction: all of it lands or none. It must use nothing of the store but what it is given. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** Reads on a staff member's behalf what leaves no trail: the server's own audit can name them. */
  readAs<T>(staffId: string, read: (db: Database) => Promise<T>): Promise<T>
  /** Waits, inside a write transaction, until no other that took a turn of this name is under way. */
  takeTurn(db: Database, name: string): Promise<void>
  hasTable(db: Database, name: string): Promise<boolean>
  /** What the database's administrator should still set, in sentences. */
  advice(): Promise<string[]>
  /** What this process may do there; undefined where an engine knows no logins. */
  rights(): Promise<Rights | undefined>
  /** The same store for work that ends, in `store-unavailable`, when the signal does. */
  until(signal: AbortSignal): Store
  close(): Promise<void>
}
