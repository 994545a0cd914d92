import { identifier } from './duck'

/** A file as rows of text: what every format comes down to. */
export interface TextTable {
  path: string
  /** Column names, trimmed and in lower case; a column within an object is `object.column`. */
  columns: readonly string[]
  /** SQL that gives `record` (its number in the file, from 1) and the wanted columns as text, null where it has none. */
  rows(wanted: readonly string[]): string
  /** The same without `record`, in the order of the records, where several threads can read it at a time. */
  inOrder?(wanted: readonly string[]): string
  /** SQL that gives `record` and `reason` of what is no row at all, where DuckDB does not set it aside by itself. */
  faults?: string
  /** Where records stand in the file. `setAside`: the lines that DuckDB could not read. */
  placesOf(records: readonly number[], setAside: ReadonlySet<number>): Promise<number[]>
  /** What to check when the file cannot be read, for the sentence to the operator. */
  advice: string
}

/** SQL that selects `wanted` columns, by name or as null where `has` says that there is none. */
export function selectColumns(wanted: readonly string[], has: (name: string) => string | undefined): string {
  return wanted.map((name) => `${has(name) ?? 'null::varchar'} as ${identifier(name)}`).join(', ')
}

/** Column names as they are compared: trimmed, in lower case. */
export function columnName(name: string): string {
  return name.trim().toLowerCase()
}
