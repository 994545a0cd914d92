import path from 'node:path'
import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { EngagementError } from '../domain/errors'
import { fileLiteral, identifier, literal } from './duck'
import { ignore, linesAt, openBytes, refuseDamaged, refuseUnreadable, unreadable } from './file-bytes'
import { checkQuotationMarks } from './quotation-marks'
import { columnName, selectColumns, type TextTable } from './text-table'

/** How a CSV file differs from the contract's. */
interface Layout {
  /** Lines before the header row. */
  before: number
  /** Values of a row beyond the header's. */
  extra: number
}

const contractLayout: Layout = { before: 0, extra: 0 }

/**
 * Opens a CSV file (RFC 4180, UTF-8, a header row), gzipped or not. Every value is read as text; rows that do not fit
 * the header are set aside by DuckDB in the table `reject_errors`.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function openCsv(file: string, layout: Layout = contractLayout): Promise<TextTable> {
  await refuseDamaged(file)
  const columns = await readHeader(file, layout.before)
  // A thread that begins within a value of several lines takes these for rows.
  const parallel = !(await checkQuotationMarks(file))
  const scan = csvScan(file, columns, layout, parallel)
  const select = (wanted: readonly string[]): string =>
    selectColumns(wanted, (name) => (columns.includes(name) ? identifier(name) : undefined))
  return {
    path: file,
    columns,
    rows: (wanted) => `select row_number() over () as record, ${select(wanted)} from ${scan}`,
    ...(parallel && { inOrder: (wanted: readonly string[]) => `select ${select(wanted)} from ${scan}` }),
    placesOf: async (records, setAside) => {
      const lines = await linesOfRecords(file, layout.before + 1, setAside)
      return records.map((record) => lines[record - 1] ?? record + layout.before + 1)
    },
    advice:
      'cannot be read as CSV: check the encoding (UTF-8), the quotation marks, and that all lines end alike',
  }
}

/** The row after the first `before` rows of a CSV file. Columns are trimmed names in lower case. */
async function readHeader(file: string, before: number): Promise<string[]> {
  const [header] = await readRecords(file, before, 1)
  if (header) return header.map(columnName)
  throw new EngagementError('feed-unreadable', `${path.basename(file)} is empty: it needs a header row.`)
}

/** The first `count` records of a CSV file after the first `before`, whatever their lengths. */
export async function readRecords(file: string, before: number, count: number): Promise<string[][]> {
  await refuseUnreadable(file)
  const parser = parse({
    bom: true,
    to: before + count,
    skip_empty_lines: true,
    relax_quotes: true,
    relax_column_count: true,
  })
  const input = openBytes(file)
  const records: string[][] = []
  try {
    for await (const record of pipeline(input, parser, ignore)) {
      if (Array.isArray(record)) records.push(record.map(String))
    }
  } catch (cause) {
    throw unreadable(file, cause)
  } finally {
    input.destroy()
  }
  return records.slice(before)
}

function csvScan(
  file: string,
  header: readonly string[],
  { before, extra }: Layout,
  parallel: boolean,
): string {
  // Columns without a name, such as those of a comma too many in every row, still need one each.
  const names = [...header, ...Array<string>(extra).fill('')].map(
    (name, index) => name || `column ${index + 1}`,
  )
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${fileLiteral(file)}, auto_detect = false, columns = {${columns}}, header = true, skip = ${before}, delim = ',', quote = '"', escape = '"', comment = '', store_rejects = true, parallel = ${parallel})`
}

/**
 * The line on which each record of a CSV file begins, the first `before` left out and also the lines in `setAside`.
 * Quoted values may span lines and blank lines are no records, so a record's number alone does not tell its line.
 */
async function linesOfRecords(
  file: string,
  before: number,
  setAside: ReadonlySet<number>,
): Promise<number[]> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const starts = [0]
  try {
    for await (const { info } of pipeline(openBytes(file), parser, ignore) as AsyncIterable<LocatedRecord>) {
      starts.push(info.bytes)
    }
  } catch {
    // An unclosed quote ends what can be located; DuckDB has set that record aside already.
  }
  // Counted from the bytes: the parser's own line count takes a quoted CRLF for two line breaks.
  const lines = await linesAt(file, starts.slice(0, -1))
  return lines.slice(before).filter((line) => !setAside.has(line))
}

interface LocatedRecord {
  info: { bytes: number }
}
