import { addDays, dayNumber, weekStart, type Day } from '../../../data/domain/day'
import type { NamedPeriod } from '../../../data/queries/named-periods'
import { lastPeriod, teachingWeek, termBefore, termOf, type Range } from '../academic-year'
import { finderOf, readerOf, wordsIn, type Phrases, type Reader, type Readers } from '../pattern'
import type { Window } from '../question'
import { without, type Word } from '../words'
import { dateReader, monthOf } from './dates'
import { ordinals, readNumber, readOrdinal } from './numbers'
import { readSpan } from './spans'
import type { Taken } from './taken'

/** What times of a message are told by. */
export interface TimeContext {
  today: Day
  /** The university's own calendar. */
  calendar: readonly NamedPeriod[]
}

type RangeName =
  | 'reading-week'
  | 'christmas'
  | 'easter'
  | 'summer'
  | 'this-term'
  | 'last-term'
  | 'this-week'
  | 'last-week'
  | 'this-month'
  | 'this-year'
  | 'week-number'

/** Stretches of time that have a name. */
const ranges: readonly Phrases<RangeName>[] = [
  { means: 'reading-week', phrases: ['(the) (last) reading week|wk', '(the) readingweek'] },
  { means: 'christmas', phrases: ['(the) christmas|xmas|winter (break|holiday|holidays|vacation|vac)'] },
  { means: 'easter', phrases: ['(the) easter (break|holiday|holidays|vacation|vac)'] },
  { means: 'summer', phrases: ['(the) summer (break|holiday|holidays|vacation|vac)'] },
  {
    means: 'this-term',
    phrases: ['(so far) this|the|current term|semester (so far)', '(so far) the current term|semester'],
  },
  { means: 'last-term', phrases: ['(the) last|previous term|semester'] },
  { means: 'this-week', phrases: ['this|current week|wk (so far)'] },
  { means: 'last-week', phrases: ['last week|wk', 'the previous|preceding week', 'the week before'] },
  { means: 'this-month', phrases: ['this|current month (so far)'] },
  { means: 'this-year', phrases: ['this (academic) year (so far)', 'the academic year'] },
  {
    means: 'week-number',
    phrases: ['(the) (teaching) week|wk {number}', '(the) {ordinal} (teaching) week (of term|semester)'],
  },
]

/** Of a month: only after a word that says so, for May and March are names. */
const inMonth: readonly Phrases<'month'>[] = [
  {
    means: 'month',
    phrases: ['in|during|over|for|within|across|throughout|of|back (in) (all of) (early|late|mid) {month}'],
  },
]

interface RangeParts {
  number: number
  ordinal: number
}

const readMonth: Reader<number> = (words, at) => {
  const value = monthOf(words[at]?.norm ?? '')
  return value === undefined ? [] : [{ value, end: at + 1 }]
}

const rangeReaders: Readers<RangeParts> = { number: readNumber, ordinal: readOrdinal }

function rangeReader({ today, calendar }: TimeContext): Reader<Range> {
  const tomorrow = addDays(today, 1)
  const untilNow = (from: Day | undefined): Range | undefined =>
    from === undefined ? undefined : { from, to: tomorrow }
  const labelled = (word: RegExp): Range | undefined =>
    lastPeriod(today, calendar, ({ kind, label }) => kind === 'vacation' && word.test(label ?? ''))
  return readerOf(ranges, rangeReaders, (name, parts) => {
    switch (name) {
      case 'reading-week':
        return lastPeriod(today, calendar, ({ kind }) => kind === 'reading')
      case 'christmas':
        return labelled(/christmas|winter/iu)
      case 'easter':
        return labelled(/easter|spring/iu)
      case 'summer':
        return labelled(/summer/iu)
      case 'this-term':
        return untilNow(termOf(today, calendar)?.from)
      case 'last-term':
        return termBefore(today, calendar)
      case 'this-week':
        return untilNow(weekStart(today))
      case 'last-week':
        return { from: addDays(weekStart(today), -7), to: weekStart(today) }
      case 'this-month':
        return untilNow(`${today.slice(0, 7)}-01`)
      case 'this-year':
        return untilNow(academicYear(today))
      case 'week-number':
        return teachingWeek(today, parts.number ?? parts.ordinal ?? 0, calendar)
    }
  })
}

/** From 1 August, as HESA counts academic years. */
function academicYear(today: Day): Day {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '08-01' ? 1 : 0)
  return `${year}-08-01`
}

/** The last month of this number that has begun. */
function monthRange(today: Day, month: number): Range {
  const first = (year: number, number: number): Day =>
    `${year + Math.floor((number - 1) / 12)}-${String(((number - 1) % 12) + 1).padStart(2, '0')}-01`
  const year = Number(today.slice(0, 4))
  const started = first(year, month) <= today ? year : year - 1
  return { from: first(started, month), to: first(started, month + 1) }
}

/** After these comes a day, or a stretch of time of which the end counts where it is a break. */
const sinceTable: readonly Phrases<'day' | 'after' | 'start' | 'month'>[] = [
  { means: 'month', phrases: ['since (the) (start|beginning) (of) {month}'] },
  { means: 'day', phrases: ['since|from {date} (on|onwards|onward)', 'after {date}'] },
  { means: 'after', phrases: ['since|after (the end of) {range}', 'from {range} on|onwards|onward'] },
  {
    means: 'start',
    phrases: [
      'since|from (the) start|beginning of (the|this) {range} (on|onwards|onward)',
      'since|from (the) start|beginning of term|semester|teaching',
      'since|after (the) term|semester|teaching (has) start|started|began|begun',
      'since term|semester',
    ],
  },
]

interface SinceParts {
  month: number
  date: Day
  range: Range
}

/** "since Monday", "since reading week", "since the start of term": the first day that counts. */
export function sinceReader(context: TimeContext): Reader<Day> {
  const readers: Readers<SinceParts> = {
    date: dateReader(context.today),
    range: rangeReader(context),
    month: readMonth,
  }
  return readerOf(sinceTable, readers, (means, { date, range, month }) => {
    if (means === 'month') return monthRange(context.today, month ?? 1).from
    if (means === 'day') return date
    if (means === 'start') return range?.from ?? termOf(context.today, context.calendar)?.from
    return range && (isBreak(range, context) ? range.to : range.from)
  })
}

/** Of a break the time after it is meant; of a week or a term the time from its first day. */
function isBreak({ from, to }: Range, { calendar, today }: TimeContext): boolean {
  return calendar.some(
    ({ kind, start_date, end_date }) =>
      (kind === 'reading' || kind === 'vacation') && start_date === from && end_date === to && to <= today,
  )
}

const windowTable: readonly Phrases<'span' | 'since' | 'range' | 'day' | 'between' | 'before'>[] = [
  {
    means: 'range',
    phrases: ['(in|over|during|for|within|across|throughout|from|of) (all of) {range}', '{inMonth}'],
  },
  {
    means: 'span',
    phrases: [
      '(in|over|during|for|within|across|from|back) (the|this|these|my) last|past|previous|recent {span}',
      'since {span}',
      'in|over|during|within|for {span}',
      'these last|past {span}',
    ],
  },
  { means: 'since', phrases: ['(ever) {since}'] },
  { means: 'day', phrases: ['(on|for) {date}'] },
  {
    means: 'between',
    phrases: [
      'between|from {date} and|to|until|till {date2}',
      'between|from {number} and|to|until|till {date2}',
    ],
  },
  {
    means: 'before',
    phrases: ['before|until|till (the) {range}', 'before|until|till {date}', 'up to {range}', 'up to {date}'],
  },
]

interface WindowParts extends SinceParts {
  inMonth: Range
  span: number
  since: Day
  date2: Day
  number: number
}

const findWindow = finderOf<(typeof windowTable)[number]['means'], WindowParts>(windowTable)

/** The time that a message looks at. */
export function takeWindow(words: readonly Word[], context: TimeContext): Taken<Window> | undefined {
  const date = dateReader(context.today)
  const found = findWindow(words, {
    date,
    date2: date,
    number: readNumber,
    month: readMonth,
    range: rangeReader(context),
    since: sinceReader(context),
    span: readSpan,
    inMonth: readerOf(inMonth, { month: readMonth }, (_, { month }) => monthRange(context.today, month ?? 1)),
  })
  const value = found && windowOf(found.value, found.parts, context)
  return value && { value, rest: without(words, found.start, found.end) }
}

function windowOf(
  means: (typeof windowTable)[number]['means'],
  { span, since, range, inMonth: month, date, date2, number }: Partial<WindowParts>,
  { today, calendar }: TimeContext,
): Window | undefined {
  const tomorrow = addDays(today, 1)
  switch (means) {
    case 'span':
      return span === undefined ? undefined : { days: span }
    case 'since':
      return since === undefined || since > today ? undefined : { from: since, to: tomorrow }
    case 'range':
      return range ?? month
    case 'day':
      return date === undefined ? undefined : { from: date, to: addDays(date, 1) }
    case 'between': {
      const from =
        date ?? (number !== undefined && date2 !== undefined ? sameMonth(date2, number) : undefined)
      return from === undefined || date2 === undefined || from > date2
        ? undefined
        : { from, to: addDays(date2, 1) }
    }
    case 'before': {
      const to = range?.from ?? date
      const from = to === undefined ? undefined : termOf(to, calendar)?.from
      return from === undefined || to === undefined || from >= to ? undefined : { from, to }
    }
  }
}

const sameMonth = (day: Day, number: number): Day => `${day.slice(0, 8)}${String(number).padStart(2, '0')}`

/** How many days a window that reaches to the present is long; undefined for another. */
export function daysUntilNow(window: Window, today: Day): number | undefined {
  if ('days' in window) return window.days
  return window.to > today ? dayNumber(today) - dayNumber(window.from) : undefined
}

export const timeWords: readonly string[] = [
  ...wordsIn(ranges),
  ...wordsIn(sinceTable),
  ...wordsIn(windowTable),
  ...ordinals,
]
