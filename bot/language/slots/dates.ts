import * as en from 'chrono-node/en'
import { addDays, weekStart, type Day } from '../../../data/domain/day'
import type { Reader } from '../pattern'
import { ordinals, readNumber, readOrdinal } from './numbers'
import type { Word } from '../words'

const months = 'january february march april may june july august september october november december'.split(
  ' ',
)
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
const shortOf = (names: readonly string[]): string[] => names.flatMap((name) => [name, name.slice(0, 3)])
export const monthWords: ReadonlySet<string> = new Set([...shortOf(months), 'sept'])
export const weekdayWords: ReadonlySet<string> = new Set([
  ...shortOf(weekdays),
  'tues',
  'weds',
  'thur',
  'thurs',
])

/** The number of a month by its name, from 1. */
export function monthOf(word: string): number | undefined {
  const index = monthWords.has(word) ? months.findIndex((name) => name.startsWith(word.slice(0, 3))) : -1
  return index === -1 ? undefined : index + 1
}

/** The most words that a date has: "the third of november 2026". */
const mostWords = 5

/**
 * The day that the words name: "3 November", "3rd of Nov", "3/11", "Monday", "last Friday", "yesterday". Without a year,
 * the last one that has been. The library of dates reads all but weekdays, which people here mean otherwise: "last
 * Monday" is the Monday of last week.
 */
export function dateReader(today: Day): Reader<Day> {
  return (words, at) => {
    const first = words[at]?.norm ?? ''
    if (first === 'the' && mayBeDate(words, at)) return dateReader(today)(words, at + 1)
    if (first === 'today') return [{ value: today, end: at + 1 }]
    if (first === 'yesterday') return [{ value: addDays(today, -1), end: at + 1 }]
    const weekday = weekdayAt(words, at, today)
    if (weekday) return [weekday]
    const written = writtenDate(words, at, today)
    if (!written) return []
    const { day, isYearSaid, end } = written
    return [{ value: !isYearSaid && day > today ? inYear(day, yearOf(day) - 1) : day, end }]
  }
}

/**
 * The day that the words name, before it: "Monday", "7 December", "the 3rd of March". Without a year, the next that comes;
 * "next Friday" is that of next week.
 */
export function comingDateReader(today: Day): Reader<Day> {
  return (words, at) => {
    const weekday = comingWeekdayAt(words, at, today)
    // "Monday 7 December" is the date.
    const from = weekday?.end ?? at
    const written = writtenDate(words, words[from]?.norm === 'the' ? from + 1 : from, today)
    if (!written) return weekday ? [weekday] : []
    const { day, isYearSaid, end } = written
    const inThisYear = inYear(day, yearOf(today))
    const next = inThisYear > today ? inThisYear : inYear(day, yearOf(today) + 1)
    return [{ value: isYearSaid ? day : next, end }]
  }
}

function comingWeekdayAt(
  words: readonly Word[],
  at: number,
  today: Day,
): { value: Day; end: number } | undefined {
  const first = words[at]?.norm ?? ''
  const isSaid = first === 'next' || first === 'this'
  const name = isSaid ? (words[at + 1]?.norm ?? '') : first
  if (!weekdayWords.has(name)) return undefined
  const inThisWeek = addDays(weekStart(today), weekdayNumber(name))
  const isNext = first === 'next' || (!isSaid && inThisWeek <= today)
  return { value: isNext ? addDays(inThisWeek, 7) : inThisWeek, end: at + (isSaid ? 2 : 1) }
}

const weekdayNumber = (name: string): number =>
  weekdays.findIndex((each) => each.startsWith(name.slice(0, 3)))
const yearOf = (day: Day): number => Number(day.slice(0, 4))
const inYear = (day: Day, year: number): Day => `${year}${day.slice(4)}`

/** A date that begins here, as the library of dates reads it. */
function writtenDate(
  words: readonly Word[],
  at: number,
  today: Day,
): { day: Day; isYearSaid: boolean; end: number } | undefined {
  if (!mayBeDate(words, at)) return undefined
  const text = dayBeforeMonth(untilConnective(words.slice(at, at + mostWords)))
  const noon = new Date(`${today}T12:00:00Z`)
  const [result] = en.GB.parse(text.join(' '), { instant: noon, timezone: 0 }, { forwardDate: false })
  if (result?.index !== 0 || !result.start.isCertain('day') || result.end) return undefined
  const parts = [result.start.get('month') ?? 1, result.start.get('day') ?? 1]
  const day = [result.start.get('year') ?? 0, ...parts.map((part) => String(part).padStart(2, '0'))].join('-')
  return { day, isYearSaid: result.start.isCertain('year'), end: at + result.text.split(' ').length }
}

/** Up to what joins another date: "1 Oct to 10 Oct". */
function untilConnective(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex(
    ({ norm, stop }, index) => index > 0 && (connectives.has(norm) || (stop && index > 1)),
  )
  return end === -1 ? words : words.slice(0, connectives.has(words[end]?.norm ?? '') ? end : end + 1)
}
const connectives: ReadonlySet<string> = new Set('to and until till or'.split(' '))

/** "October 15" as "15 October": after the month the library takes it for a year. */
function dayBeforeMonth(words: readonly Word[]): string[] {
  const [first, second, ...others] = words
  const isTurned = monthWords.has(first?.norm ?? '') && /^\d{1,2}(st|nd|rd|th)?$/u.test(second?.norm ?? '')
  const inOrder = isTurned && first && second ? [second, first, ...others] : words
  return inOrder.map(({ typed, norm }) => {
    const ordinal = ordinals.indexOf(norm) + 1
    return ordinal > 0 ? String(ordinal) : typed
  })
}

function weekdayAt(words: readonly Word[], at: number, today: Day): { value: Day; end: number } | undefined {
  const first = words[at]?.norm ?? ''
  const isWord = weekdayWords.has(first)
  const name = isWord ? first : (words[at + 1]?.norm ?? '')
  if (!weekdayWords.has(name) || (!isWord && first !== 'last' && first !== 'this')) return undefined
  const inThisWeek = addDays(weekStart(today), weekdayNumber(name))
  const value = first === 'last' || (isWord && inThisWeek >= today) ? addDays(inThisWeek, -7) : inThisWeek
  return { value, end: at + (isWord ? 1 : 2) }
}

function mayBeDate(words: readonly Word[], at: number): boolean {
  const next = words.slice(at, at + 4).map(({ norm }) => norm)
  const first = next[0] ?? ''
  if (first.includes('/')) return true
  const startsLikeOne =
    monthWords.has(first) ||
    /^\d{1,2}(st|nd|rd|th)?$/u.test(first) ||
    first === 'the' ||
    ordinals.includes(first)
  return startsLikeOne && next.some((word) => monthWords.has(word)) && readsAsDay(next)
}

/** A day of the month stands beside the month. */
function readsAsDay(next: readonly string[]): boolean {
  return (
    next.some((word) => /^\d{1,2}(st|nd|rd|th)?$/u.test(word)) ||
    next.some((norm) => [readNumber, readOrdinal].some((read) => read([{ norm, typed: norm }], 0).length > 0))
  )
}
