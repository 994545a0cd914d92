import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { fileLiteral, identifier, literal, openDuck, type Row } from './duck'
import { refuseUnreadable } from './file-bytes'
import { columnName, selectColumns, type TextTable } from './text-table'

/**
 * Opens a Parquet file. Dates and numbers become the text that a CSV file would hold; a timestamp that is adjusted to
 * UTC is an instant, any other is local, as a time without an offset always is. Records are numbered as rows.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function openParquet(file: string): Promise<TextTable> {
  await refuseUnreadable(file)
  const leaves = leavesOf(await readSchema(file))
  return {
    path: file,
    columns: leaves.map(({ column }) => column),
    rows: (wanted) => {
      const textOf = (name: string): string | undefined => {
        const leaf = leaves.find(({ column }) => column === name)
        return leaf && leafSql(file, leaf)
      }
      return `select file_row_number + 1 as record, ${selectColumns(wanted, textOf)} from read_parquet(${fileLiteral(file)}, file_row_number = true, binary_as_string = true)`
    },
    placesOf: (records) => Promise.resolve([...records]),
    advice: 'cannot be read as Parquet: it is damaged or incomplete',
  }
}

async function readSchema(file: string): Promise<Row[]> {
  const duck = await openDuck()
  try {
    return await duck.rows(
      `select name, type, repetition_type, cast(num_children as integer) as children, cast(logical_type as varchar) as logical from parquet_schema(${fileLiteral(file)})`,
    )
  } catch (cause) {
    throw new EngagementError(
      'feed-unreadable',
      `${path.basename(file)} cannot be read as Parquet: it is damaged, incomplete or another format. Nothing was loaded.`,
      { cause },
    )
  } finally {
    duck.close()
  }
}

interface Leaf {
  column: string
  names: readonly string[]
  type: string
  timestamp: 'utc' | 'local' | undefined
}

/** The columns of a schema, which lists every element before its children; lists are passed over. */
function leavesOf(schema: readonly Row[]): Leaf[] {
  const leaves: Leaf[] = []
  let next = 0
  const visit = (within: readonly string[], repeated: boolean): void => {
    const element = schema[next]
    next += 1
    if (!element) return
    const names = next === 1 ? [] : [...within, String(element.name)]
    const inList = repeated || element.repetition_type === 'REPEATED'
    const children = Number(element.children ?? 0)
    for (let child = 0; child < children; child += 1) visit(names, inList)
    if (children === 0 && !inList && names.length > 0) leaves.push(leafOf(names, element))
  }
  visit([], false)
  return leaves
}

function leafOf(names: readonly string[], { type, logical }: Row): Leaf {
  const timestamp = String(logical).startsWith('Timestamp')
    ? String(logical).includes('isAdjustedToUTC=1')
      ? 'utc'
      : 'local'
    : undefined
  return { column: names.map(columnName).join('.'), names, type: String(type), timestamp }
}

/** Types of a column that do not hold what the feeds need. */
const unfit: Record<string, string> = {
  FLOAT: 'a floating-point number, which loses digits',
  DOUBLE: 'a floating-point number, which loses digits',
  INT96: 'a timestamp of the old kind INT96, which does not tell its time zone',
}

function leafSql(file: string, { column, names: [first = '', ...others], type, timestamp }: Leaf): string {
  const fault = unfit[type]
  if (fault)
    throw new EngagementError(
      'feed-wrong-columns',
      `In ${path.basename(file)} the column ${column} is ${fault}: write it as text. Nothing was loaded.`,
    )
  const value = others.reduce((sql, name) => `struct_extract(${sql}, ${literal(name)})`, identifier(first))
  if (timestamp === 'utc') return `cast(cast(${value} as timestamptz) as varchar)`
  if (timestamp === 'local') return `cast(cast(${value} as timestamp) as varchar)`
  return `cast(${value} as varchar)`
}
