import { id, type Column, type Reference } from './column'
import { identifier, literal } from './duck'
import type { Feed } from './feed'

/** SQL for the texts of a row's natural key; null where all of the row is empty, such as spreadsheets leave behind. */
export function keyTextsSql({ columns, key }: Feed, textOf: (column: string) => string): string {
  return `case when coalesce(${Object.keys(columns).map(textOf).join(', ')}) is not null then [${key.map(textOf).join(', ')}] end`
}

/**
 * SQL for the row that a rejected one is about: the values of its natural key as text, as the store would hold them,
 * each null where it cannot be told. From the typed values and {@link keyTextsSql}.
 *
 * @param othersIds students go by another system's identifiers
 */
export function keyPartsSql({ columns, key }: Feed, othersIds: boolean): string {
  const parts = key.flatMap((name, index) => {
    const column = columns[name]
    return column ? [partSql(name, column, `key_texts[${index + 1}]`, othersIds)] : []
  })
  return `case when key_texts is not null then [${parts.join(', ')}] end`
}

function partSql(name: string, column: Column, text: string, othersIds: boolean): string {
  const value = column.refersTo
    ? namedSql(column.refersTo, text, othersIds)
    : `cast(${identifier(name)} as varchar)`
  return column.optional ? `case when ${text} is null then '' else ${value} end` : value
}

/**
 * A well-written identifier that names nobody known is told all the same: it is none of those held. Not so where students
 * go by another system's: the store may hold the student under one that it has not been told.
 */
function namedSql(reference: Reference, text: string, othersIds: boolean): string {
  const known = `(select any_value(known.id) from known where known.reference = ${literal(reference)} and known.key = ${text})`
  return reference === 'student' && othersIds ? known : `coalesce(${known}, ${id.value(text)})`
}
