import type { Day } from '../../../data/domain/day'
import type { Range } from '../academic-year'
import type { Reader } from '../pattern'
import { monthOf } from './dates'

/** The number of a month that is named, from 1. */
export const readMonth: Reader<number> = (words, at) => {
  const value = monthOf(words[at]?.norm ?? '')
  return value === undefined ? [] : [{ value, end: at + 1 }]
}

const numberOf = (day: Day): number => Number(day.slice(5, 7))

/** The month so many after that of a day; before it where the number is negative. */
export function monthAfter(day: Day, count: number): Range {
  const first = (months: number): Day => {
    const sinceYearNought = 12 * Number(day.slice(0, 4)) + numberOf(day) - 1 + months
    const month = String((sinceYearNought % 12) + 1).padStart(2, '0')
    return `${Math.floor(sinceYearNought / 12)}-${month}-01`
  }
  return { from: first(count), to: first(count + 1) }
}

/** The last month of this number that has begun. */
export function lastMonth(today: Day, number: number): Range {
  return monthAfter(today, -((numberOf(today) + 12 - number) % 12))
}

/** The month of this number that is running or comes next. */
export function comingMonth(today: Day, number: number): Range {
  return monthAfter(today, (number + 12 - numberOf(today)) % 12)
}
