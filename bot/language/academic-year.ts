import { addDays, weekStart, type Day } from '../../data/domain/day'
import type { NamedPeriod } from '../../data/queries/named-periods'

/** Days from `from` to before `to`. */
export interface Range {
  from: Day
  to: Day
}

/**
 * The terms of a calendar, oldest first: what is between two vacations, assessment and reading weeks included. By the
 * calendar's own words, whether it calls them terms or semesters.
 */
function termsOf(calendar: readonly NamedPeriod[]): Range[] {
  const terms: Range[] = []
  let last: Range | undefined
  for (const { kind, start_date: from, end_date: to } of inOrder(calendar)) {
    if (kind === 'vacation') last = undefined
    else if (last) last.to = to > last.to ? to : last.to
    else terms.push((last = { from, to }))
  }
  return terms
}

/** The term of a day: the one that it is in, or the last before it. */
export function termOf(day: Day, calendar: readonly NamedPeriod[]): Range | undefined {
  return termsOf(calendar).findLast(({ from }) => from <= day)
}

/** The term before that. */
export function termBefore(day: Day, calendar: readonly NamedPeriod[]): Range | undefined {
  const terms = termsOf(calendar)
  const present = terms.findLastIndex(({ from }) => from <= day)
  return terms[present - 1]
}

/** The nth week of the present term, from 1, reading weeks counted. */
export function teachingWeek(day: Day, number: number, calendar: readonly NamedPeriod[]): Range | undefined {
  const term = termOf(day, calendar)
  if (!term) return undefined
  const from = addDays(weekStart(term.from), 7 * (number - 1))
  return from < term.to ? { from, to: addDays(from, 7) } : undefined
}

/** The last period of a kind, or with a word in its label, that has begun. */
export function lastPeriod(
  day: Day,
  calendar: readonly NamedPeriod[],
  fits: (period: NamedPeriod) => boolean,
): Range | undefined {
  const period = inOrder(calendar).findLast((each) => each.start_date <= day && fits(each))
  return period && { from: period.start_date, to: period.end_date }
}

/** The first of them that is not over. */
export function comingPeriod(
  day: Day,
  calendar: readonly NamedPeriod[],
  fits: (period: NamedPeriod) => boolean,
): Range | undefined {
  const period = inOrder(calendar).find((each) => each.end_date > day && fits(each))
  return period && { from: period.start_date, to: period.end_date }
}

/** The term that a day is in, and the next that begins. */
export function comingTerms(
  day: Day,
  calendar: readonly NamedPeriod[],
): { running: Range | undefined; next: Range | undefined } {
  const terms = termsOf(calendar)
  return {
    running: terms.find(({ from, to }) => from <= day && to > day),
    next: terms.find(({ from }) => from > day),
  }
}

function inOrder(calendar: readonly NamedPeriod[]): NamedPeriod[] {
  return [...calendar].sort((a, b) => (a.start_date < b.start_date ? -1 : 1))
}
