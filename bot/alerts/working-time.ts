import type { AlertSettings } from '../../data/configuration/alerts'
import { addDays, dayOf, daysFromTo, startOf, weekStart, type Day } from '../../data/domain/day'
import { isBankHoliday } from './bank-holidays'
import { weekdayOf } from './weekday'

export type WorkingRules = Pick<AlertSettings, 'workingHours' | 'workingDays' | 'closedDays' | 'bankHolidays'>

/** Whether people work on a day: one of the working days, no bank holiday, not closed. */
export function isWorkingDay(day: Day, rules: WorkingRules): boolean {
  const { workingDays, closedDays, bankHolidays } = rules
  const isHoliday = bankHolidays === 'england-and-wales' && isBankHoliday(day)
  return workingDays.includes(weekdayOf(day)) && !closedDays.includes(day) && !isHoliday
}

/** The instant itself where it is in working time, else the next at which working time begins. */
export function nextWorkingTime(at: Date, rules: WorkingRules): Date {
  const { from, to } = rules.workingHours
  let day = dayOf(at)
  for (let tried = 0; tried < mostDays; tried += 1, day = addDays(day, 1)) {
    if (!isWorkingDay(day, rules)) continue
    const [begin, end] = [atHour(day, from), atHour(day, to)]
    if (at < begin) return begin
    if (at < end) return at
  }
  return at
}

/** Longer than any closure: where no day is a working day, nothing waits for one. */
const mostDays = 400

/** How many working days have begun since the day of an instant: from Friday to Monday it is one. None where it lies ahead. */
export function workingDaysBetween(from: Date, to: Date, rules: WorkingRules): number {
  return daysFromTo(addDays(dayOf(from), 1), dayOf(to)).filter((day) => isWorkingDay(day, rules)).length
}

/** When something weekly comes in the week of a Monday: on its day and hour, or on the next working day. */
export function weeklyTime(
  { weekday, hour }: AlertSettings['digest'],
  monday: Day,
  rules: WorkingRules,
): Date {
  const day = addDays(weekStart(monday), weekday - 1)
  const days = daysFromTo(day, addDays(day, mostDays))
  return atHour(days.find((each) => isWorkingDay(each, rules)) ?? day, hour)
}

/** The instant at which a clock on the wall in London shows the full hour, for the first time where it does so twice. */
export function atHour(day: Day, hour: number): Date {
  // Clocks change after one o'clock at night.
  const [from, since] = hour < 2 ? [startOf(day), hour] : [startOf(addDays(day, 1)), hour - 24]
  return new Date(from.getTime() + since * 3_600_000)
}
