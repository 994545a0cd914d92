import path from 'node:path'
import { z } from 'zod'
import { EngagementError } from '../domain/errors'
import { literal, openDuck } from './duck'
import { firstLine, refuseDamaged } from './file-bytes'
import { lineScan, linesOfScan } from './read-lines'
import { columnName, selectColumns, type TextTable } from './text-table'

/**
 * Opens a file of JSON Lines, gzipped or not: one object a line, blank lines aside. Values are taken as the text that
 * stands there, so that no number passes through a floating-point one; null and a missing name are both empty.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function openJsonLines(file: string): Promise<TextTable> {
  await refuseDamaged(file)
  const begin = (await firstLine(file)).trim()
  if (begin.startsWith('[') || begin === '{')
    throw new EngagementError(
      'feed-unreadable',
      `${path.basename(file)} is one JSON document: JSON Lines are needed, one object a line, without brackets or commas around them.`,
    )
  const parsed = `(select record, line, try_cast(line as json) as value from ${lineScan(file)} where trim(line) <> '')`
  const fault = faultSql()
  const pointers = await readPointers(file, `select value from ${parsed} where ${fault} is null`)
  return {
    path: file,
    columns: pointers.map(({ column }) => column),
    rows: (wanted) => {
      const found = pointers.filter(({ column }) => wanted.includes(column))
      const place = (name: string): string | undefined => {
        const index = found.findIndex(({ column }) => column === name)
        return index < 0 ? undefined : `found[${index + 1}]`
      }
      const list = found.map(({ pointer }) => literal(pointer)).join(', ')
      return `select record, ${selectColumns(wanted, place)} from (select record, json_extract_string(value, [${list}]::varchar[]) as found from ${parsed} where ${fault} is null)`
    },
    faults: `select record, ${fault} as reason from ${parsed} where ${fault} is not null`,
    placesOf: (records, setAside) => Promise.resolve(linesOfScan(records, setAside)),
    advice,
  }
}

const advice =
  'cannot be read as JSON Lines: check that it is complete, its encoding (UTF-8), and that each line is one object'

function faultSql(): string {
  return `case when json_type(value) is null or json_type(value) <> 'OBJECT' then 'the line is no JSON object'
    when len(json_keys(value)) <> list_unique(json_keys(value)) then 'the line names a column twice' end`
}

interface Column {
  column: string
  /** A JSON Pointer (RFC 6901) to the value within its line. */
  pointer: string
}

/** Every column that any line names. */
async function readPointers(file: string, values: string): Promise<Column[]> {
  const structure = await structureOf(values).catch((cause: unknown) => {
    throw new EngagementError('feed-unreadable', `${path.basename(file)} ${advice}. Nothing was loaded.`, {
      cause,
    })
  })
  if (structure === null)
    throw new EngagementError('feed-unreadable', `${path.basename(file)} is empty: it holds no JSON object.`)
  return columnsOf(structureSchema.parse(JSON.parse(structure)))
}

async function structureOf(values: string): Promise<string | null> {
  const duck = await openDuck()
  try {
    const [row] = await duck.rows(
      `select cast(json_group_structure(value) as varchar) as structure from (${values})`,
    )
    return row?.structure == null ? null : String(row.structure)
  } finally {
    duck.close()
  }
}

/** DuckDB's description of JSON values: a type's name, a list, or an object by name. */
const structureSchema = z.record(z.unknown())

function columnsOf(structure: Record<string, unknown>, within: readonly string[] = []): Column[] {
  return Object.entries(structure).flatMap(([name, type]) => {
    const names = [...within, name]
    const nested = z.record(z.unknown()).safeParse(type)
    if (nested.success) return columnsOf(nested.data, names)
    const pointer = names.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    return [{ column: names.map(columnName).join('.'), pointer }]
  })
}
