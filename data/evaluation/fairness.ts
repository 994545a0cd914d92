import type { Cell, EvaluatedStudent } from './cells'
import { warningsOf, type FairnessWarning } from './fairness-warnings'
import { byKey, fewestInGroup, ratesOf, type GroupRates, type Split } from './group-rates'

/** One row of a group file: a student belongs, in one respect, to one group. */
export interface Grouping {
  studentId: string
  /** The respect, such as `gender`. */
  group: string
  value: string
}

export interface GroupFairness extends GroupRates {
  /** Absent for all programmes together. */
  programme?: string
  week: number
  group: string
  value: string
  /** Absent where the group is withheld. */
  students?: number
  /** Too few students, or so many that the few could be told by taking them from the whole. */
  withheld: boolean
}

export interface Fairness {
  groups: GroupFairness[]
  warnings: FairnessWarning[]
}

/** The flags by group, for each programme and week and for all programmes together. */
export function fairness(cells: readonly Cell[], groupings: readonly Grouping[]): Fairness {
  const byGroup = byKey(groupings, ({ group }) => group)
  const groups: GroupFairness[] = []
  const splits: Split[] = []
  for (const scope of scopes(cells)) {
    for (const [group, rows] of byGroup) {
      const valueOf = new Map(rows.map(({ studentId, value }) => [studentId, value]))
      const judged = judgeGroup(scope, group, valueOf)
      groups.push(...judged.groups)
      splits.push(...judged.splits)
    }
  }
  return { groups, warnings: warningsOf(splits) }
}

interface Scope {
  programme?: string
  week: number
  students: readonly EvaluatedStudent[]
}

/** All programmes together first, then each. With one programme, that is all. */
function scopes(cells: readonly Cell[]): Scope[] {
  const weeks = [...new Set(cells.map(({ week }) => week))].sort((a, b) => a - b)
  const all = weeks.map((week) => ({
    week,
    students: cells.filter((cell) => cell.week === week).flatMap(({ students }) => students),
  }))
  const isOne = new Set(cells.map(({ programme }) => programme)).size === 1
  return isOne ? [...cells] : [...all, ...cells]
}

function judgeGroup(
  { programme, week, students }: Scope,
  group: string,
  valueOf: ReadonlyMap<string, string>,
): { groups: GroupFairness[]; splits: Split[] } {
  const told = students.filter(({ studentId }) => valueOf.has(studentId))
  const byValue = byKey(told, ({ studentId }) => valueOf.get(studentId) ?? '')
  const values = [...byValue.keys()].sort()
  const withheld = withhold(
    values.map((value) => ({ value, size: byValue.get(value)?.length ?? 0 })),
    students.length - told.length,
  )
  const base = { ...(programme === undefined ? {} : { programme }), week, group }
  const groups: GroupFairness[] = []
  const splits: Split[] = []
  for (const value of values) {
    const own = byValue.get(value) ?? []
    const isWithheld = withheld.has(value)
    const rates = isWithheld ? {} : ratesOf(own)
    groups.push({
      ...base,
      value,
      ...(isWithheld ? {} : { students: own.length }),
      withheld: isWithheld,
      ...rates,
    })
    if (isWithheld) continue
    const others = told.filter(({ studentId }) => valueOf.get(studentId) !== value)
    splits.push({ ...base, value, own: rates, others: ratesOf(others) })
  }
  return { groups, splits }
}

/**
 * The values of too few students, and the next smallest until all that is withheld, and who is in no group, are enough
 * together: the whole is known, so that who is left when all shown are taken from it would be shown too.
 */
function withhold(sizes: readonly { value: string; size: number }[], inNone: number): Set<string> {
  const withheld = new Set(sizes.filter(({ size }) => size < fewestInGroup).map(({ value }) => value))
  for (const { value } of [...sizes].sort((a, b) => a.size - b.size)) {
    const hidden = sizes
      .filter((each) => withheld.has(each.value))
      .reduce((sum, { size }) => sum + size, inNone)
    if (hidden === 0 || hidden >= fewestInGroup) break
    withheld.add(value)
  }
  return withheld
}
