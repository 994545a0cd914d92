import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { literal, openDuck, type Duck } from './duck'
import { firstLine, refuseDamaged } from './file-bytes'
import { lineScan, linesOfScan, notBlank } from './read-lines'
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
  const parsed = `(select record, line, try_cast(line as json) as value from ${lineScan(file)} where ${notBlank})`
  const fault = faultSql()
  const pointers = await readPointers(file, `${parsed} where json_type(value) = 'OBJECT'`)
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

/** Every column that any of the objects names, those within an object too. */
async function readPointers(file: string, objects: string): Promise<Column[]> {
  const duck = await openDuck()
  try {
    const names = await namesIn(duck, `select distinct json_keys(value) as names from ${objects}`)
    if (names.length > 0) return await columnsOf(duck, names, objects)
  } catch (cause) {
    throw new EngagementError('feed-unreadable', `${path.basename(file)} ${advice}. Nothing was loaded.`, {
      cause,
    })
  } finally {
    duck.close()
  }
  throw new EngagementError(
    'feed-unreadable',
    `${path.basename(file)} is empty: it holds no JSON object with a value. Nothing was loaded.`,
  )
}

/** A name is a column where any object has a plain value there, and holds columns where any has an object there. */
async function columnsOf(duck: Duck, names: readonly string[], objects: string): Promise<Column[]> {
  const pointers = names.map((name) => literal(pointerOf([name]))).join(', ')
  const counts = names.map((_, index) => {
    const type = `types[${index + 1}]`
    return `cast(count(nullif(${type}, 'OBJECT')) as integer) as plain_${index}, cast(count(case ${type} when 'OBJECT' then 1 end) as integer) as nested_${index}`
  })
  const [count = {}] = await duck.rows(
    `select ${counts.join(', ')} from (select json_type(value, [${pointers}]) as types from ${objects})`,
  )
  const columns: Column[] = []
  for (const [index, name] of names.entries()) {
    if (count[`plain_${index}`] !== 0) columns.push(columnOf([name]))
    if (count[`nested_${index}`] === 0) continue
    const within = `select distinct json_keys(value, ${literal(pointerOf([name]))}) as names from ${objects}`
    for (const inner of await namesIn(duck, within)) columns.push(columnOf([name, inner]))
  }
  return columns
}

async function namesIn(duck: Duck, lists: string): Promise<string[]> {
  const rows = await duck.rows(`select distinct unnest(names) as name from (${lists}) order by name`)
  return rows.map(({ name }) => String(name))
}

const columnOf = (names: readonly string[]): Column => ({
  column: names.map(columnName).join('.'),
  pointer: pointerOf(names),
})

function pointerOf(names: readonly string[]): string {
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
