import { addDays, type Day } from '../../data/domain/day'
import { weekdayOf } from './weekday'

const [monday, friday, saturday, sunday] = [1, 5, 6, 7]

/**
 * The bank holidays of England and Wales in a year, in order: New Year's Day, Good Friday, Easter Monday, the first and the
 * last Monday in May, the last Monday in August, Christmas Day and Boxing Day, with substitutes for those on a weekend.
 * Source: Banking and Financial Dealings Act 1971, schedule 1; gov.uk/bank-holidays.
 *
 * What a proclamation makes is in no rule: an extra day (29 April 2011, 19 September 2022, 8 May 2023), or a day moved
 * (early May to the 8th in 1995 and 2020, spring to early June in 2002, 2012 and 2022). `closedDays` in the settings adds such
 * days; a day that was moved away stays free.
 */
export function bankHolidays(year: number): Day[] {
  const easter = easterSunday(year)
  const christmas = `${year}-12-25`
  return [
    notOnWeekend(`${year}-01-01`),
    addDays(easter, -2),
    addDays(easter, 1),
    onOrAfter(monday, `${year}-05-01`),
    onOrAfter(monday, `${year}-05-25`),
    onOrAfter(monday, `${year}-08-25`),
    ...christmasDays(christmas),
  ]
}

/** Whether a day is one of them. */
export function isBankHoliday(day: Day): boolean {
  return holidaysOf(Number(day.slice(0, 4))).has(day)
}

const known = new Map<number, ReadonlySet<Day>>()

function holidaysOf(year: number): ReadonlySet<Day> {
  const held = known.get(year) ?? new Set(bankHolidays(year))
  known.set(year, held)
  return held
}

/** Two days in a row: whichever falls on a weekend has its substitute on the next weekday that is free. */
function christmasDays(christmas: Day): Day[] {
  const boxing = addDays(christmas, 1)
  switch (weekdayOf(christmas)) {
    case friday:
      return [christmas, addDays(christmas, 3)]
    case saturday:
      return [addDays(christmas, 2), addDays(christmas, 3)]
    case sunday:
      return [boxing, addDays(christmas, 2)]
    default:
      return [christmas, boxing]
  }
}

function notOnWeekend(day: Day): Day {
  return weekdayOf(day) >= saturday ? onOrAfter(monday, day) : day
}

function onOrAfter(weekday: number, day: Day): Day {
  return addDays(day, (weekday - weekdayOf(day) + 7) % 7)
}

/** By the rule of Meeus, Jones and Butcher for the Gregorian calendar. */
function easterSunday(year: number): Day {
  const golden = year % 19
  const [century, rest] = [Math.floor(year / 100), year % 100]
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return `${year}-${twoDigits(Math.floor(days / 31))}-${twoDigits((days % 31) + 1)}`
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
