import { DuckDBInstance, type DuckDBConnection, type JS } from '@duckdb/node-api'

/** A DuckDB in memory that reads one load's files. Times without an offset are Europe/London's. */
export interface Duck {
  run(sql: string): Promise<void>
  /** All rows of a query, for results known to be small. */
  rows(sql: string): Promise<Row[]>
  /** The rows of a query in batches, as arrays in the order of its columns. */
  batches(sql: string): AsyncIterable<JS[][]>
  close(): void
}

export type Row = Record<string, JS>

export async function openDuck(): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run("set TimeZone = 'Europe/London'")
  return {
    run: async (sql) => {
      await connection.run(sql)
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    batches: (sql) => batches(connection, sql),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function* batches(connection: DuckDBConnection, sql: string): AsyncIterable<JS[][]> {
  const result = await connection.stream(sql)
  yield* result.yieldRowsJs()
}

/** `text` as an SQL string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** `name` as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
