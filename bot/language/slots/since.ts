import type { Day } from '../../../data/domain/day'
import { termOf, type Range } from '../academic-year'
import { readerOf, wordsIn, type Phrases, type Reader, type Readers } from '../pattern'
import { dateReader } from './dates'
import { lastMonth, monthAfter, readMonth } from './months'
import { rangeReader, type TimeContext } from './periods'

/** After these comes a day, or a stretch of time of which the end counts where it is a break. */
const sinceTable: readonly Phrases<'day' | 'after' | 'start' | 'month' | 'this-month'>[] = [
  { means: 'month', phrases: ['since (the) (start|beginning) (of) {month}'] },
  {
    means: 'this-month',
    phrases: ['since|from (the) start|beginning of (the|this) month', 'since the 1st|first'],
  },
  { means: 'day', phrases: ['since|from|starting {date} (on|onwards|onward)', 'after {date}'] },
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

export interface SinceParts {
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
    if (means === 'month') return lastMonth(context.today, month ?? 1).from
    if (means === 'this-month') return monthAfter(context.today, 0).from
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

export const sinceWords: readonly string[] = wordsIn(sinceTable)
