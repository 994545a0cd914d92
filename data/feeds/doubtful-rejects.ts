import { sql, type RawBuilder } from 'kysely'
import type { Transaction, Value } from '../store/store'
import type { Duck } from './duck'

/** The rows of a table that a snapshot is about to end, by SQL over the table. */
interface Ending {
  table: string
  /** Where the keys are staged that are not to end. */
  stage: string
  /** The column that is staged. */
  key: string
  /** The columns of the natural key. */
  columns: readonly string[]
  gone: RawBuilder<unknown>
}

/** SQL over `rejected`: that all of the row's key can be told. */
export const isTold = 'list_count(key_parts) = len(key_parts)'

/**
 * Stages the rows of those going that a rejected row may be about: all that agree with it in what of its key can be told,
 * so that none is lost because one value of it was written wrong. Gives how many.
 */
export async function stageWhatMayBeMeant(duck: Duck, tx: Transaction, ending: Ending): Promise<number> {
  const { table, stage, key, columns, gone } = ending
  const parts = columns.map((column, index) => `key_parts[${index + 1}] as ${column}`)
  const doubtful = await duck.rows(`select distinct ${parts.join(', ')} from rejected where not (${isTold})`)
  if (doubtful.length === 0) return 0
  const wanted = [...new Set([key, ...columns])].map((column) => sql.ref(column))
  const going = await sql<Record<string, Value>>`
    select ${sql.join(wanted)} from ${sql.table(table)} where ${gone}`.execute(tx.db)
  const mayBeMeant = agreeingWith(doubtful, columns)
  const meant = going.rows.filter(mayBeMeant)
  await tx.append(
    stage,
    [key],
    meant.map((row) => [row[key] ?? null]),
  )
  return meant.length
}

/** Whether a row agrees with any of these in all columns that are not null in it. */
function agreeingWith(
  doubtful: readonly Record<string, Value>[],
  columns: readonly string[],
): (row: Record<string, Value>) => boolean {
  const groups = new Map<string, { told: string[]; keys: Set<string> }>()
  for (const reject of doubtful) {
    const told = columns.filter((column) => reject[column] !== null)
    const group = groups.get(told.join(' ')) ?? { told, keys: new Set<string>() }
    groups.set(told.join(' '), group)
    group.keys.add(textOf(reject, told))
  }
  return (row) => [...groups.values()].some(({ told, keys }) => keys.has(textOf(row, told)))
}

const textOf = (row: Record<string, Value>, columns: readonly string[]): string =>
  JSON.stringify(columns.map((column) => String(row[column] ?? '')))
