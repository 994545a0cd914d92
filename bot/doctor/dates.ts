import { dayOf, timeOf, type Day } from '../../data/domain/day'

const long = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' })

/** "30 April 2026". */
export function dateInWords(day: Day): string {
  return long.format(new Date(`${day}T00:00:00Z`))
}

/** "09:05 on 24 November 2026", by the clock on the wall in London. */
export function instantInWords(instant: Date): string {
  return `${timeOf(instant)} on ${dateInWords(dayOf(instant))}`
}

export const [hour, day] = [3_600_000, 86_400_000]
