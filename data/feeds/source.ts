import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { EngagementError } from '../domain/errors'
import type { Duck } from './duck'
import type { Feed } from './feed'
import { csvScan, linesAt, linesOfRecords, readHeader, selectColumns } from './read-csv'

/** The rows of one load as they come: SQL for DuckDB that gives `file`, `record` and the feed's columns as text. */
export interface Source {
  /** File names without folders, in the order of `file`. */
  names: readonly string[]
  paths: readonly string[]
  sql: string
  /** The rows of `sql` are all records of one file, in their order. */
  inOrder?: boolean
  /** SQL that counts the rows read where the rows of `sql` are not those of the files. */
  countSql?: string
}

/**
 * The rows of CSV files in the feed's own columns.
 *
 * @throws EngagementError `feed-unreadable`, or `feed-wrong-columns` when a required column is missing
 */
export async function csvSource(feed: Feed, files: readonly string[]): Promise<Source> {
  const selects: string[] = []
  for (const [index, file] of files.entries()) {
    const header = await readHeader(file)
    refuseWrongColumns(feed, path.basename(file), header)
    const columns = selectColumns(Object.keys(feed.columns), header)
    selects.push(
      `select ${index} as file, row_number() over () as record, ${columns} from ${csvScan(file, header)}`,
    )
  }
  return {
    names: namesOf(files),
    paths: files,
    sql: selects.join(' union all '),
    inOrder: files.length === 1,
  }
}

/** Without their folders, unless that makes two of them alike. */
function namesOf(files: readonly string[]): readonly string[] {
  const names = files.map((file) => path.basename(file))
  return new Set(names).size === names.length ? names : files
}

function refuseWrongColumns(feed: Feed, name: string, header: readonly string[]): void {
  const missing = Object.entries(feed.columns)
    .filter(([column, { optional }]) => !optional && !header.includes(column))
    .map(([column]) => column)
  const twice = header.filter((column, index) => column !== '' && header.indexOf(column) !== index)
  if (missing.length === 0 && twice.length === 0) return
  const fault =
    missing.length > 0 ? `has no column ${missing.join(', ')}` : `has two columns ${twice.join(', ')}`
  throw new EngagementError(
    'feed-wrong-columns',
    `${name} ${fault}: the feed ${feed.name} needs ${Object.keys(feed.columns).join(', ')}. Nothing was loaded.`,
  )
}

/** One hash for the bytes of all files, in order. */
export async function hashFiles(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}

export interface Reject {
  file: string
  line: number
  record: number | null
  column: string
  reason: string
}

const layoutFaults: Record<string, string> = {
  'MISSING COLUMNS': 'has fewer values than the header',
  'TOO MANY COLUMNS': 'has more values than the header',
  'UNQUOTED VALUE': 'has a quotation mark that is never closed',
  'INVALID ENCODING': 'is not UTF-8',
  'LINE SIZE OVER MAXIMUM': 'is too long',
}

/** All rejects of a load: lines that are no rows of the file's layout, and rows with a wrong value. */
export async function collectRejects(duck: Duck, source: Source): Promise<Reject[]> {
  const layout = await layoutRejects(duck, source)
  const values = await duck.rows(
    'select file, cast(record as integer) as record, column_name, reason from rejected',
  )
  const lines = new Map<number, number[]>()
  for (const file of new Set(values.map((row) => Number(row.file)))) {
    const setAside = new Set(
      layout.filter(({ file: name }) => name === source.names[file]).map(({ line }) => line),
    )
    lines.set(file, await linesOfRecords(source.paths[file] ?? '', setAside))
  }
  const rejects = values.map((row): Reject => {
    const [file, record] = [Number(row.file), Number(row.record)]
    return {
      file: source.names[file] ?? '',
      line: lines.get(file)?.[record - 1] ?? record + 1,
      record,
      column: String(row.column_name),
      reason: String(row.reason),
    }
  })
  return [...layout, ...rejects].sort((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  )
}

async function layoutRejects(duck: Duck, source: Source): Promise<Reject[]> {
  const rows = await duck.rows(`
    select scans.file_path, cast(errors.line_byte_position as bigint) as position,
      min(errors.error_type::varchar) as fault
    from reject_errors as errors
    inner join reject_scans as scans on scans.scan_id = errors.scan_id and scans.file_id = errors.file_id
    group by all`)
  const rejects: Reject[] = []
  for (const [file, location] of source.paths.entries()) {
    const found = rows.filter((row) => row.file_path === location)
    if (found.length === 0) continue
    // DuckDB's own line numbers count records, and its positions are from 1 or just before the record.
    const offsets = found.map((row) => Number(row.position) - 1)
    const lines = await linesAt(location, offsets)
    for (const [index, row] of found.entries()) {
      const reason = `the row ${layoutFaults[String(row.fault)] ?? 'cannot be read'}`
      rejects.push({
        file: source.names[file] ?? '',
        line: lines[index] ?? 0,
        record: null,
        column: '',
        reason,
      })
    }
  }
  return rejects
}
