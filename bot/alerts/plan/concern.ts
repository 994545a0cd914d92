import type { AlertRule } from '../../../data/domain/alert'
import { addDays, type Day } from '../../../data/domain/day'
import { contactDays } from '../../../data/queries/dealt-with'
import { scoresOfConcern } from '../../../data/queries/alert-scores'
import type { Database } from '../../../data/store/store'

/** What is ranked: the worst of a student's episodes, and the student. All of it may be shown to whoever has the alert. */
export interface Concern {
  studentId: string
  rule: AlertRule
  level: number
  since: Day
}

/** The rules by how much they call for a conversation; good news comes last. */
const rank: Readonly<Record<AlertRule, number>> = {
  silent: 1,
  'missed-sessions': 2,
  'sudden-drop': 3,
  'newly-low': 4,
  'nothing-handed-in': 5,
  recovered: 6,
}

/** So many days without contact put a student before another. */
const contactDaysBack = 14

export type CompareConcerns = (a: Concern, b: Concern) => number

/**
 * The order in which concerns are told, the greatest first: good news after all else; the level; the rule; the lower score, who has none
 * last; with whom nobody was in touch in the last 14 days; who has been so for longer; the student ID.
 */
export async function byConcern(db: Database, today: Day): Promise<CompareConcerns> {
  const scores = await scoresOfConcern(db, today)
  const contacts = await contactDays(db, addDays(today, -contactDaysBack))
  const keyOf = ({ studentId, rule, level, since }: Concern): (number | string)[] => [
    rule === 'recovered' ? 1 : 0,
    -level,
    rank[rule],
    scores.get(studentId) ?? 101,
    contacts.has(studentId) ? 1 : 0,
    since,
    studentId,
  ]
  return (a, b) => compareKeys(keyOf(a), keyOf(b))
}

/** The greatest of a student's episodes, in the order of level and rule. */
export function greatest<E extends Omit<Concern, 'studentId'>>(episodes: readonly E[]): E | undefined {
  const key = ({ rule, level, since }: E) => [rule === 'recovered' ? 1 : 0, -level, rank[rule], since]
  return [...episodes].sort((a, b) => compareKeys(key(a), key(b)))[0]
}

function compareKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index]
    if (other === undefined || value === other) continue
    return value < other ? -1 : 1
  }
  return 0
}
