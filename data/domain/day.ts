/** A calendar day in Europe/London, `YYYY-MM-DD`. Days compare as strings; ranges are half-open. */
export type Day = string

/** Gives the present instant. Passed in everywhere, so that tests and `--now` can fix it. */
export type Clock = () => Date

const millisecondsPerDay = 86_400_000
const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The London day on which an instant falls. */
export function dayOf(instant: Date): Day {
  return london.format(instant)
}

/** The instant at which a London day begins. */
export function startOf(day: Day): Date {
  const inWinter = new Date(`${day}T00:00:00Z`)
  const inSummer = new Date(inWinter.getTime() - 3_600_000)
  return dayOf(inSummer) === day ? inSummer : inWinter
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`: 30 February is none. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  )
}

/** Days since 1 January 1970. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay)
}

/** The day that is `number` days after 1 January 1970. */
export function dayFromNumber(number: number): Day {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10)
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days)
}

/** Every day from `first` to `last`, both included. */
export function daysFromTo(first: Day, last: Day): Day[] {
  const [from, to] = [dayNumber(first), dayNumber(last)]
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => dayFromNumber(from + index))
}

/** The Monday of the week in which `day` falls. */
export function weekStart(day: Day): Day {
  const number = dayNumber(day)
  const sinceMonday = (((number + 3) % 7) + 7) % 7
  return dayFromNumber(number - sinceMonday)
}

const words = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })

/** "Monday 23 November". */
export function dayInWords(day: Day): string {
  return words.format(new Date(`${day}T00:00:00Z`)).replace(',', '')
}

const time = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
})

/** "09:05", as a clock on the wall in London shows it. */
export function timeOf(instant: Date): string {
  return time.format(instant)
}

const withoutWeekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' })

/** "23 November", of a week. */
export function dayAndMonth(day: Day): string {
  return withoutWeekday.format(new Date(`${day}T00:00:00Z`))
}

/** "23 Nov". */
export function dayShort(day: Day): string {
  return short.format(new Date(`${day}T00:00:00Z`))
}
