import type { PeriodKind } from '../domain/calendar'
import { addDays, dayNumber, type Day } from '../domain/day'

/** A row of the calendar: the university's, or one programme's or level's own. */
export interface Period {
  start_date: Day
  end_date: Day
  kind: PeriodKind
  programme_code: string | null
  level: number | null
}

const counting: ReadonlySet<PeriodKind> = new Set(['teaching', 'assessment'])

/**
 * The days from `from` to before `to` that count for a programme and level, oldest first: teaching and assessment.
 * A programme's row overrides the university's, a reading week or vacation the teaching around it; a day that no row covers does not count. What came before a placement
 * says nothing about now: only the days since its end are given.
 */
export function countableDays(
  periods: readonly Period[],
  who: { programme: string; level: number } | undefined,
  from: Day,
  to: Day,
): Day[] {
  const applying = periods
    .filter((period) => applies(period, who) && period.start_date < to && period.end_date > from)
    .sort(
      (a, b) =>
        specificity(b) - specificity(a) || Number(counting.has(a.kind)) - Number(counting.has(b.kind)),
    )
  const days: Day[] = []
  for (let day = from; day < to; day = addDays(day, 1)) {
    const period = applying.find(({ start_date, end_date }) => start_date <= day && day < end_date)
    if (period?.kind === 'placement') days.length = 0
    else if (period && counting.has(period.kind)) days.push(day)
  }
  return days
}

function applies(period: Period, who: { programme: string; level: number } | undefined): boolean {
  return (
    (period.programme_code === null || period.programme_code === who?.programme) &&
    (period.level === null || period.level === who?.level)
  )
}

function specificity({ programme_code, level }: Period): number {
  return (programme_code === null ? 0 : 2) + (level === null ? 0 : 1)
}

/** Monday to Friday. */
export function isWeekday(day: Day): boolean {
  return (dayNumber(day) + 3) % 7 < 5
}
