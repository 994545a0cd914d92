import { finderOf, wordsIn, type Phrases, type Reader } from '../pattern'
import { without, type Word } from '../words'
import { readNumber } from './numbers'
import type { Taken } from './taken'

/** Years of study, as staff count them, and the levels of the framework for higher education. */
const table: readonly Phrases<number | 'level' | 'year'>[] = [
  { means: 'level', phrases: ['(at|on|in) (the) level|levels|lvl|lev|l {number}', '{short}'] },
  { means: 'year', phrases: ['(in|on|the) year|yr {year}', '{shortYear}'] },
  {
    means: 3,
    phrases: [
      '(the|my|our|on|in|which|all) foundation (year|yr|level) students|student|group|cohort|lot',
      'foundation (year|yr|level)',
      '(the) foundations',
      'foundation|prep year',
    ],
  },
  {
    means: 4,
    phrases: [
      '(the|my|our|in|their|all) first|1st|1 year|years|yr|yrs (students|student|group|cohort|undergrads)',
      '(the) freshers|fresher|freshmen|newbies',
    ],
  },
  {
    means: 5,
    phrases: ['(the|my|our|in|their|all) second|2nd year|years|yr|yrs (students|student|group|cohort)'],
  },
  {
    means: 6,
    phrases: [
      '(the|my|our|in|their|all) third|3rd|final|last year|years|yr|yrs (students|student|group|cohort)',
      '(the|our|my) finalists|finalist',
    ],
  },
  {
    means: 7,
    phrases: [
      'taught postgraduates|postgraduate|postgrads|postgrad (students)',
      '(the|my|our|on) (taught) masters|master|postgrad|postgraduate|postgrads|postgraduates|pgt|pgts (taught) (level|students|student|programme)',
      'taught postgrads|postgraduates',
    ],
  },
  {
    means: 8,
    phrases: [
      '(the|my|our) phd|phds|doctoral|doctorate|doctorates|pgr|pgrs (level|students|student|researchers|candidates)',
      'postgraduate|postgrad researchers|research',
      'research students',
    ],
  },
]

interface LevelParts {
  number: number
  short: number
  year: number
  shortYear: number
}

const readShort: Reader<number> = (words, at) => {
  const short = /^(?:l|lvl|level)([3-8])s?$/u.exec(words[at]?.norm ?? '')
  return short ? [{ value: Number(short[1]), end: at + 1 }] : []
}
const readYear: Reader<number> = (words, at) =>
  readNumber(words, at).flatMap(({ value, end }) => (value <= 3 ? [{ value: value + 3, end }] : []))
const readShortYear: Reader<number> = (words, at) => {
  const short = /^(?:y|yr|year)([1-3])s?$/u.exec(words[at]?.norm ?? '')
  return short ? [{ value: Number(short[1]) + 3, end: at + 1 }] : []
}
const readLevel: Reader<number> = (words, at) =>
  readNumber(words, at).filter(({ value }) => value >= 3 && value <= 8)

const find = finderOf<number | 'level' | 'year', LevelParts>(table)

/** "level 5", "L5", "second years", "year 2", "finalists": 3 to 8. */
export function takeLevel(words: readonly Word[]): Taken<number> | undefined {
  const found = find(words, { number: readLevel, short: readShort, year: readYear, shortYear: readShortYear })
  if (!found) return undefined
  const { number, short, year, shortYear } = found.parts
  const value = typeof found.value === 'number' ? found.value : (number ?? short ?? year ?? shortYear)
  return value === undefined ? undefined : { value, rest: without(words, found.start, found.end) }
}

export const levelWords: readonly string[] = wordsIn(table)
