import type { PeriodKind } from '../domain/calendar'
import { addDays, type Day } from '../domain/day'
import type { Term } from './term'

/** A row of the calendar feed. */
export interface Period {
  start_date: Day
  end_date: Day
  kind: PeriodKind
  programme_code: string
  level: number | ''
  label: string
}

/** The programme and level that are away on placement from the third week on. */
export const placement = { programme: 'BSC-CYB', level: 5 } as const

/** The programme that teaches through the reading week and has its own two weeks later. */
export const ownReadingWeek = 'BSC-NUR'

/** Days from the start of term to the vacation. */
const teachingEnds = 84

/** The year's calendar: the university's periods, which do not overlap, then what programmes do otherwise. */
export function academicCalendar({ start }: Term): Period[] {
  const names = seasonOf(start)
  const period = (
    from: number,
    to: number,
    kind: PeriodKind,
    label: string,
    programme = '',
    level?: number,
  ) => ({
    start_date: addDays(start, from),
    end_date: addDays(start, to),
    kind,
    programme_code: programme,
    level: level ?? ('' as const),
    label,
  })
  return [
    period(-56, 0, 'vacation', names.before),
    period(0, 35, 'teaching', names.term),
    period(35, 42, 'reading', 'Reading week'),
    period(42, teachingEnds, 'teaching', names.term),
    period(teachingEnds, 105, 'vacation', names.after),
    period(105, 126, 'assessment', `${names.term} assessment`),
    period(14, teachingEnds, 'placement', 'Industrial placement', placement.programme, placement.level),
    period(35, 42, 'teaching', names.term, ownReadingWeek),
    period(49, 56, 'reading', 'Reading week for Nursing', ownReadingWeek),
  ]
}

/** What every day of the term, those to come included, is for on a programme and level. */
export function periodKindsOf(term: Term, programme: string, level: number): PeriodKind[] {
  const periods = academicCalendar(term).filter(
    (period) =>
      (period.programme_code === '' || period.programme_code === programme) &&
      (period.level === '' || period.level === level),
  )
  return Array.from({ length: teachingEnds }, (_, index) => {
    const day = addDays(term.start, index)
    // A programme's rows stand after the university's and override them.
    return (
      periods.findLast(({ start_date, end_date }) => start_date <= day && day < end_date)?.kind ?? 'vacation'
    )
  })
}

function seasonOf(start: Day): { before: string; term: string; after: string } {
  const month = Number(start.slice(5, 7))
  if (month >= 8 && month <= 11) {
    return { before: 'Summer vacation', term: 'Semester 1', after: 'Christmas vacation' }
  }
  if (month === 12 || month <= 3) {
    return { before: 'Winter vacation', term: 'Semester 2', after: 'Easter vacation' }
  }
  return { before: 'Easter vacation', term: 'Summer term', after: 'Summer vacation' }
}
