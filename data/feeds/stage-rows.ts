import type { Column, Reference } from './column'
import { identifier, literal, type Duck } from './duck'
import type { Feed } from './feed'
import { keyPartsSql, keyTextsSql } from './reject-keys'
import type { Source } from './source'

/**
 * Reads the rows of a source once, and checks them, into
 * - `rejected`: file, record, column_name, reason, and of a snapshot `key_parts`, see {@link keyPartsSql},
 * - `taken`: the typed values of every other row, with its `place`: later rows have higher ones,
 * - `accepted`: of these the last row of each natural key.
 *
 * Rows are known by their `record`: several threads read, join and write them. Of a file's rows alone, with nothing
 * joined, DuckDB keeps the order, and a row's place in the table `checked` tells its record.
 *
 * @param othersIds students go by another system's identifiers
 * @returns how many rows were taken
 */
export async function stageRows(
  duck: Duck,
  feed: Feed,
  { sql, inOrder }: Pick<Source, 'sql' | 'inOrder'>,
  othersIds = false,
): Promise<number> {
  const faults = faultsOf(feed)
  await makeLookups(duck, feed)
  // Increments end nothing: which row a rejected one is about matters to snapshots alone.
  const keyParts = feed.kind === 'snapshot' ? `, ${keyPartsSql(feed, othersIds)} as key_parts` : ''
  const rows = inOrder === undefined ? { sql, place: ['file', 'record'] } : { sql: inOrder, place: ['file'] }
  await duck.run(`create table checked as ${checkedSql(feed, rows, faults)}`)
  const record = inOrder === undefined ? 'checked.record' : 'checked.rowid + 1'
  await duck.run(
    `create table rejected as select file, ${record} as record, ${listSql(faults.map(({ column }) => column))}[fault] as column_name, ${listSql(faults.map(({ reason }) => reason))}[fault] as reason${keyParts} from checked where fault is not null`,
  )
  const names = Object.keys(feed.columns).map(identifier).join(', ')
  await duck.run(`create view taken as ${await takenSql(duck, feed, record)}`)
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
async function takenSql(duck: Duck, { columns }: Feed, record: string): Promise<string> {
  const [others] = await duck.rows('select count(*)::integer as others from known where key <> id')
  const values = Object.entries(columns).map(([name, { refersTo }]) => {
    const value = `checked.${identifier(name)}`
    return refersTo && others?.others !== 0
      ? { value: `${identifier(`known ${name}`)}.id as ${identifier(name)}`, join: joinSql(name, refersTo) }
      : { value, join: '' }
  })
  return `
    select ${values.map(({ value }) => value).join(', ')}, file * ${2 ** 40} + ${record} as place
    from checked ${values.map(({ join }) => join).join(' ')} where fault is null`
}

function joinSql(name: string, reference: Reference): string {
  const alias = identifier(`known ${name}`)
  return `left join known as ${alias} on ${alias}.reference = ${literal(reference)} and ${alias}.key = checked.${identifier(name)}`
}

/** What the columns of a feed may name, as types: to look a value up by a join would not keep the order of rows. */
async function makeLookups(duck: Duck, { columns }: Feed): Promise<void> {
  const references = Object.values(columns).flatMap(({ refersTo }) => refersTo ?? [])
  for (const reference of new Set(references))
    await duck.run(
      `create type ${lookup(reference)} as enum (select distinct key from known where reference = ${literal(reference)})`,
    )
}

const lookup = (reference: Reference): string => identifier(`known ${reference}`)

/** @param place the columns of the rows that tell where they stand */
function checkedSql(
  feed: Feed,
  { sql, place }: { sql: string; place: readonly string[] },
  faults: readonly Fault[],
): string {
  const columns = Object.entries(feed.columns)
  const trimmed = columns.map(([name]) => `${trimmedSql(identifier(name))} as ${identifier(name)}`)
  const typed = columns.map(([name, column]) => `${valueSql(name, column)} as ${identifier(name)}`)
  const texts = columns.map(([name]) => `text_rows.${identifier(name)} as ${identifier(`${name} text`)}`)
  const textOf = (column: string): string => identifier(`${column} text`)
  const keyTexts =
    feed.kind === 'snapshot'
      ? `, case when fault is not null then ${keyTextsSql(feed, textOf)} end as key_texts`
      : ''
  return `
    with text_rows as (select ${[...place, ...trimmed].join(', ')} from (${sql})),
    typed_rows as (select ${[...place, ...typed, ...texts].join(', ')} from text_rows),
    checked_rows as (select *, case ${faults.map(({ condition }, index) => `when ${condition} then ${index + 1}`).join(' ')} end::smallint as fault from typed_rows)
    select ${[...place, ...columns.map(([name]) => identifier(name))].join(', ')}, fault${keyTexts}
    from checked_rows`
}

/** ASCII that neither begins nor ends with a space is trimmed already: to see that takes a tenth of the time. */
function trimmedSql(text: string): string {
  return `case when ${text} >= '!' and ${text} not like '% ' and strlen(${text}) = length(${text}) then ${text} else nullif(trim(${text}), '') end`
}

function valueSql(name: string, { refersTo, value }: Column): string {
  const text = `text_rows.${identifier(name)}`
  if (!refersTo) return `(${value(text)})`
  return `case when try_cast(${text} as ${lookup(refersTo)}) is not null then ${text} end`
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
