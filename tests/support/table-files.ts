import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { literal, openDuck } from '../../data/feeds/duck'
import type { FeedFiles } from './feed-files'

/** The formats in which every feed comes, each made of the same CSV. */
export const formats = ['csv.gz', 'jsonl', 'jsonl.gz', 'parquet', 'tsv'] as const
export type Format = (typeof formats)[number]

const rowsSchema = z.array(z.record(z.string()))

/** Writes the rows of a CSV text in another format and gives the file's path. */
export async function writeAs(format: Format, name: string, csv: string, files: FeedFiles): Promise<string> {
  const file = `${name}.${format}`
  const rows = rowsSchema.parse(parse(csv, { columns: true, skip_empty_lines: true, bom: true }))
  switch (format) {
    case 'csv.gz':
      return files.write(file, gzipSync(csv))
    case 'jsonl':
      return files.write(file, jsonLines(rows))
    case 'jsonl.gz':
      return files.write(file, gzipSync(jsonLines(rows)))
    case 'parquet':
      return writeParquet(files.write(file, ''), files.write(`${name}.for-parquet.csv`, csv))
    case 'tsv':
      return files.write(file, tsv(csv))
  }
}

function jsonLines(rows: readonly Record<string, string>[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** As PostgreSQL copies tables out: nulls as \N, backslashes doubled. */
function tsv(csv: string): string {
  const records = z.array(z.array(z.string())).parse(parse(csv, { skip_empty_lines: true, bom: true }))
  const cell = (value: string): string =>
    value === '' ? '\\N' : value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t')
  return records.map((record) => `${record.map(cell).join('\t')}\n`).join('')
}

/** Writes a Parquet file through DuckDB, its columns as text, from a query if one is given. */
export async function writeParquet(file: string, csv: string, query?: string): Promise<string> {
  const duck = await openDuck()
  try {
    const rows =
      query ?? `select * from read_csv(${literal(csv)}, header = true, all_varchar = true, delim = ',')`
    await duck.run(`copy (${rows}) to ${literal(file)} (format parquet)`)
  } finally {
    duck.close()
  }
  return file
}
