import { fileLiteral } from './duck'

/**
 * SQL that gives the lines of a text file, gzipped or not, as `record` (numbered from 1, blank ones too) and `line`.
 * Lines that are not UTF-8 are set aside by DuckDB in the table `reject_errors` and not numbered.
 */
export function lineScan(file: string): string {
  // Told that lines end in CRLF, DuckDB also takes those that end in LF alone, mixed or not; but not in parallel.
  return `(select row_number() over () as record, line from read_csv(${fileLiteral(file)}, auto_detect = false, columns = {'line': 'VARCHAR'}, header = false, delim = '', quote = '', escape = '', comment = '', new_line = '\\r\\n', strict_mode = false, parallel = false, max_line_size = ${longestLine}, store_rejects = true))`
}

/** SQL over a {@link lineScan}: whether a line holds anything. */
export const notBlank = String.raw`regexp_matches(line, '\S')`

/** Longer than any row of an export, page bodies included. */
const longestLine = 16_000_000

/** The line on which each record of a {@link lineScan} stands, given the lines that were set aside. */
export function linesOfScan(records: readonly number[], setAside: ReadonlySet<number>): number[] {
  const skipped = [...setAside].sort((a, b) => a - b)
  return records.map((record) => {
    let line = record
    for (const each of skipped) {
      if (each > line) break
      line += 1
    }
    return line
  })
}
