import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { openCsv } from './read-csv'
import { openJsonLines } from './read-json-lines'
import { openParquet } from './read-parquet'
import { openTsv } from './read-tsv'
import type { TextTable } from './text-table'

/** The format of a file, by the ending of its name. Any other ending is CSV. */
const formats: readonly { ending: RegExp; open: (file: string) => Promise<TextTable> }[] = [
  { ending: /\.(jsonl|ndjson|json)(\.gz)?$/iu, open: openJsonLines },
  { ending: /\.parquet$/iu, open: openParquet },
  { ending: /\.tsv(\.gz)?$/iu, open: openTsv },
]

const notRead = /\.(xlsx?|ods|zip|7z|tar|tgz|parquet\.gz)$/iu

/** Whether a file's name says that it holds a table, be it in a format that is refused with advice. */
export function hasTableEnding(file: string): boolean {
  return /\.csv(\.gz)?$/iu.test(file) || notRead.test(file) || formats.some(({ ending }) => ending.test(file))
}

/**
 * Opens a file of any format that the feeds come in: CSV, tab-separated, JSON Lines (each gzipped or not) or Parquet.
 *
 * @throws EngagementError `feed-unreadable`
 */
export function openTable(file: string): Promise<TextTable> {
  if (notRead.test(file))
    throw new EngagementError(
      'feed-unreadable',
      `${path.basename(file)} is a workbook or an archive: save or unpack it as CSV, JSON Lines or Parquet. Nothing was loaded.`,
    )
  const format = formats.find(({ ending }) => ending.test(file))
  return format ? format.open(file) : openCsv(file)
}

/** What numbers the rejects of a file of this name. */
export function placeOf(file: string): 'line' | 'row' {
  return file.toLowerCase().endsWith('.parquet') ? 'row' : 'line'
}
