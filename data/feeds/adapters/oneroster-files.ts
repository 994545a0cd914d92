import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { EngagementError } from '../../domain/errors'
import { openDuck } from '../duck'
import { openCsv } from '../read-csv'
import type { TextTable } from '../text-table'

/** The columns of each file that is read. */
const columns: Record<string, readonly string[]> = {
  orgs: ['sourcedid', 'name', 'type', 'parentsourcedid'],
  users: [
    'sourcedid',
    'enableduser',
    'orgsourcedids',
    'role',
    'givenname',
    'familyname',
    'identifier',
    'email',
    'sms',
  ],
  enrollments: ['usersourcedid', 'begindate'],
  academicsessions: ['sourcedid', 'title', 'type', 'startdate', 'enddate', 'parentsourcedid'],
  manifest: ['propertyname', 'value'],
}

/** The files of one OneRoster export, by their names in lower case without `.csv`. */
export interface Roster {
  /** @throws EngagementError when there is no such file */
  need(name: string): TextTable
  find(name: string): TextTable | undefined
}

/**
 * Opens a directory, or files by name; those of other names are passed over.
 *
 * @throws EngagementError when a file cannot be read or lacks a column of the standard
 */
export async function openRoster(files: readonly string[]): Promise<Roster> {
  const tables = new Map<string, TextTable>()
  for (const file of files.flatMap(filesIn)) {
    const name = nameOf(file)
    const needed = columns[name]
    if (!needed) continue
    if (tables.has(name)) refuse(`There are two files ${name}.csv.`)
    const table = await openCsv(file)
    const missing = needed.filter((column) => !table.columns.includes(column))
    if (missing.length > 0)
      refuse(`${path.basename(file)} has no column ${missing.join(', ')}, which OneRoster 1.1 has.`)
    tables.set(name, table)
  }
  return {
    find: (name) => tables.get(name),
    need: (name) =>
      tables.get(name) ??
      refuse(`There is no ${name}.csv: name the directory of the export, or that file too.`),
  }
}

function filesIn(file: string): string[] {
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return [file]
  return readdirSync(file).map((name) => path.join(file, name))
}

const nameOf = (file: string): string =>
  path
    .basename(file)
    .toLowerCase()
    .replace(/\.csv(\.gz)?$/u, '')

/**
 * Refuses a file of changes alone: taken for the whole, it would end everybody who did not change.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function refuseDelta(roster: Roster, table: TextTable): Promise<void> {
  const manifest = roster.find('manifest')
  const name = nameOf(table.path)
  const said = manifest
    ? `select 1 from (${manifest.rows(['propertyname', 'value'])}) where lower(trim(propertyname)) = 'file.${name}' and lower(trim(value)) = 'delta'`
    : 'select 1 where false'
  const deleted = `select 1 from (${table.rows(['status'])}) where lower(trim(status)) = 'tobedeleted'`
  const duck = await openDuck()
  try {
    const [count] = await duck.rows(
      `select cast(count(*) as integer) as delta from (${said} union all ${deleted})`,
    )
    if (!count?.delta) return
  } finally {
    duck.close()
  }
  refuse(
    `${path.basename(table.path)} is a delta, changes alone: a snapshot is the whole, so export it in bulk.`,
  )
}

function refuse(reason: string): never {
  throw new EngagementError('feed-unreadable', `${reason} Nothing was loaded.`)
}
