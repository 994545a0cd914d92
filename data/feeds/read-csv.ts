import { createReadStream, existsSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { EngagementError, reasonOf } from '../domain/errors'
import { identifier, literal } from './duck'

/** The header row of a CSV file, gzipped or not: trimmed names in lower case. */
export async function readHeader(file: string): Promise<string[]> {
  await refuseUnreadable(file)
  const parser = parse({ bom: true, to: 1, skip_empty_lines: true, relax_quotes: true })
  const input = open(file)
  try {
    for await (const record of pipeline(input, parser, ignore)) {
      if (Array.isArray(record)) return record.map((name) => String(name).trim().toLowerCase())
    }
  } catch (cause) {
    throw new EngagementError(
      'feed-unreadable',
      `${path.basename(file)} cannot be read: ${reasonOf(cause)}.`,
      { cause },
    )
  } finally {
    input.destroy()
  }
  throw new EngagementError('feed-unreadable', `${path.basename(file)} is empty: it needs a header row.`)
}

/**
 * SQL that reads a CSV file by its header, every value as text. Rows that do not fit the header are set aside by
 * DuckDB in the table `reject_errors`.
 */
export function csvScan(file: string, header: readonly string[]): string {
  const columns = header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${literal(file)}, auto_detect = false, columns = {${columns}}, header = true, delim = ',', quote = '"', escape = '"', comment = '', store_rejects = true)`
}

/** SQL that selects `columns` from a scan, as null where the file has none of that name. */
export function selectColumns(columns: readonly string[], header: readonly string[]): string {
  return columns
    .map((name) => (header.includes(name) ? identifier(name) : `null::varchar as ${identifier(name)}`))
    .join(', ')
}

/**
 * The line on which each record of a CSV file begins, the header left out and also the lines in `setAside`. Quoted
 * values may span lines and blank lines are no records, so a record's number alone does not tell its line.
 */
export async function linesOfRecords(file: string, setAside: ReadonlySet<number>): Promise<number[]> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const starts = [0]
  try {
    for await (const { info } of pipeline(open(file), parser, ignore) as AsyncIterable<LocatedRecord>) {
      starts.push(info.bytes)
    }
  } catch {
    // An unclosed quote ends what can be located; DuckDB has set that record aside already.
  }
  // Counted from the bytes: the parser's own line count takes a quoted CRLF for two line breaks.
  const lines = await linesAt(file, starts.slice(0, -1))
  return lines.slice(1).filter((line) => !setAside.has(line))
}

const [lineFeed, carriageReturn] = [10, 13]

/** The line of the first byte that is no line break, at or after each offset into the unzipped file. */
export async function linesAt(file: string, offsets: readonly number[]): Promise<number[]> {
  const ascending = [...offsets.entries()].sort(([, a], [, b]) => a - b)
  const lines = offsets.map(() => 1)
  let [position, line, found] = [0, 1, 0]
  const input = open(file)
  for await (const chunk of input as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (byte === lineFeed) line += 1
      else if (byte !== carriageReturn) {
        for (let next = ascending[found]; next && next[1] <= position; next = ascending[found]) {
          lines[next[0]] = line
          found += 1
        }
      }
      position += 1
    }
    if (found === ascending.length) break
  }
  input.destroy()
  return lines
}

interface LocatedRecord {
  info: { bytes: number }
}

/**
 * The file of this name in a directory, or its gzipped form.
 *
 * @throws EngagementError `feed-unreadable` when neither is there
 */
export function findFile(directory: string, name: string): string {
  for (const candidate of [name, `${name}.gz`]) {
    const file = path.join(directory, candidate)
    if (existsSync(file)) return file
  }
  throw new EngagementError('feed-unreadable', `${directory} holds no ${name} and no ${name}.gz.`)
}

/** Errors surface where the last stream of a pipeline is read. */
const ignore = (): void => undefined

function open(file: string): Readable {
  const input = createReadStream(file)
  return file.endsWith('.gz') ? pipeline(input, createGunzip(), ignore) : input
}

async function refuseUnreadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK)
  } catch (cause) {
    throw new EngagementError(
      'feed-unreadable',
      `${file} cannot be read: there is no such file, or no permission.`,
      {
        cause,
      },
    )
  }
}
