import type { AlertRuleSettings } from '../configuration/alerts'
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

/** What of the work of the last 28 days a student has not handed in, and how many pieces they have. */
export interface OwnWork {
  /** See common-work.ts. */
  missing: readonly MissingWork[]
  handedIn: number
}

/** Whether so much of the work is missing that it calls for somebody: one piece of many does not. */
export function isMuchMissing({ missing, handedIn }: OwnWork, { missingShare }: WorkSettings): boolean {
  return missing.length > 0 && missing.length >= missingShare * (missing.length + handedIn)
}

type WorkSettings = Pick<AlertRuleSettings['nothingHandedIn'], 'graceDays' | 'missingShare'>

/**
 * Work which most peers have handed in is missing, so many days after it was due, for 28 days from then, and it is a good
 * part of what the student had to hand in. One episode, however many works are missing.
 *
 * @param dataTo submissions are known to before this day
 */
export function nothingHandedIn(own: OwnWork, dataTo: Day, settings: WorkSettings): Finding | undefined {
  if (!isMuchMissing(own, settings)) return undefined
  const missing = [...own.missing]
    .sort((a, b) => (`${a.due}${a.course}` < `${b.due}${b.course}` ? -1 : 1))
    .slice(-mostWorks)
  const [first] = missing
  const last = missing.at(-1)
  if (!first || !last) return undefined
  const dues = [...new Set(missing.map(({ due }) => due))].map(dayShort).join(', ')
  return {
    since: first.due,
    found: addDays(last.due, settings.graceDays + 1),
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
