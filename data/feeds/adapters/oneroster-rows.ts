import { identifier, literal } from '../duck'
import type { Feed } from '../feed'
import type { Reading } from '../source'
import type { TextTable } from '../text-table'
import { given } from './adapter'
import type { Roster } from './oneroster-files'

/** The rows of one feed, out of one file of an export. */
export interface RosterRows {
  /** The file whose records the rows are. */
  main: TextTable
  /** Others that the rows are made of too. */
  beside?: readonly (TextTable | undefined)[]
  /** SQL that gives `record` and the feed's columns. */
  rows: string
  leftOut: string
}

/** Makes a feed's rows of an export. */
export type RosterFeed = (roster: Roster, feed: Feed, reading: Reading) => RosterRows | Promise<RosterRows>

/** What the operator or the sender says of a column, as SQL. */
export function valuesOf(table: TextTable, { set = {} }: Reading): (column: string) => string | undefined {
  return (column) => {
    const said = set[column]
    if (said !== undefined) return literal(said)
    return table.columns.includes(`metadata.${column}`) ? given(identifier(`metadata.${column}`)) : undefined
  }
}

/** The columns that the standard leaves to the sender. */
export const extensionsOf = ({ columns }: TextTable): string[] =>
  columns.filter((name) => name.startsWith('metadata.'))
