import { DuckDBInstance, type DuckDBConnection, type JS } from '@duckdb/node-api'

/** A DuckDB in memory that reads one load's files. Times without an offset are Europe/London's. */
export interface Duck {
  run(sql: string): Promise<void>
  /** All rows of a query, for results known to be small. */
  rows(sql: string): Promise<Row[]>
  /** The rows of a query in batches, as arrays in the order of its columns. */
  batches(sql: string): AsyncIterable<Cell[][]>
  close(): void
}

/** A value that a query gives: every query of ours casts to text or numbers. */
export type Cell = string | number | null

export type Row = Record<string, Cell>

export async function openDuck(): Promise<Duck> {
  // The extensions that feeds need (json, parquet, icu) are built in: nothing is ever fetched.
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run("set TimeZone = 'Europe/London'")
  return {
    run: async (sql) => {
      await connection.run(sql)
    },
    rows: async (sql) => {
      const result = await connection.runAndReadAll(sql)
      return result
        .getRowObjectsJS()
        .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toCell(value)])))
    },
    batches: (sql) => batches(connection, sql),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function* batches(connection: DuckDBConnection, sql: string): AsyncIterable<Cell[][]> {
  const result = await connection.stream(sql)
  for await (const rows of result.yieldRowsJs()) yield rows.map((row) => row.map(toCell))
}

function toCell(value: JS): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  throw new TypeError('A query of feed rows may give only text and numbers.')
}

/** `text` as an SQL string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The name of one file as an SQL string literal: nothing in it is a pattern. */
export function fileLiteral(file: string): string {
  return literal(file.replaceAll(/[*?[]/gu, '[$&]'))
}

/** `name` as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
