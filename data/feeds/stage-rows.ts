import type { Column, Reference } from './column'
import { identifier, literal, type Duck } from './duck'
import type { Feed } from './feed'

/** A value that a feed may name: the identifier used in the file and the store's own. */
export interface KnownKey {
  reference: Reference
  key: string
  id: string
}

/** Fills the table `known` with what the store knows, for the checks of references. */
export async function stageKnownKeys(duck: Duck, keys: Iterable<KnownKey>): Promise<void> {
  await duck.run('create table known (reference varchar, key varchar, id varchar)')
  let batch: string[] = []
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await duck.run(`insert into known values ${batch.join(', ')}`)
    batch = []
  }
  for (const { reference, key, id } of keys) {
    batch.push(`(${literal(reference)}, ${literal(key)}, ${literal(id)})`)
    if (batch.length === 5000) await flush()
  }
  await flush()
}

/**
 * Reads the rows of `source` (SQL giving `file`, `record` and the feed's columns as text) into two tables of DuckDB:
 * `rejected` (file, record, column_name, reason, row_key) and `accepted` (typed values, the last row of each natural key).
 *
 * @returns how many rows were accepted, replaced ones included
 */
export async function stageRows(duck: Duck, feed: Feed, source: string): Promise<number> {
  await duck.run(`create table checked as ${checkedSql(feed, source)}`)
  await duck.run(
    `create table rejected as select file, record, fault.column_name, fault.reason, ${rowKeySql(feed.key, (column) => identifier(`${column} text`))} as row_key from checked where fault is not null`,
  )
  const names = Object.keys(feed.columns).map(identifier).join(', ')
  await duck.run(
    `create table accepted as select ${names} from checked where fault is null
     qualify row_number() over (partition by ${feed.key.join(', ')} order by file desc, record desc) = 1`,
  )
  const [count] = await duck.rows(
    'select cast(count(*) as integer) as accepted from checked where fault is null',
  )
  await duck.run('drop table checked')
  return Number(count?.accepted)
}

/** The natural key of a row as one text, the columns' values joined. */
export function rowKeySql(key: readonly string[], sqlOf: (column: string) => string): string {
  return `concat_ws('|', ${key.map((column) => `coalesce(cast(${sqlOf(column)} as varchar), '')`).join(', ')})`
}

function checkedSql(feed: Feed, source: string): string {
  const columns = Object.entries(feed.columns)
  const trimmed = columns.map(([name]) => `nullif(trim(${identifier(name)}), '') as ${identifier(name)}`)
  const typed = columns.map(([name, column]) => `${valueSql(name, column)} as ${identifier(name)}`)
  const joins = columns.flatMap(([name, column]) => joinSql(name, column))
  const faults = [
    ...columns.flatMap(([name, column]) => faultSql(name, column)),
    ...feed.rules.map((rule) => fault(rule.wrong, rule.column, `${rule.column} must ${rule.must}`)),
  ]
  return `
    with text_rows as (select file, record, ${trimmed.join(', ')} from (${source})),
    typed_rows as (
      select file, record, ${typed.join(', ')}, ${columns.map(([name]) => `text_rows.${identifier(name)} as ${identifier(`${name} text`)}`).join(', ')}
      from text_rows ${joins.join(' ')})
    select *, case ${faults.join(' ')} end as fault from typed_rows`
}

function valueSql(name: string, column: Column): string {
  if (column.refersTo) return `${identifier(`known ${name}`)}.id`
  return `(${column.value(`text_rows.${identifier(name)}`)})`
}

function joinSql(name: string, column: Column): string[] {
  if (!column.refersTo) return []
  const alias = identifier(`known ${name}`)
  return [
    `left join known as ${alias} on ${alias}.reference = ${literal(column.refersTo)} and ${alias}.key = text_rows.${identifier(name)}`,
  ]
}

function faultSql(name: string, column: Column): string[] {
  const text = identifier(`${name} text`)
  const wrong = column.refersTo ? `names no known ${column.refersTo}` : `must be ${column.must}`
  return [
    ...(column.optional ? [] : [fault(`${text} is null`, name, `${name} is empty`)]),
    fault(`${text} is not null and ${identifier(name)} is null`, name, `${name} ${wrong}`),
  ]
}

function fault(condition: string, column: string, reason: string): string {
  return `when ${condition} then struct_pack(column_name := ${literal(column)}, reason := ${literal(reason)})`
}
