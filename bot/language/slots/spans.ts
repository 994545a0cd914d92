import { readerOf, wordsIn, type Phrases, type Reader } from '../pattern'
import { readNumber } from './numbers'

/** How many days one is. */
const units: readonly Phrases<number>[] = [
  { means: 1, phrases: ['day|days'] },
  { means: 7, phrases: ['week|weeks|wk|wks'] },
  { means: 14, phrases: ['fortnight|fortnights'] },
  { means: 28, phrases: ['month|months|mth|mths'] },
]

/** How many of them. */
const counts: readonly Phrases<number>[] = [
  { means: 1, phrases: ['a|an|one (whole|full|entire)'] },
  { means: 2, phrases: ['(a) couple (of)', '(a) pair of'] },
  { means: 3, phrases: ['(a) few'] },
]

const readUnit = readerOf(units, {}, (days) => days)
const readCount = readerOf(counts, {}, (count) => count)

/** "two weeks", "a fortnight", "10 days", "10d", "a couple of weeks", "week" alone: in days; a month is four weeks. */
export const readSpan: Reader<number> = (words, at) => {
  const short = /^(\d{1,3})(d|w|wk|wks|days|weeks)$/u.exec(words[at]?.norm ?? '')
  if (short) return [{ value: Number(short[1]) * (short[2]?.startsWith('d') ? 1 : 7), end: at + 1 }]
  const counted = [...readNumber(words, at), ...readCount(words, at)].flatMap(({ value: count, end }) =>
    readUnit(words, end).map((unit) => ({ value: count * unit.value, end: unit.end })),
  )
  return [...counted, ...readUnit(words, at)].sort((a, b) => b.end - a.end)
}

export const spanWords: readonly string[] = [...wordsIn(units), ...wordsIn(counts)]
