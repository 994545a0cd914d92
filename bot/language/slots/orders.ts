import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import { without, type Word } from '../words'
import { readNumber } from './numbers'
import type { Taken } from './taken'

type Sort = NonNullable<QuestionOf<'list-students'>['sort']>

/** How many students to list, and whether of the worst or the best. */
const limits: readonly Phrases<'first' | 'worst' | 'best'>[] = [
  {
    means: 'worst',
    phrases: [
      '(the|my|our|in) (top) worst|lowest|bottom|weakest|poorest (scoring|engaged|performing|engaging) {number}',
      '{number} (of) (the) (my) (students|people|persons|ones) with (the) lowest|worst|poorest scores|score|engagement',
      '(the|my|our) {number} lowest|bottom|worst|poorest|weakest scorers|performers|engagers',
      '(the|my|our) {number} worst|lowest|bottom|weakest|poorest|least (scoring|engaged|performing|engaging)',
    ],
  },
  {
    means: 'best',
    phrases: [
      '(the|my|our) best|highest|strongest (scoring|engaged|performing) {number}',
      '(the|my|our) {number} best|highest|strongest|top|most (scoring|engaged|performing)',
      '(the|my|our) top {number}',
    ],
  },
  {
    means: 'first',
    phrases: [
      '(the|only|just) first {number} (only)',
      '(the|only|just) {number} first',
      'no more than {number}',
      '{number} max|maximum',
      '(only|just|give|show) (me) up to {number}',
      'limit|limited (to|of) {number}',
      'just|only {number}',
      'max|maximum (of) {number}',
    ],
  },
]

const sorts: readonly Phrases<Sort>[] = [
  {
    means: 'name',
    phrases: [
      '(sort|sorted|order|ordered|listed|rank|ranked|arrange|arranged|in|list) (them) (in) by|on (the) (their) (student) (surname|last|first|family|given) name|names|surname|surnames',
      '(sort|sorted|order|ordered|listed|list) (them) alphabetically|alphabetical|alphabetic|az (order)',
      '(sort|sorted|ordered|order) according to (the) (their) surname|surnames|name|names',
      '(sorted|in) (an) alphabetical|alphabetic order',
      '(sorted|from) a to z',
      'by|in surname|name|names (order)',
      '(in) name|surname|alphabet order',
      'alphabetically|alphabetical|az|alphabetised (order) (by) (name|surname)',
      '(in) a z (order) (by) (name)',
    ],
  },
  {
    means: 'score',
    phrases: [
      '(sort|sorted|order|ordered|rank|ranked|listed) (them) by|on (the) (their) (engagement) score|scores',
      '(sort|sorted|order|ordered|rank|ranked|listed) (them) by engagement (score)',
      '(with) (the) (sorted|starting|start) (with) (the) worst|lowest|weakest|poorest|least (engaged|score|ones) first|up|onwards',
      '(in) (from) (the) worst|lowest|low to best|highest|high',
      'sorted|sort|starting|start by|with|from|at (the) worst|lowest|bottom|weakest',
      'ascending (order)',
      '(the|with) (the) most worrying|urgent|concerning|serious|critical (ones|cases) first|top',
      '(with|who|that|of) (has|have|had|whose|got|the) (the|got) worst|lowest|poorest|weakest score|scores|scorers',
      '(with|who|that) (have|has) the most low|least score|scores',
      '(in) order of (engagement) score|scores',
      'by (engagement) score|scores (order)',
      '(in) (order) (of) lowest|worst|least (engaged|engagement) to|then best|highest|most (engaged)',
      '(the) worst|lowest|weakest|bottom|low (scoring|ones|scores|score|engagement) first|upwards',
      'ranked|rank|ordered|order|sorted|sort worst|lowest|low (to|first) (best|high|highest)',
    ],
  },
  {
    means: 'trend',
    phrases: [
      '(sort|sorted|order|ordered|rank|ranked|listed) (them) by (the) trend|trends|change|movement',
      '(the) biggest|steepest|sharpest|worst fallers|faller|drops|droppers|decliners',
      '(the) biggest|steepest|worst fallers|drops|falls (ones) at (the) top',
      '(by) (the) steepest|sharpest|fastest (ones) first',
      '(by) (the) biggest|steepest|worst|fastest|sharpest|largest fallers|faller|drop|drops|fall|falls|decline|declines|dropping first',
      '(starting) (with) (the) falling|fallers|dropping (ones) first',
    ],
  },
  {
    means: 'last-active',
    phrases: [
      '(with) (the) longest away|silent|gone|inactive|absent|quiet (ones) first|at (the) (top)',
      'by when they were|are last active|seen',
      '(been) inactive|silent|away|quiet|absent|gone|missing (the) longest (first)',
      '(sort|sorted|order|ordered) (my|the|them) (tutees|students) by when they were last active|seen',
      '(sort|sorted|order|ordered) by last|latest activity|login|seen|active',
      '(sort|sorted|order|ordered|rank|ranked|listed) (them) by (the) (when|date) (of) (they) (were|was) (their) last|latest|recent (active|activity|seen|engaged|login|engagement|active date)',
      '(with) (the|who) (those|students) (has|have|is|who) (is|been|are) (the) (who) (been) (away|gone|silent|inactive|quiet|absent|missing) longest (away|silent|gone|inactive|absent|quiet|absence|time) first',
      '(the) least recently active|seen (first)',
      '(the) longest (away|silent|gone|inactive|absent) (ones) first',
      '(in) (order) (of) longest away|silent|gone|inactive|absent',
    ],
  },
]

const findLimit = finderOf<'first' | 'worst' | 'best', { number: number }>(limits)
const findSort = finderOf<Sort>(sorts)

export interface Limit {
  limit: number
  of: 'first' | 'worst' | 'best'
}

/** "worst ten", "top 5", "first 3". */
export function takeLimit(words: readonly Word[]): Taken<Limit> | undefined {
  const found = findLimit(words, { number: readNumber })
  const limit = found?.parts.number
  if (!found || limit === undefined) return undefined
  return { value: { limit, of: found.value }, rest: without(words, found.start, found.end) }
}

/** "Show 5 struggling tutees": a number that is left before those whom it counts, and nothing else's. */
export function takeBareLimit(words: readonly Word[]): Taken<Limit> | undefined {
  const at = words.findIndex((_, index) => readNumber(words, index).length > 0)
  const [number] = readNumber(words, at)
  if (!number || !beforeCount.has(words[at - 1]?.norm ?? '') || !counted.has(words[at + 1]?.norm ?? ''))
    return undefined
  return { value: { limit: number.value, of: 'first' }, rest: without(words, at, at + 1) }
}

const beforeCount: ReadonlySet<string> = new Set([
  '',
  ...'show list give me find get need want the any name pull bring send see tell'.split(' '),
])
const counted: ReadonlySet<string> = new Set([
  '',
  ...'students student people persons names ones learners of'.split(' '),
])

export function takeSort(words: readonly Word[]): Taken<Sort> | undefined {
  const found = findSort(words, {})
  return found && { value: found.value, rest: without(words, found.start, found.end) }
}

export const orderWords: readonly string[] = [...wordsIn(limits), ...wordsIn(sorts)]
