import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { dayFirst, refuseMonthFirst } from './day-first'
import { identifier, literal } from './duck'
import type { Feed } from './feed'
import { openTable } from './open-table'
import type { TextTable } from './text-table'

/** The rows of one load as they come: SQL for DuckDB that gives `file`, `record` and the feed's columns as text. */
export interface Source {
  /** File names without folders, in the order of `file`. */
  names: readonly string[]
  paths: readonly string[]
  /** The files whose records the rows are, in the order of `file`. */
  tables: readonly TextTable[]
  sql: string
  /**
   * The same without `record`, in the order of the records: for an increment's one file, whose checks look at nothing but
   * the row. Numbering rows as they are read keeps DuckDB to one thread.
   */
  inOrder?: string | undefined
  /** SQL that counts the rows read where the rows of `sql` are not those of the files. */
  countSql?: string
  /** Staff and visitors use the system too: many rows name no student, and that is no fault. */
  namesOthers?: boolean
  /** Which rows of the files are none of the feed's, for the report. */
  leftOut?: string
  /** What, beside the files' bytes, decides what the rows say. */
  reading?: string
}

/** How an operator says that files are to be read. */
export interface Reading {
  /** Values for columns that the files do not have, the same in every row. */
  set?: Readonly<Record<string, string>>
  /** Dates such as 31/10/2026 are taken, the day first. */
  dates?: 'day-first'
}

/**
 * The rows of files in the feed's own columns, in any format of {@link openTable}.
 *
 * @throws EngagementError `feed-unreadable`, or `feed-wrong-columns` when a required column is missing
 */
export async function fileSource(
  feed: Feed,
  files: readonly string[],
  reading: Reading = {},
): Promise<Source> {
  const set = reading.set ?? {}
  refuseSet(feed, set)
  const tables: TextTable[] = []
  for (const file of files) {
    const table = await openTable(file)
    refuseWrongColumns(feed, table, set)
    tables.push(table)
  }
  const selects = tables.map(
    (table, index) =>
      `select ${index} as file, record, ${columnsSql(feed, reading)} from (${table.rows(Object.keys(feed.columns))})`,
  )
  const [only] = tables
  const inOrder =
    feed.kind === 'increment' && tables.length === 1 && only?.inOrder?.(Object.keys(feed.columns))
  if (reading.dates) for (const table of tables) await refuseMonthFirst(feed, table)
  return {
    ...filesOf(tables),
    sql: selects.join(' union all '),
    ...(inOrder && { inOrder: `select 0 as file, ${columnsSql(feed, reading)} from (${inOrder})` }),
    ...readingOf(reading),
  }
}

/** The part of a source that follows from its files. */
export function filesOf(tables: readonly TextTable[]): Pick<Source, 'names' | 'paths' | 'tables'> {
  const paths = tables.map((table) => table.path)
  return { names: namesOf(paths), paths, tables }
}

/** What an operator's choices add to the identity of a load. */
export function readingOf({ set = {}, dates }: Reading): Pick<Source, 'reading'> {
  const chosen = [
    ...Object.entries(set)
      .map(([column, value]) => `${column}=${value}`)
      .sort(),
    ...(dates ? [dates] : []),
  ]
  return chosen.length > 0 ? { reading: chosen.join('\n') } : {}
}

function columnsSql(feed: Feed, { set = {}, dates }: Reading): string {
  const columns = Object.entries(feed.columns).map(([name, { isDate }]) => {
    const given = set[name]
    if (given !== undefined) return `${literal(given)} as ${identifier(name)}`
    return isDate && dates ? `${dayFirst(identifier(name))} as ${identifier(name)}` : identifier(name)
  })
  return columns.join(', ')
}

/** Without their folders, unless that makes two of them alike. */
function namesOf(files: readonly string[]): readonly string[] {
  const names = files.map((file) => path.basename(file))
  return new Set(names).size === names.length ? names : files
}

/**
 * @throws EngagementError when a value is given for a column that the feed has not, or that names a person
 */
export function refuseSet(feed: Feed, set: Readonly<Record<string, string>>): void {
  for (const column of Object.keys(set)) {
    const known = feed.columns[column]
    if (known && column !== 'student_id' && column !== 'staff_id') continue
    const fault = known
      ? 'a person is never the same in every row'
      : `the feed ${feed.name} has no such column`
    throw new EngagementError(
      'feed-wrong-columns',
      `--set ${column} cannot be: ${fault}. Nothing was loaded.`,
    )
  }
}

function refuseWrongColumns(feed: Feed, table: TextTable, set: Readonly<Record<string, string>>): void {
  const fault = columnFault(feed, table.columns, set)
  if (fault === undefined) return
  throw new EngagementError(
    'feed-wrong-columns',
    `${path.basename(table.path)} ${fault}: the feed ${feed.name} needs ${Object.keys(feed.columns).join(', ')}.${namesNobody(feed, table)} Nothing was loaded.`,
  )
}

function columnFault(
  feed: Feed,
  columns: readonly string[],
  set: Readonly<Record<string, string>>,
): string | undefined {
  const missing = Object.entries(feed.columns)
    .filter(([column, { optional }]) => !optional && !columns.includes(column) && set[column] === undefined)
    .map(([column]) => column)
  const twice = columns.filter((column, index) => column !== '' && columns.indexOf(column) !== index)
  const both = Object.keys(set).filter((column) => columns.includes(column))
  if (missing.length > 0) return `has no column ${missing.join(', ')}`
  if (twice.length > 0) return `has two columns ${twice.join(', ')}`
  if (both.length > 0) return `has a column ${both.join(', ')} itself, beside --set`
  return undefined
}

function namesNobody(feed: Feed, table: TextTable): string {
  if (!feed.columns.student_id || table.columns.includes('student_id')) return ''
  return ' Without student_id it names no persons: totals, such as visits by hour, tell of no student and cannot be loaded.'
}

/** One hash for the bytes of all files, in order, and for how they were read. */
export async function hashFiles(files: readonly string[], reading = ''): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  }
  return hash.update(reading).digest('hex')
}
