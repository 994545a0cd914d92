import { DuckDBInstance, type DuckDBConnection, type JS } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RowBatch } from '../store/store'

/** A DuckDB in memory that reads one load's files. Times without an offset are Europe/London's. */
export interface Duck {
  run(sql: string, values?: readonly string[]): Promise<void>
  /** All rows of a query, for results known to be small. */
  rows(sql: string): Promise<Row[]>
  /** The rows of a query in batches, their values in the order of `columns`. */
  batches(sql: string, columns: readonly string[]): AsyncIterable<RowBatch>
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
    // What does not fit into memory would go into the working directory, which may be read-only, and under the same names
    // in every process. DuckDB makes this folder when it needs it, and removes it.
    temp_directory: path.join(tmpdir(), `engagement-duckdb-${randomUUID()}`),
  })
  const connection = await instance.connect()
  await connection.run("set TimeZone = 'Europe/London'")
  // Files are joined with the small tables of what is known as the query says: DuckDB takes a file for the smaller side.
  await connection.run("set disabled_optimizers = 'join_order,build_side_probe_side'")
  return {
    run: async (sql, values = []) => {
      await connection.run(sql, [...values])
    },
    rows: async (sql) => {
      const result = await connection.runAndReadAll(sql)
      return result
        .getRowObjectsJS()
        .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toCell(value)])))
    },
    batches: (sql, columns) => batches(connection, sql, columns),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** As JSON, one text a row: to make a value of each cell in JavaScript would take most of a load's time. */
async function* batches(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly string[],
): AsyncIterable<RowBatch> {
  const list = columns.map(identifier).join(', ')
  const result = await connection.stream(`select json_array(${list})::varchar from (${sql})`)
  for await (const chunk of result) {
    const rows = chunk.getColumnValues(0)
    if (rows.length > 0) yield { rows: rows.length, json: `[${rows.join(',')}]` }
  }
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
