import { addDays, weekStart, type Day } from '../../../data/domain/day'
import { comingPeriod, comingTerms, type Range } from '../academic-year'
import { readerOf, wordsIn, type Phrases, type Reader, type Readers } from '../pattern'
import { isBreak, type Break } from './breaks'
import { comingDateReader } from './dates'
import { comingMonth, monthAfter, readMonth } from './months'
import { readOrdinal } from './numbers'
import type { TimeContext } from './periods'

type ComingName =
  | 'day'
  | 'day-of-month'
  | 'today'
  | 'tomorrow'
  | 'weekend'
  | 'this-week'
  | 'next-week'
  | 'this-month'
  | 'next-month'
  | 'this-term'
  | 'next-term'
  | 'month'
  | 'new-year'
  | Break

/** Times that are not over. */
const table: readonly Phrases<ComingName>[] = [
  { means: 'day', phrases: ['{date}'] },
  { means: 'day-of-month', phrases: ['the {ordinal}'] },
  { means: 'today', phrases: ['today'] },
  { means: 'tomorrow', phrases: ['tomorrow'] },
  { means: 'weekend', phrases: ['(the|this) weekend'] },
  { means: 'this-week', phrases: ['this|the week|wk'] },
  { means: 'next-week', phrases: ['next week|wk'] },
  { means: 'this-month', phrases: ['this|the month'] },
  { means: 'next-month', phrases: ['next month'] },
  { means: 'this-term', phrases: ['(this|the) term|semester'] },
  { means: 'next-term', phrases: ['next term|semester', '(the) next term|semester'] },
  { means: 'month', phrases: ['{month}'] },
  { means: 'new-year', phrases: ['(the) new year'] },
  {
    means: 'christmas',
    phrases: ['(the) christmas|xmas|winter (break|holiday|holidays|vacation|vac|closure)'],
  },
  { means: 'easter', phrases: ['(the) easter (break|holiday|holidays|vacation|vac)'] },
  { means: 'summer', phrases: ['(the) summer (break|holiday|holidays|vacation|vac)'] },
  { means: 'reading-week', phrases: ['(the) reading week|wk'] },
]

interface ComingParts {
  date: Day
  ordinal: number
  month: number
}

/** "Monday", "7 December", "next week", "Christmas": the days of what is running or comes next. */
export function comingReader(context: TimeContext): Reader<Range> {
  const date = comingDateReader(context.today)
  const readers: Readers<ComingParts> = { date, month: readMonth, ordinal: readOrdinal }
  return readerOf(table, readers, (name, parts) => rangeOf(name, parts, context))
}

function rangeOf(
  name: ComingName,
  { date, month, ordinal }: Partial<ComingParts>,
  { today, calendar }: TimeContext,
): Range | undefined {
  const monday = weekStart(today)
  switch (name) {
    case 'day':
      return date === undefined ? undefined : { from: date, to: addDays(date, 1) }
    case 'day-of-month':
      return dayOfMonth(today, ordinal ?? 0)
    case 'today':
      return { from: today, to: addDays(today, 1) }
    case 'tomorrow':
      return { from: addDays(today, 1), to: addDays(today, 2) }
    case 'weekend':
      return { from: addDays(monday, 5), to: addDays(monday, 7) }
    case 'this-week':
      return { from: monday, to: addDays(monday, 7) }
    case 'next-week':
      return { from: addDays(monday, 7), to: addDays(monday, 14) }
    case 'this-month':
      return monthAfter(today, 0)
    case 'next-month':
      return monthAfter(today, 1)
    case 'month':
      return month === undefined ? undefined : comingMonth(today, month)
    case 'this-term':
      return comingTerms(today, calendar).running
    case 'next-term':
      return comingTerms(today, calendar).next
    case 'new-year':
      return { from: `${Number(today.slice(0, 4)) + 1}-01-01`, to: `${Number(today.slice(0, 4)) + 1}-01-02` }
    case 'christmas':
    case 'easter':
    case 'summer':
    case 'reading-week':
      return comingPeriod(today, calendar, isBreak[name])
  }
}

/** The next day of this number. */
function dayOfMonth(today: Day, number: number): Range | undefined {
  const days = [0, 1].map((count) => addDays(monthAfter(today, count).from, number - 1))
  const day = days.find((each) => each > today && Number(each.slice(8)) === number)
  return day === undefined ? undefined : { from: day, to: addDays(day, 1) }
}

export const comingWords: readonly string[] = wordsIn(table)
