import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { stringify } from 'csv-stringify/sync'

export type Row = readonly (string | number)[]

export interface Table {
  columns: readonly string[]
  rows: Iterable<Row>
}

const rowsPerChunk = 2000

/** A table of records: the columns in the order given. */
export function tableOf<Column extends string>(
  columns: readonly Column[],
  records: readonly Readonly<Record<Column, string | number>>[],
): Table {
  return { columns, rows: records.map((record) => columns.map((column) => record[column])) }
}

/** Writes a table with a header row, compressed when the file's name ends in `.gz`. Never holds a large table whole. */
export async function writeCsv(file: string, table: Table): Promise<void> {
  const text = Readable.from(chunks(table))
  const output = createWriteStream(file)
  // Node writes no time into a gzip header, so the same rows give the same bytes.
  await (file.endsWith('.gz') ? pipeline(text, createGzip({ level: 5 }), output) : pipeline(text, output))
}

function* chunks({ columns, rows }: Table): Generator<string> {
  let chunk: Row[] = [columns]
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < rowsPerChunk) continue
    yield stringify(chunk)
    chunk = []
  }
  if (chunk.length > 0) yield stringify(chunk)
}
