import { addDays, dayNumber, type Day } from '../../../data/domain/day'
import type { Range } from '../academic-year'
import { readerOf, wordsIn, type Phrases, type Reader, type Readers } from '../pattern'
import type { Word } from '../words'
import { comingReader, comingWords } from './coming'
import { readNumber } from './numbers'
import type { TimeContext } from './periods'
import { readSpan } from './spans'

type End = 'before' | 'after' | 'during' | 'for' | 'year' | 'years' | 'over'

/** When what begins now ends. */
const table: readonly Phrases<End>[] = [
  {
    means: 'before',
    phrases: [
      'until|till|til (i) (am|return|get) (back) (on|in|at|from) (the) (start|beginning) (of) {coming}',
      'back (on|in|at|from) {coming}',
    ],
  },
  {
    means: 'after',
    phrases: [
      'until|till|til (i) (am|return|get) (back) after|past (the) (end) (of) {coming}',
      'until|till|til (the) end of {coming}',
      'back after {coming}',
    ],
  },
  { means: 'during', phrases: ['(for|over|during|in|all) (the) (whole|rest|remainder) (of) {coming}'] },
  {
    means: 'for',
    phrases: ['(for|over|during|in) (the|about|at) (next|coming|following|least) {span}'],
  },
  { means: 'years', phrases: ['(for) (the) (next) {number} (whole|full) years'] },
  {
    means: 'over',
    phrases: [
      'until|till|til yesterday',
      'until|till|til last week|month|year|mon|monday|tue|tuesday|wed|wednesday|thu|thursday|fri|friday|sat|saturday|sun|sunday',
    ],
  },
  { means: 'year', phrases: ['(for) a|one (whole|full) year'] },
]

interface EndParts {
  coming: Range
  span: number
  number: number
}

/** In how many days what begins now ends: "until Monday", "for two weeks", "for the rest of the week"; 0 where that is over. */
function pauseReader(context: TimeContext, isBegun: boolean): Reader<number> {
  const { today } = context
  const readers: Readers<EndParts> = { coming: comingReader(context), span: readSpan, number: readNumber }
  const until = (day: Day | undefined): number | undefined => {
    const days = day === undefined ? 0 : dayNumber(day) - dayNumber(today)
    return days < 1 ? undefined : days
  }
  return readerOf(table, readers, (means, { coming, span, number }) => {
    switch (means) {
      case 'before':
        return coming && coming.to <= today ? 0 : until(coming?.from)
      case 'after':
        return until(coming?.to)
      case 'during':
        return isBegun && coming && coming.from > today ? undefined : until(coming?.to)
      case 'for':
        return span
      case 'years':
        return number === undefined ? undefined : until(addDays(today, 365 * number))
      case 'over':
        return 0
      case 'year':
        return until(addDays(today, 365))
    }
  })
}

/** How long something is to last that begins now, and where that is said. */
export interface PauseEnd {
  days: number
  start: number
  end: number
}

/**
 * Finds how long a pause is to last. One that begins later has no end here, unless `isBegun` is false: then the end is what
 * counts, whenever it begins.
 */
export function pauseEndIn(
  words: readonly Word[],
  context: TimeContext,
  { isBegun = true } = {},
): PauseEnd | undefined {
  const read = pauseReader(context, isBegun)
  let found: PauseEnd | undefined
  for (let start = 0; start < words.length; start += 1) {
    const [longest] = read(words, start)
    if (longest && longest.end - start > (found ? found.end - found.start : 0))
      found = { days: longest.value, start, end: longest.end }
  }
  return found
}

export const pauseEndWords: readonly string[] = [...wordsIn(table), ...comingWords]
