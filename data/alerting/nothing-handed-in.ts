import { addDays, dayShort, type Day } from '../domain/day'
import { levelOf, type Finding } from './finding'

/** Work that peers have handed in and the student has not. */
export interface MissingWork {
  course: string
  due: Day
}

/** How long missing work is told of, in days from when it was due. */
export const workDays = 28

/** More than these, the newest, need not be told one by one. */
const mostWorks = 8

/**
 * Work of which most peers have handed in is missing, so many days after it was due; for 28 days from then. One episode,
 * however many works are missing.
 *
 * @param works see common-work.ts
 * @param dataTo submissions are known to before this day
 */
export function nothingHandedIn(
  works: readonly MissingWork[],
  dataTo: Day,
  graceDays: number,
): Finding | undefined {
  const missing = [...works]
    .sort((a, b) => (`${a.due}${a.course}` < `${b.due}${b.course}` ? -1 : 1))
    .slice(-mostWorks)
  const [first] = missing
  const last = missing.at(-1)
  if (!first || !last) return undefined
  const dues = [...new Set(missing.map(({ due }) => due))].map(dayShort).join(', ')
  return {
    since: first.due,
    found: addDays(last.due, graceDays + 1),
    dataTo,
    level: levelOf(missing.length),
    improving: false,
    reason:
      missing.length === 1
        ? `One piece of work due on ${dues} has not been handed in; most peers have handed it in.`
        : `${missing.length} pieces of work, due on ${dues}, have not been handed in; most peers have handed them in.`,
    facts: { works: missing },
  }
}
