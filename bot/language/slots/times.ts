import { addDays, dayNumber, type Day } from '../../../data/domain/day'
import { termOf, type Range } from '../academic-year'
import { finderOf, readerOf, wordsIn, type Phrases, type Reader } from '../pattern'
import type { Window } from '../question'
import { without, type Word } from '../words'
import { dateReader } from './dates'
import { lastMonth, readMonth } from './months'
import { readNumber, readOrdinal } from './numbers'
import { periodWords, rangeReader, type TimeContext } from './periods'
import { sinceReader, sinceWords, type SinceParts } from './since'
import { readSpan } from './spans'
import type { Taken } from './taken'

/** Of a month: only after a word that says so, for May and March are names. */
const inMonth: readonly Phrases<'month'>[] = [
  {
    means: 'month',
    phrases: ['in|during|over|for|within|across|throughout|of|back (in) (all of) (early|late|mid) {month}'],
  },
]

const windowTable: readonly Phrases<'span' | 'since' | 'range' | 'day' | 'between' | 'before' | 'ranges'>[] =
  [
    {
      means: 'range',
      phrases: [
        '(in|over|during|for|within|across|throughout|from|of) (all of) {range}',
        '{inMonth}',
        '{bareMonth}',
      ],
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
    { means: 'ranges', phrases: ['(between|from) {range} and|to|until|till|through {range2}'] },
    { means: 'since', phrases: ['(ever) {since}'] },
    { means: 'day', phrases: ['(on|for) {date}'] },
    {
      means: 'between',
      phrases: [
        '(between|from) {date} and|to|until|till|through {date2}',
        '(between|from) (the) {number} and|to|until|till {date2}',
        '{number} {date2}',
      ],
    },
    {
      means: 'before',
      phrases: [
        'before|until|till (the) {range}',
        'before|until|till {date}',
        'up to {range}',
        'up to {date}',
      ],
    },
  ]

interface WindowParts extends SinceParts {
  inMonth: Range
  bareMonth: Range
  range2: Range
  span: number
  since: Day
  date2: Day
  number: number
}

const findWindow = finderOf<(typeof windowTable)[number]['means'], WindowParts>(windowTable)

/** "Library use, October": by itself, where it is no date's, and no word of its own. */
const bareMonthReader =
  (today: Day): Reader<Range> =>
  (words, at) => {
    const [month] = readMonth(words, at)
    const isOfDate = [words[at - 1], words[at + 1]].some((word) => /^\d/u.test(word?.norm ?? ''))
    if (!month || isOfDate || alsoWords.has(words[at]?.norm ?? '')) return []
    return [{ value: lastMonth(today, month.value), end: month.end }]
  }
const alsoWords: ReadonlySet<string> = new Set('may march mar dec sun sat jan'.split(' '))

/** The time that a message looks at. */
export function takeWindow(words: readonly Word[], context: TimeContext): Taken<Window> | undefined {
  const date = dateReader(context.today)
  const found = findWindow(words, {
    date,
    date2: date,
    number: (at, from) => [...readNumber(at, from), ...readOrdinal(at, from)],
    range2: rangeReader(context),
    bareMonth: bareMonthReader(context.today),
    month: readMonth,
    range: rangeReader(context),
    since: sinceReader(context),
    span: readSpan,
    inMonth: readerOf(inMonth, { month: readMonth }, (_, { month }) => lastMonth(context.today, month ?? 1)),
  })
  const value = found && windowOf(found.value, found.parts, context)
  return value && { value, rest: without(words, found.start, found.end) }
}

function windowOf(
  means: (typeof windowTable)[number]['means'],
  { span, since, range, range2, inMonth: month, bareMonth, date, date2, number }: Partial<WindowParts>,
  { today, calendar }: TimeContext,
): Window | undefined {
  const tomorrow = addDays(today, 1)
  switch (means) {
    case 'span':
      return span === undefined ? undefined : { days: span }
    case 'since':
      return since === undefined || since > today ? undefined : { from: since, to: tomorrow }
    case 'range':
      return range ?? month ?? bareMonth
    case 'ranges':
      return range && range2 && range.from < range2.to ? { from: range.from, to: range2.to } : undefined
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

/** "No logins, 8 days": a length of time by itself, beside what was absent. */
export function takeBareSpan(words: readonly Word[]): Taken<Window> | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const [span] = readSpan(words, at)
    if (span && span.end > at + 1) return { value: { days: span.value }, rest: without(words, at, span.end) }
  }
  return undefined
}

/** How many days a window that reaches to the present is long; undefined for another. */
export function daysUntilNow(window: Window, today: Day): number | undefined {
  if ('days' in window) return window.days
  return window.to > today ? dayNumber(today) - dayNumber(window.from) : undefined
}

export const timeWords: readonly string[] = [...periodWords, ...sinceWords, ...wordsIn(windowTable)]
