import { addDays, dayNumber, weekStart, type Day } from '../domain/day'

/** The weeks of activity, up to and including the one of `today`. */
const weeksOfActivity = 10

/** One day of the term for which there is data. */
export interface TermDay {
  day: Day
  /** Days since the start of term. */
  index: number
  /** From 1. */
  week: number
  /** 0 is Monday. */
  weekday: number
  /** Hours ahead of UTC in London from the morning on. */
  hoursAhead: number
}

/** The current term: it starts on a Monday, and its days so far end with yesterday. */
export interface Term {
  start: Day
  today: Day
  /** Days since the start of term. */
  todayIndex: number
  days: readonly TermDay[]
}

const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  hour12: false,
})

export function termAround(today: Day): Term {
  const start = addDays(weekStart(today), -7 * (weeksOfActivity - 1))
  const todayIndex = dayNumber(today) - dayNumber(start)
  const days = Array.from({ length: todayIndex }, (_, index) => termDay(start, index))
  return { start, today, todayIndex, days }
}

/** A day of the term by its distance from the start; also one that is still to come. */
export function termDay(start: Day, index: number): TermDay {
  const day = addDays(start, index)
  const hoursAhead = Number(londonHour.format(new Date(`${day}T12:00:00Z`))) - 12
  return { day, index, week: Math.floor(index / 7) + 1, weekday: index % 7, hoursAhead }
}
