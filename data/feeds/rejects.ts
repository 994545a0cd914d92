import type { Duck } from './duck'
import { linesAt } from './file-bytes'
import type { Source } from './source'

/** A row that was not taken, and why. It never holds the value: that may be personal. */
export interface Reject {
  file: string
  /** The line of the file, in a Parquet file the row. */
  line: number
  /** The n-th record of the file; null for what is no record. */
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

/** All rejects of a load: what is no row of the file's layout, and rows with a wrong value. */
export async function collectRejects(duck: Duck, source: Source): Promise<Reject[]> {
  const wrongValues = await duck.rows(
    'select file, cast(record as integer) as record, column_name, reason from rejected',
  )
  const rejects: Reject[] = []
  for (const [file, table] of source.tables.entries()) {
    const name = source.names[file] ?? ''
    // First: reading for them sets aside again what cannot be read.
    const faults = table.faults ? await duck.rows(table.faults) : []
    const setAside = await linesSetAside(duck, name, table.path)
    const values = wrongValues.filter((row) => Number(row.file) === file)
    const records = [...faults, ...values].map((row) => Number(row.record))
    if (records.length + setAside.length === 0) continue
    const places = await table.placesOf(records, new Set(setAside.map(({ line }) => line)))
    const placed = [...faults, ...values].map((row, index): Reject => {
      const line = places[index] ?? 0
      if (index < faults.length)
        return { file: name, line, record: null, column: '', reason: String(row.reason) }
      const [record, column] = [Number(row.record), String(row.column_name)]
      return { file: name, line, record, column, reason: String(row.reason) }
    })
    rejects.push(...setAside, ...placed)
  }
  return rejects.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

/** The lines of a file that DuckDB could not read as rows. */
async function linesSetAside(duck: Duck, file: string, location: string): Promise<Reject[]> {
  const tables = await duck.rows("select 1 from duckdb_tables() where table_name = 'reject_errors'")
  if (tables.length === 0) return []
  const all = await duck.rows(`
    select scans.file_path, cast(errors.line_byte_position as bigint) as position,
      min(errors.error_type::varchar) as fault
    from reject_errors as errors
    inner join reject_scans as scans on scans.scan_id = errors.scan_id and scans.file_id = errors.file_id
    group by all`)
  const found = all.filter((row) => row.file_path === location)
  if (found.length === 0) return []
  // DuckDB's own line numbers count records, and its positions are from 1 or just before the record.
  const lines = await linesAt(
    location,
    found.map((row) => Number(row.position) - 1),
  )
  return found.map((row, index) => {
    const reason = `the row ${layoutFaults[String(row.fault)] ?? 'cannot be read'}`
    return { file, line: lines[index] ?? 0, record: null, column: '', reason }
  })
}
