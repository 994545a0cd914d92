import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { firstLine, refuseDamaged } from './file-bytes'
import { lineScan, linesOfScan } from './read-lines'
import { columnName, selectColumns, type TextTable } from './text-table'

/**
 * Opens a tab-separated file with a header row, as PostgreSQL writes it: `\N` is null, a backslash escapes what would
 * break a line or a column, and quotation marks mean nothing.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function openTsv(file: string): Promise<TextTable> {
  await refuseDamaged(file)
  const header = await firstLine(file)
  if (header.trim() === '')
    throw new EngagementError('feed-unreadable', `${path.basename(file)} is empty: it needs a header row.`)
  const columns = header.split('\t').map(columnName)
  const cells = `(select record, string_split(line, chr(9)) as cells from ${lineScan(file)} where record > 1 and line <> '')`
  return {
    path: file,
    columns,
    rows: (wanted) =>
      `select record, ${selectColumns(wanted, (name) => {
        const index = columns.indexOf(name)
        return index < 0 ? undefined : unescapeSql(`cells[${index + 1}]`)
      })} from ${cells} where len(cells) = ${columns.length}`,
    faults: `select record, 'the row has ' || case when len(cells) < ${columns.length} then 'fewer' else 'more' end || ' values than the header' as reason from ${cells} where len(cells) <> ${columns.length}`,
    placesOf: (records, setAside) => Promise.resolve(linesOfScan(records, setAside)),
    advice: 'cannot be read as tab-separated values: check the encoding (UTF-8)',
  }
}

/** Line breaks and tabs within a value become spaces: no value that the feeds take holds one. */
function unescapeSql(cell: string): string {
  const backslash = 'chr(1) || chr(2)'
  return `replace(regexp_replace(replace(nullif(${cell}, '\\N'), '\\\\', ${backslash}), '\\\\[bfnrtv]', ' ', 'g'), ${backslash}, '\\')`
}
