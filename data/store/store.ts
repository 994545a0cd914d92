import type { Kysely } from 'kysely'
import type { Schema } from './schema'

/** The store as reads and writes see it: inside a transaction or outside. */
export type Database = Kysely<Schema>

export type Value = string | number | null

/** One engagement store on one engine. */
export interface Store {
  readonly engine: 'sqlite'
  readonly db: Database
  /**
   * Runs `work` in one write transaction: all of it lands or none. Nothing else of this process touches the store
   * meanwhile.
   */
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>
  /** Appends rows to a table inside a transaction of this store, in bulk. Values stand in the order of `columns`. */
  append(table: string, columns: readonly string[], rows: Iterable<readonly Value[]>): void
  /**
   * Makes an empty temporary table with the columns of `table`, for rows on their way into it. Lives until
   * {@link dropStage} or the end of the connection. Gives its name, which starts with `prefix`.
   */
  stage(tx: Database, table: string, prefix?: string): Promise<string>
  dropStage(tx: Database, stage: string): Promise<void>
  close(): Promise<void>
}
