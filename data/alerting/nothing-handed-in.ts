import type { AlertRuleSettings } from '../configuration/alerts'
import { addDays, dayShort, type Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
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
  const inOrder = [...own.missing].sort((a, b) => (`${a.due}${a.course}` < `${b.due}${b.course}` ? -1 : 1))
  const missing = inOrder.slice(-mostWorks)
  const [first] = missing
  const last = missing.at(-1)
  if (!first || !last) return undefined
  return {
    since: first.due,
    found: addDays(last.due, settings.graceDays + 1),
    dataTo,
    level: levelOf(missing.length),
    improving: false,
    reason: reasonOf(missing, inOrder.length),
    facts: { works: missing },
  }
}

/** Course by course, since a tutor asks about a course; those in which it was due on the same days together. */
function reasonOf(told: readonly MissingWork[], count: number): string {
  const pieces = count === 1 ? 'one piece of work' : `${count} pieces of work`
  const newest = count > told.length ? 'of these the newest ' : ''
  const courses = [...groupBy(told, ({ course }) => course)].map(([course, works]) => ({
    name: courseName(course),
    due: shortDays(works.map(({ due }) => due)),
  }))
  const due = [...groupBy(courses, (course) => course.due)].map(
    ([days, own]) => `${list.format(own.map(({ name }) => name))} (due ${days})`,
  )
  return `They have not handed in ${pieces} that most of their peers have: ${newest}${due.join('; ')}.`
}

/** The records hold no other name of a course than its code; Canvas's own number alone would not read as one. */
const courseName = (code: string): string => (/^\d+$/u.test(code) ? `course ${code}` : code)

const list = new Intl.ListFormat('en-GB')

/** "30 Oct, 6 and 13 Nov", of days in their order. */
function shortDays(days: readonly Day[]): string {
  const isSameMonth = (one: Day, other: Day | undefined): boolean => one.slice(0, 7) === other?.slice(0, 7)
  return list.format(
    days.map((day, index) =>
      isSameMonth(day, days[index + 1]) ? String(Number(day.slice(8))) : dayShort(day),
    ),
  )
}
