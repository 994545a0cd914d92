import { literal, type Duck, type Row } from './duck'
import { linesAt } from './file-bytes'
import type { Source } from './source'
import type { TextTable } from './text-table'

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

export interface ReasonCount {
  reason: string
  rows: number
}

/** What of a load was not taken. */
export interface Rejects {
  rejected: number
  /** How many of them are no rows at all, so that nobody knows what they are about. */
  noRows: number
  /** Of all of them, the most frequent first. */
  reasons: ReasonCount[]
  /** At most {@link mostRejects} of them. */
  rejects: Reject[]
}

/** So many rejects of a load are kept one by one, since a file may hold nothing else. All are counted. */
export const mostRejects = 100_000

/** All rejects of a load: what is no row of the file's layout, and rows with a wrong value. */
export async function collectRejects(duck: Duck, source: Source): Promise<Rejects> {
  await stageRejects(duck, source)
  const counts = await duck.rows(
    'select reason, count(*)::integer as rows, count_if(no_row)::integer as no_rows from not_taken group by reason order by rows desc, reason',
  )
  const sum = (column: string): number => counts.reduce((all, count) => all + Number(count[column]), 0)
  let rejects: Reject[] = []
  for (const [file, table] of source.tables.entries()) {
    const first = await duck.rows(
      `select record::integer as record, position, column_name, reason, no_row::integer as no_row from not_taken
       where file = ${file} order by record nulls first, position limit ${mostRejects - rejects.length}`,
    )
    rejects = rejects.concat(await located(first, source.names[file] ?? '', table))
  }
  return {
    rejected: sum('rows'),
    noRows: sum('no_rows'),
    reasons: counts.map(({ reason, rows }) => ({ reason: String(reason), rows: Number(rows) })),
    rejects: rejects.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
  }
}

/** Gathers them in the table `not_taken`: with a record, or where there is none with a position in the file. */
async function stageRejects(duck: Duck, { tables }: Source): Promise<void> {
  await duck.run(
    'create temp table not_taken as select file, record, null::bigint as position, column_name, reason, false as no_row from rejected',
  )
  for (const [file, { path, faults }] of tables.entries()) {
    // First: reading for them sets aside again what cannot be read.
    if (faults)
      await duck.run(`insert into not_taken select ${file}, record, null, '', reason, true from (${faults})`)
    if (await hasSetAside(duck))
      await duck.run(
        `insert into not_taken select ${file}, null, position, '', reason, true from (${setAsideSql(path)})`,
      )
  }
}

async function hasSetAside(duck: Duck): Promise<boolean> {
  const tables = await duck.rows("select 1 from duckdb_tables() where table_name = 'reject_errors'")
  return tables.length > 0
}

/** The lines of a file that DuckDB could not read as rows. */
function setAsideSql(path: string): string {
  const words = Object.entries(layoutFaults).map(
    ([fault, told]) => `when ${literal(fault)} then ${literal(told)}`,
  )
  return `
    select position, 'the row ' || case fault ${words.join(' ')} else 'cannot be read' end as reason from (
      select cast(errors.line_byte_position as bigint) as position, min(errors.error_type::varchar) as fault
      from reject_errors as errors
      inner join reject_scans as scans on scans.scan_id = errors.scan_id and scans.file_id = errors.file_id
      where scans.file_path = ${literal(path)}
      group by all)`
}

const layoutFaults: Record<string, string> = {
  'MISSING COLUMNS': 'has fewer values than the header',
  'TOO MANY COLUMNS': 'has more values than the header',
  'UNQUOTED VALUE': 'has a quotation mark that is never closed',
  'INVALID ENCODING': 'is not UTF-8',
  'LINE SIZE OVER MAXIMUM': 'is too long',
}

/** Rows of `not_taken`, those without a record first, as they stand in the file. */
async function located(rows: readonly Row[], file: string, table: TextTable): Promise<Reject[]> {
  const setAside = rows.filter(({ record }) => record === null)
  const others = rows.slice(setAside.length)
  // DuckDB's own line numbers count records, and its positions are from 1 or just before the record.
  const positions = setAside.map(({ position }) => Number(position) - 1)
  const lines = positions.length > 0 ? await linesAt(table.path, positions) : []
  const records = others.map(({ record }) => Number(record))
  const places = records.length > 0 ? await table.placesOf(records, new Set(lines)) : []
  const all = lines.concat(places)
  return rows.map(({ record, column_name, reason, no_row }, index) => ({
    file,
    line: all[index] ?? 0,
    record: no_row === 1 ? null : Number(record),
    column: String(column_name),
    reason: String(reason),
  }))
}
