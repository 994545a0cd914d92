import type { EvaluatedStudent } from './cells'
import { byKey } from './group-rates'
import { withheldProgrammes, withheldValues, type Sizes, type SizeTable } from './group-withholding'

/** The students of a week: of all programmes together, or of one. */
export interface Scope {
  /** Absent for all programmes together. */
  programme?: string
  week: number
  students: readonly EvaluatedStudent[]
}

type SizesOf = (students: readonly EvaluatedStudent[]) => Sizes

/** By programme, undefined for all together, the values of a group to withhold. */
type Withheld = ReadonlyMap<string | undefined, ReadonlySet<string>>

export interface Withholding {
  /** Values of whom nothing is told. */
  groups: Withheld
  /** Values whose rates of either outcome are not told, those of whom nothing is told among them. */
  outcomes: Withheld
}

/** What to withhold of a group in all scopes of one week. */
export function withholding(scopes: readonly Scope[], valueOf: ReadonlyMap<string, string>): Withholding {
  const groups = withheldOf(scopes, valueOf, (students) => [students.length])
  // The rates of both outcomes go together: of all who are flagged, the one tells the other.
  return { groups, outcomes: withheldOf(scopes, valueOf, ofEachOutcome, groups) }
}

function ofEachOutcome(students: readonly EvaluatedStudent[]): Sizes {
  const negative = students.filter((student) => student.negative).length
  return [students.length - negative, negative]
}

function withheldOf(
  scopes: readonly Scope[],
  valueOf: ReadonlyMap<string, string>,
  sizesOf: SizesOf,
  already: Withheld = new Map(),
): Withheld {
  const tables = new Map(
    scopes.map(({ programme, students }) => [programme, tableOf(students, valueOf, sizesOf)]),
  )
  const across = tables.get(undefined)
  if (!across) {
    return new Map([...tables].map(([key, table]) => [key, withheldValues(table, already.get(key))]))
  }
  const programmes = new Map(
    [...tables].flatMap(([key, table]) => (key === undefined ? [] : [[key, table] as const])),
  )
  const acrossWithheld = withheldValues(across, already.get(undefined))
  const hidden = withheldProgrammes(
    programmes,
    acrossWithheld,
    new Set([...programmes.keys()].filter((key) => (already.get(key)?.size ?? 0) > 0)),
  )
  // A value that nobody has is withheld too: it would tell that nobody has it.
  const all = new Set(across.byValue.keys())
  return new Map([[undefined, acrossWithheld], ...[...hidden].map((key) => [key, all] as const)])
}

function tableOf(
  students: readonly EvaluatedStudent[],
  valueOf: ReadonlyMap<string, string>,
  sizesOf: SizesOf,
): SizeTable {
  const parts = [...partsOf(students, valueOf)]
  return { byValue: new Map(parts.map(([value, part]) => [value, sizesOf(part)])), whole: sizesOf(students) }
}

/** The students that the group file tells of, by their value. */
export function partsOf(
  students: readonly EvaluatedStudent[],
  valueOf: ReadonlyMap<string, string>,
): Map<string, EvaluatedStudent[]> {
  const told = students.filter(({ studentId }) => valueOf.has(studentId))
  return byKey(told, ({ studentId }) => valueOf.get(studentId) ?? '')
}
