import { literal } from './duck'

/** What a column's value must name in the store. */
export type Reference = 'student' | 'staff' | 'programme' | 'school' | 'faculty'

/** How one column of a feed is read and checked. */
export interface Column {
  optional: boolean
  /** SQL that gives the value of a trimmed, non-empty text, null where it is wrong. */
  value: (text: string) => string
  /** SQL that gives the value as the store holds it: text or a number. */
  stored: (value: string) => string
  /** Completes "<column> must be …". */
  must: string
  /** Those it takes, where they are few. */
  codes?: readonly string[]
  refersTo?: Reference
  /** Whether it is a date or a time. */
  isDate?: true
}

/** A column of a feed, told to whoever makes the file. */
export interface FeedColumn extends Column {
  /** One clause. */
  means: string
  /** A value that it takes. */
  example: string
}

/** A column with what it means and an example. */
export const told = (column: Column, means: string, example: string): FeedColumn => ({
  ...column,
  means,
  example,
})

const asIs = (sql: string): string => sql

const plain: Column = { optional: false, value: asIs, stored: asIs, must: 'text' }

/** The same column, allowed to be empty. */
export const optional = (column: Column): Column => ({ ...column, optional: true })

/** The same column, stored in lower case: names to sign in with are the same in any. */
export const lowerCase = (column: Column): Column => ({ ...column, stored: (value) => `lower(${value})` })

/**
 * One line of text, as long as the store takes it: a line break inside a value is a quotation mark that was not closed
 * where it should be.
 */
export const text = (longest: number): Column => ({
  ...plain,
  value: (sql) =>
    `case when ${isPlain(sql, longest)} or (not regexp_matches(${sql}, '${control}') and ${lengthSql(sql)} <= ${longest}) then ${sql} end`,
  must: `text on one line, at most ${longest} characters`,
})

/** Nearly all codes and names: what this does not hold for has to be looked at more closely, at ten times the cost. */
const isPlain = (sql: string, longest: number): string =>
  `(strlen(${sql}) <= ${longest} and regexp_full_match(${sql}, '[ -~]*'))`

/** Line breaks, other control characters, and those that turn the direction of text around. */
const control = String.raw`[\p{Cc}\x{202A}-\x{202E}\x{2066}-\x{2069}]`

/** As SQL Server counts, in UTF-16: those outside the basic plane, such as emoji, are two. */
export const lengthSql = (sql: string): string =>
  `(length(${sql}) + length(regexp_replace(${sql}, '[\\x{0}-\\x{FFFF}]', '', 'g')))`

/** An identifier or code: nothing in it is invisible, so that two that look alike are alike. */
export const id: Column = {
  ...text(64),
  value: (sql) =>
    `case when ${isPlain(sql, 64)} then ${sql} when not regexp_matches(${sql}, '\\p{Cf}') then ${text(64).value(sql)} end`,
}

/** A person's or a unit's name. */
export const name = text(200)

/** Text that may hold line breaks. What is longer than this has swallowed the rows after it. */
export const freeText: Column = {
  ...plain,
  value: (sql) =>
    `case when not regexp_matches(${sql}, '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]') and ${lengthSql(sql)} <= 300 then ${sql} end`,
  must: 'at most 300 characters',
}

export const oneOf = (values: readonly string[]): Column => ({
  ...plain,
  value: (sql) => `case when ${sql} in (${values.map(literal).join(', ')}) then ${sql} end`,
  must: `one of ${values.join(', ')}`,
  codes: values,
})

/** A whole number from `least` to `most`. */
export const integer = (least: number, most: number): Column => ({
  ...plain,
  value: (sql) =>
    `case when regexp_full_match(${sql}, '-?[0-9]{1,9}') and cast(${sql} as integer) between ${least} and ${most} then cast(${sql} as integer) end`,
  must: `a whole number from ${least} to ${most}`,
})

const dayPattern = String.raw`\d{4}-\d{2}-\d{2}`
const timePattern = String.raw`\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}(:\d{2})?)?`
const sensibleYears = "between '1900-01-01' and '2199-12-31'"

/** A date, `YYYY-MM-DD`. */
export const day: Column = {
  ...plain,
  isDate: true,
  value: (sql) =>
    `case when regexp_full_match(${sql}, '${dayPattern}') and ${sql} ${sensibleYears} then try_cast(${sql} as date) end`,
  stored: (sql) => `strftime(${sql}, '%Y-%m-%d')`,
  must: 'a date, YYYY-MM-DD',
}

/** An ISO 8601 instant; without an offset it is local to Europe/London. */
export const instant: Column = {
  ...plain,
  isDate: true,
  value: (sql) =>
    `case when regexp_full_match(${sql}, '${dayPattern}([T ]${timePattern})?') and ${sql} ${sensibleYears} then try_cast(${sql} as timestamptz) end`,
  // Not `at time zone`, which costs as much again as the text does.
  stored: (sql) => `strftime(make_timestamp(epoch_us(${sql})), '%Y-%m-%dT%H:%M:%S.%gZ')`,
  must: 'an ISO 8601 time, such as 2026-10-05T09:00:00Z',
}

/** A code or identifier that must be known to the store. */
export const known = (reference: Reference): Column => ({ ...plain, refersTo: reference })
