import type { Cell } from './cells'
import { warningsOf, type FairnessWarning } from './fairness-warnings'
import { byKey, ratesOf, type GroupRates, type Split } from './group-rates'
import { partsOf, withholding, type Scope, type Withholding } from './withheld-in-scope'

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
  const all = scopes(cells)
  const weeks = [...byKey(all, ({ week }) => String(week)).values()]
  const respects = [...byKey(groupings, ({ group }) => group)].map(([group, rows]) => {
    const valueOf = new Map(rows.map(({ studentId, value }) => [studentId, value]))
    const byWeek = new Map(weeks.map((beside) => [beside[0]?.week, withholding(beside, valueOf)]))
    return { group, valueOf, byWeek }
  })
  const groups: GroupFairness[] = []
  const splits: Split[] = []
  for (const scope of all) {
    for (const { group, valueOf, byWeek } of respects) {
      const judged = judgeGroup(scope, group, valueOf, byWeek.get(scope.week))
      groups.push(...judged.groups)
      splits.push(...judged.splits)
    }
  }
  return { groups, warnings: warningsOf(splits) }
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
  withheldThatWeek: Withholding | undefined,
): { groups: GroupFairness[]; splits: Split[] } {
  const base = { ...(programme === undefined ? {} : { programme }), week, group }
  const withheld = withheldThatWeek?.groups.get(programme) ?? new Set<string>()
  const withoutOutcomes = withheldThatWeek?.outcomes.get(programme) ?? new Set<string>()
  const byValue = partsOf(students, valueOf)
  const named = [...byValue.keys(), ...withheld]
  const groups: GroupFairness[] = []
  const splits: Split[] = []
  for (const value of [...new Set(named)].sort()) {
    const own = byValue.get(value) ?? []
    if (withheld.has(value)) {
      groups.push({ ...base, value, withheld: true })
      continue
    }
    const rates = ratesOf(own, !withoutOutcomes.has(value))
    groups.push({ ...base, value, students: own.length, withheld: false, ...rates })
    // All others, those in no group too: others of the groups alone would tell how many are in a withheld one.
    const others = students.filter(({ studentId }) => valueOf.get(studentId) !== value)
    splits.push({ ...base, value, own: rates, others: ratesOf(others) })
  }
  return { groups, splits }
}
