import { fewestInGroup } from './group-rates'

/** Numbers of students of whom each must be enough: all of them, or those of each outcome. */
export type Sizes = readonly number[]

/** The values of a group in one scope. */
export interface SizeTable {
  byValue: ReadonlyMap<string, Sizes>
  /** With who is in no group. */
  whole: Sizes
}

/**
 * The values of too few students, and the next smallest until all that is withheld, and who is in no group, are enough
 * together: the whole is known, so that who is left when all shown are taken from it would be shown too.
 */
export function withheldValues(
  { byValue, whole }: SizeTable,
  already: ReadonlySet<string> = new Set(),
): Set<string> {
  const withheld = new Set(already)
  for (const [value, sizes] of byValue) if (!isEnough(sizes)) withheld.add(value)
  const bySize = [...byValue].sort(([, a], [, b]) => total(a) - total(b))
  for (const [value] of bySize) {
    if (isSafe(rest({ byValue, whole }, withheld))) break
    withheld.add(value)
  }
  return withheld
}

/**
 * The programmes that show none of their values: those with a value to withhold, and the next smallest until each value
 * shown of all programmes together, less those that show it, is nobody or enough. A programme shows all values or none:
 * were one value withheld alone, its row would tell it, and then the value's column what another programme withheld.
 *
 * @param acrossWithheld the values withheld of all programmes together
 */
export function withheldProgrammes(
  tables: ReadonlyMap<string, SizeTable>,
  acrossWithheld: ReadonlySet<string>,
  already: ReadonlySet<string> = new Set(),
): Set<string> {
  const withheld = new Set(already)
  for (const [programme, table] of tables) if (withheldValues(table).size > 0) withheld.add(programme)
  const shown = new Set([...tables.values()].flatMap(({ byValue }) => [...byValue.keys()]))
  for (const value of acrossWithheld) shown.delete(value)
  const columns = [
    ...[...shown].map((value) => (table: SizeTable) => table.byValue.get(value) ?? []),
    (table: SizeTable) => rest(table, acrossWithheld),
  ]
  const hiddenIn = (column: (table: SizeTable) => Sizes): Sizes =>
    [...tables]
      .filter(([programme]) => withheld.has(programme))
      .reduce<Sizes>((sum, [, table]) => plus(sum, column(table)), [])
  for (const [programme, table] of [...tables].sort(([, a], [, b]) => total(a.whole) - total(b.whole))) {
    const unsafe = columns.filter((column) => !isSafe(hiddenIn(column)))
    if (unsafe.some((column) => total(column(table)) > 0)) withheld.add(programme)
  }
  return withheld
}

/** Who is left of the whole when the values shown are taken from it. */
function rest({ byValue, whole }: SizeTable, withheld: ReadonlySet<string>): Sizes {
  const shown = [...byValue].filter(([value]) => !withheld.has(value))
  return shown.reduce((left, [, sizes]) => left.map((size, index) => size - (sizes[index] ?? 0)), whole)
}

const isEnough = (sizes: Sizes): boolean => sizes.every((size) => size >= fewestInGroup)

const isSafe = (sizes: Sizes): boolean => total(sizes) === 0 || isEnough(sizes)

const total = (sizes: Sizes): number => sizes.reduce((sum, size) => sum + size, 0)

const plus = (a: Sizes, b: Sizes): Sizes =>
  (a.length > b.length ? a : b).map((_, index) => (a[index] ?? 0) + (b[index] ?? 0))
