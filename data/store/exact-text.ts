import { isUtf8 } from 'node:buffer'
import { sql, SqliteAdapter, type RawBuilder } from 'kysely'
import type { Database } from './store'

/** How to read text that somebody may have tampered with. */
export interface ExactText {
  /** The column of a query, to be read by {@link ExactText.read}. */
  of: (column: string) => RawBuilder<string>
  /** A row whose texts were all selected so, with the texts themselves. */
  read: <Row extends object>(row: Row) => Row
}

/**
 * Text byte for byte. libsql gives a text of SQLite only up to its first NUL, and ends the whole process where a text is
 * no UTF-8. SQL Server gives texts as they are.
 */
export function exactText(db: Database): ExactText {
  return db.getExecutor().adapter instanceof SqliteAdapter ? asBytes : asItIs
}

const asItIs: ExactText = { of: (column) => sql<string>`${sql.ref(column)}`, read: (row) => row }

const asBytes: ExactText = {
  of: (column) => sql<string>`hex(${sql.ref(column)})`,
  read: (row) => ({
    ...row,
    ...Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, textOf(value)]] : [],
      ),
    ),
  }),
}

/** What is no UTF-8 becomes a text that the product never writes. */
function textOf(hex: string): string {
  const bytes = Buffer.from(hex, 'hex')
  return isUtf8(bytes) ? bytes.toString() : `\0not UTF-8: ${hex}`
}
