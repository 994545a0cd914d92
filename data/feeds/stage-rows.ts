import type { Column, Reference } from './column'
import { identifier, literal, type Duck } from './duck'
import type { Feed } from './feed'
import { keyPartsSql, keyTextsSql } from './reject-keys'

/**
 * Reads the rows of `source` (SQL giving `file`, `record` and the feed's columns as text) once, and checks them, into
 * - `rejected`: file, record, column_name, reason, and of a snapshot `key_parts`, see {@link keyPartsSql},
 * - `taken`: the typed values of every other row, with its `place`: later rows have higher ones,
 * - `accepted`: of these the last row of each natural key.
 *
 * Nothing here goes by the order of rows: several threads read, join and write them, and none of them keeps it.
 *
 * @param othersIds students go by another system's identifiers
 * @returns how many rows were taken
 */
export async function stageRows(duck: Duck, feed: Feed, source: string, othersIds = false): Promise<number> {
  const faults = faultsOf(feed)
  // Increments end nothing: which row a rejected one is about matters to snapshots alone.
  const keyParts = feed.kind === 'snapshot' ? `, ${keyPartsSql(feed, othersIds)} as key_parts` : ''
  await duck.run(`create table checked as ${checkedSql(feed, source, faults)}`)
  await duck.run(
    `create table rejected as select file, record, ${listSql(faults.map(({ column }) => column))}[fault] as column_name, ${listSql(faults.map(({ reason }) => reason))}[fault] as reason${keyParts} from checked where fault is not null`,
  )
  const names = Object.keys(feed.columns).map(identifier).join(', ')
  await duck.run(`create view taken as ${await takenSql(duck, feed)}`)
  await duck.run(
    `create view accepted as select ${names} from taken
     qualify row_number() over (partition by ${feed.key.map(identifier).join(', ')} order by place desc) = 1`,
  )
  const [count] = await duck.rows('select count(*)::integer as taken from taken')
  return Number(count?.taken)
}

/** The natural key of a row as one text, the columns' values joined. */
export function rowKeySql(key: readonly string[], sqlOf: (column: string) => string): string {
  return `concat_ws('|', ${key.map((column) => `coalesce(cast(${sqlOf(column)} as varchar), '')`).join(', ')})`
}

interface Fault {
  condition: string
  column: string
  reason: string
}

/** With the store's own identifiers in place of those of another system. */
async function takenSql(duck: Duck, { columns }: Feed): Promise<string> {
  const [others] = await duck.rows('select count(*)::integer as others from known where key <> id')
  const values = Object.entries(columns).map(([name, { refersTo }]) => {
    const value = `checked.${identifier(name)}`
    return refersTo && others?.others !== 0
      ? { value: `${identifier(`known ${name}`)}.id as ${identifier(name)}`, join: joinSql(name, refersTo) }
      : { value, join: '' }
  })
  return `
    select ${values.map(({ value }) => value).join(', ')}, file * ${2 ** 40} + record as place
    from checked ${values.map(({ join }) => join).join(' ')} where fault is null`
}

function joinSql(name: string, reference: Reference): string {
  const alias = identifier(`known ${name}`)
  return `left join known as ${alias} on ${alias}.reference = ${literal(reference)} and ${alias}.key = checked.${identifier(name)}`
}

function checkedSql(feed: Feed, source: string, faults: readonly Fault[]): string {
  const columns = Object.entries(feed.columns)
  const trimmed = columns.map(([name]) => `nullif(trim(${identifier(name)}), '') as ${identifier(name)}`)
  const typed = columns.map(([name, column]) => `${valueSql(name, column)} as ${identifier(name)}`)
  const texts = columns.map(([name]) => `text_rows.${identifier(name)} as ${identifier(`${name} text`)}`)
  const textOf = (column: string): string => identifier(`${column} text`)
  const keyTexts =
    feed.kind === 'snapshot'
      ? `, case when fault is not null then ${keyTextsSql(feed, textOf)} end as key_texts`
      : ''
  return `
    with text_rows as (select file, record, ${trimmed.join(', ')} from (${source})),
    typed_rows as (select file, record, ${[...typed, ...texts].join(', ')} from text_rows),
    checked_rows as (select *, case ${faults.map(({ condition }, index) => `when ${condition} then ${index + 1}`).join(' ')} end::smallint as fault from typed_rows)
    select file, record, ${columns.map(([name]) => identifier(name)).join(', ')}, fault${keyTexts}
    from checked_rows`
}

function valueSql(name: string, { refersTo, value }: Column): string {
  const text = `text_rows.${identifier(name)}`
  if (!refersTo) return `(${value(text)})`
  return `case when ${text} in (select key from known where reference = ${literal(refersTo)}) then ${text} end`
}

/** What can be wrong with a row; the first that is counts. */
function faultsOf({ columns, rules }: Feed): Fault[] {
  return [
    ...Object.entries(columns).flatMap(([name, column]) => columnFaults(name, column)),
    ...rules.map(({ wrong, column, must }) => ({
      condition: wrong,
      column,
      reason: `${column} must ${must}`,
    })),
  ]
}

function columnFaults(name: string, column: Column): Fault[] {
  const text = identifier(`${name} text`)
  const wrong = column.refersTo ? `names no known ${column.refersTo}` : `must be ${column.must}`
  const empty = { condition: `${text} is null`, column: name, reason: `${name} is empty` }
  return [
    ...(column.optional ? [] : [empty]),
    {
      condition: `${text} is not null and ${identifier(name)} is null`,
      column: name,
      reason: `${name} ${wrong}`,
    },
  ]
}

function listSql(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`
}
