import type { EvaluatedStudent } from './cells'
import { rate, type Rate } from './interval'
import { isFlagged } from '../domain/band'

/** A group of fewer students than this is withheld, and so is a rate over fewer. */
export const fewestInGroup = 10

/** How the flags, the bands low and none, fall on some students. A rate over too few of them is absent. */
export interface GroupRates {
  /** How many of the students are flagged. */
  flagged?: Rate
  /** How many of those who went on to succeed. */
  falsePositives?: Rate
  /** How many of those who did not. */
  recall?: Rate
}

/** Who belongs to a value of a group, and the others in that programme or in all. */
export interface Split {
  programme?: string
  week: number
  group: string
  value: string
  own: GroupRates
  others: GroupRates
}

/**
 * The rates of some students. Those of the two outcomes are given together or not at all: of all who are flagged, the one
 * tells the other.
 */
export function ratesOf(students: readonly EvaluatedStudent[], withOutcomes = true): GroupRates {
  const over = (part: readonly EvaluatedStudent[]): Rate | undefined =>
    part.length < fewestInGroup ? undefined : rate(part.filter(isFlagged).length, part.length)
  const flagged = over(students)
  const falsePositives = over(students.filter(({ negative }) => !negative))
  const recall = over(students.filter(({ negative }) => negative))
  const areOutcomesTold = withOutcomes && falsePositives && recall
  return { ...(flagged && { flagged }), ...(areOutcomesTold && { falsePositives, recall }) }
}

/** The items by what `keyOf` gives, in the order in which they come. */
export function byKey<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
