import { dayOf, isDay, type Day } from '../../domain/day'
import type { Arrival } from './arrival'

/** How old a file is, to be compared by {@link byAge}. */
export interface Age {
  day: Day
  /** Whether the name says the day; else the file's own time does. */
  isNamed: boolean
  /** Of day, as the name says it: hours, minutes and seconds. Empty where it does not. */
  time: string
  writtenAt: Date
}

/**
 * The day in a file's name decides, then a time of day behind it, then when its content was written; of a name without a
 * day, the day on which that was.
 */
export function ageOf({ name, writtenAt }: Pick<Arrival, 'name' | 'writtenAt'>): Age {
  const named = dayInName(name)
  return named
    ? { ...named, isNamed: true, writtenAt }
    : { day: dayOf(writtenAt), time: '', isNamed: false, writtenAt }
}

/** The older first. */
export function byAge(a: Age, b: Age): number {
  return inOrder(a.day, b.day) || inOrder(a.time, b.time) || a.writtenAt.getTime() - b.writtenAt.getTime()
}

/** 2026-11-27, 2026_11_27, 2026.11.27 or 20261127, and behind it a time such as T0130, -013000 or _01-30. */
const dayAndTime =
  /(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T_ -]?([01]\d|2[0-3])[-_.:]?([0-5]\d)(?:[-_.:]?([0-5]\d))?Z?(?![-_.]?\d))?(?!\d)/giu

/** The last day in a path, with the time of day behind it. */
export function dayInName(name: string): Pick<Age, 'day' | 'time'> | undefined {
  const found = [...name.matchAll(dayAndTime)].map(
    ([, year, , month, date, hour = '', minute = '', second = '']) => ({
      day: [year, month, date].join('-'),
      time: `${hour}${minute}${second}`,
    }),
  )
  return found.findLast(({ day }) => isDay(day))
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
