import { dayOf } from '../../domain/day'
import { dayInName } from './age'
import type { Arrival } from './arrival'

/** The time by which files are judged. */
export interface Moment {
  /** What the clock says, which may be fixed. */
  now: Date
  /** Real time, by which files are written. */
  time: Date
}

/** Clocks and time zones of senders differ by so much, in milliseconds. */
const allowed = 86_400_000

/** Whether a file says that it is of a time to come: taken, it would be the newest until then. */
export function isAhead({ name, writtenAt }: Pick<Arrival, 'name' | 'writtenAt'>, moment: Moment): boolean {
  return isNamedAhead(name, moment.now) || writtenAt.getTime() > moment.time.getTime() + allowed
}

/** Whether the day in a name, with the time behind it, is more than a day ahead. */
export function isNamedAhead(name: string, now: Date): boolean {
  const named = dayInName(name)
  if (!named) return false
  const latest = new Date(now.getTime() + allowed)
  return (
    named.day > dayOf(latest) ||
    (named.day === dayOf(latest) && named.time > clockTime.format(latest).replaceAll(':', ''))
  )
}

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'medium' })
