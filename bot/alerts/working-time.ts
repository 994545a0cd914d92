import type { AlertSettings } from '../../data/configuration/alerts'
import { addDays, dayNumber, dayOf, startOf, type Day } from '../../data/domain/day'

type WorkingRules = Pick<AlertSettings, 'workingHours' | 'workingDays' | 'closedDays'>

/** 1 is Monday. */
export const weekdayOf = (day: Day): number => ((dayNumber(day) + 3) % 7) + 1

/** Whether people work on a day. */
export function isWorkingDay(day: Day, { workingDays, closedDays }: WorkingRules): boolean {
  return workingDays.includes(weekdayOf(day)) && !closedDays.includes(day)
}

/** The instant itself where it is in working time, else the next at which working time begins. */
export function nextWorkingTime(at: Date, rules: WorkingRules): Date {
  const { from, to } = rules.workingHours
  let day = dayOf(at)
  for (let tried = 0; tried < 400; tried += 1, day = addDays(day, 1)) {
    if (!isWorkingDay(day, rules)) continue
    const [begin, end] = [atHour(day, from), atHour(day, to)]
    if (at < begin) return begin
    if (at < end) return at
  }
  return at
}

/** The instant at which a clock on the wall in London shows the full hour; hours are not changed between 3 and 24. */
export function atHour(day: Day, hour: number): Date {
  const noon = new Date(`${day}T12:00:00Z`)
  const ahead = (startOf(addDays(day, 1)).getTime() - noon.getTime()) / 3_600_000 - 12
  return new Date(noon.getTime() + (hour - 12 + ahead) * 3_600_000)
}
