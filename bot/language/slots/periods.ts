import { addDays, weekStart, type Day } from '../../../data/domain/day'
import type { NamedPeriod } from '../../../data/queries/named-periods'
import { lastPeriod, teachingWeek, termBefore, termOf, type Range } from '../academic-year'
import { readerOf, wordsIn, type Phrases, type Reader, type Readers } from '../pattern'
import { isBreak, type Break } from './breaks'
import { monthAfter } from './months'
import { ordinals, readNumber, readOrdinal } from './numbers'

/** What times of a message are told by. */
export interface TimeContext {
  today: Day
  /** The university's own calendar. */
  calendar: readonly NamedPeriod[]
}

type RangeName =
  | Break
  | 'this-term'
  | 'last-term'
  | 'this-week'
  | 'last-week'
  | 'this-month'
  | 'this-year'
  | 'week-number'
  | 'weeks'

/** Stretches of time that have a name. */
const ranges: readonly Phrases<RangeName>[] = [
  { means: 'reading-week', phrases: ['(the) (last) reading week|wk', '(the) readingweek'] },
  { means: 'christmas', phrases: ['(the) christmas|xmas|winter (break|holiday|holidays|vacation|vac)'] },
  { means: 'easter', phrases: ['(the) easter (break|holiday|holidays|vacation|vac)'] },
  { means: 'summer', phrases: ['(the) summer (break|holiday|holidays|vacation|vac)'] },
  {
    means: 'this-term',
    phrases: [
      '(so far) this|the|current term|semester (so far)',
      '(so far) the current term|semester',
      'term|semester to date',
      'the term|semester so far',
      'all term|semester',
    ],
  },
  {
    means: 'last-term',
    phrases: ['(the) last|previous|preceding term|semester', 'the term|semester before'],
  },
  {
    means: 'this-week',
    phrases: ['(so far) this|current week|wk (so far)', 'the week so far', 'week to date'],
  },
  {
    means: 'last-week',
    phrases: [
      'last week|wk',
      '(the) previous|preceding week',
      'the week before',
      'week just gone',
      'the week just gone',
    ],
  },
  {
    means: 'this-month',
    phrases: ['(so far) this|current month (so far)', 'the month so far', 'month to date'],
  },
  { means: 'this-year', phrases: ['this (academic) year (so far)', 'the academic year'] },
  {
    means: 'weeks',
    phrases: ['(teaching) weeks|week|wks|wk {number} to|and|through|until {number2}'],
  },
  {
    means: 'week-number',
    phrases: ['(the) (teaching) week|wk {number}', '(the) {ordinal} (teaching) week (of term|semester)'],
  },
]

interface RangeParts {
  number: number
  ordinal: number
  number2: number
}

const rangeReaders: Readers<RangeParts> = { number: readNumber, ordinal: readOrdinal, number2: readNumber }

export function rangeReader({ today, calendar }: TimeContext): Reader<Range> {
  const tomorrow = addDays(today, 1)
  const untilNow = (from: Day | undefined): Range | undefined =>
    from === undefined ? undefined : { from, to: tomorrow }
  return readerOf(ranges, rangeReaders, (name, parts) => {
    switch (name) {
      case 'reading-week':
      case 'christmas':
      case 'easter':
      case 'summer':
        return lastPeriod(today, calendar, isBreak[name])
      case 'this-term':
        return untilNow(termOf(today, calendar)?.from)
      case 'last-term':
        return termBefore(today, calendar)
      case 'this-week':
        return untilNow(weekStart(today))
      case 'last-week':
        return { from: addDays(weekStart(today), -7), to: weekStart(today) }
      case 'this-month':
        return untilNow(monthAfter(today, 0).from)
      case 'this-year':
        return untilNow(academicYear(today))
      case 'weeks': {
        const last = teachingWeek(today, parts.number2 ?? 0, calendar)
        const first = teachingWeek(today, parts.number ?? 0, calendar)
        return first && last && first.from < last.to ? { from: first.from, to: last.to } : undefined
      }
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

export const periodWords: readonly string[] = [...wordsIn(ranges), ...ordinals]
