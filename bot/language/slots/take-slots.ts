import type { Band, Trend } from '../../../data/domain/band'
import type { Population, QuestionOf, Window } from '../question'
import type { Vocabulary } from '../vocabulary'
import { gap, type Word } from '../words'
import { isGrammarWord } from '../grammar-words'
import { takeAbsence, type Absence } from './absence'
import { takeBands } from './bands'
import { takeGrouping } from './groupings'
import { takeLevel } from './levels'
import { takeBareLimit, takeLimit, takeSort, type Limit } from './orders'
import { takePopulation } from './populations'
import { takeSource, type NamedSource } from './sources'
import type { Taken } from './taken'
import { daysUntilNow, takeBareSpan, takeWindow } from './times'
import { takeTrend } from './trends'
import { takeUnit } from './units'

/** All that a message says about which students, what of them, and when. */
export interface Slots {
  unit?: Population
  population?: Population
  level?: number
  bands?: Band[]
  trend?: Trend
  source?: NamedSource
  inactiveDays?: number
  notContactedDays?: number
  window?: Window
  sort?: QuestionOf<'list-students'>['sort']
  limit?: Limit
  by?: QuestionOf<'summarise'>['by']
}

/** Takes the slots out of a message, one after the other; what is left must then mean nothing of its own. */
export function takeSlots(
  words: readonly Word[],
  vocabulary: Vocabulary,
): { slots: Slots; rest: readonly Word[] } {
  let rest: readonly Word[] = plainly(words)
  const take = <Value>(find: (words: readonly Word[]) => Taken<Value> | undefined): Value | undefined => {
    const found = find(rest)
    if (found) rest = found.rest
    return found?.value
  }
  const absences = [
    take((left) => takeAbsence(left, vocabulary)),
    take((left) => takeAbsence(left, vocabulary)),
  ]
  const by = take(takeGrouping)
  const sort = take(takeSort)
  const saidLimit = take(takeLimit)
  const unit = take((left) => takeUnit(left, vocabulary, isGrammarWord))
  // Before the time: "been in this week" is not "in this week".
  const source = take(takeSource)
  const level = take(takeLevel)
  const window =
    take((left) => takeWindow(left, vocabulary)) ??
    (source?.lack === 'absent' ? take(takeBareSpan) : undefined)
  const bands = take(takeBands)
  const trend =
    take(takeTrend) ?? (sort === 'trend' && words.some(isFaller) ? ('falling' as const) : undefined)
  const populations = [take(takePopulation), take(takePopulation), take(takePopulation)]
  const population = populations.find((each) => each?.kind === 'tutees') ?? populations.find((each) => each)
  const limit = saidLimit ?? take(takeBareLimit)
  const days = (kind: Absence['kind']): number | undefined =>
    absences.find((each) => each?.kind === kind)?.days
  // "Not logged in for ten days" is an absence, and no look at ten days.
  const absentDays = source?.lack === 'absent' && window ? daysUntilNow(window, vocabulary.today) : undefined
  const inactiveDays = days('inactive') ?? absentDays
  const notContactedDays = days('uncontacted')
  return {
    rest,
    slots: {
      ...(unit && { unit }),
      ...(population && { population }),
      ...(level !== undefined && { level }),
      ...(bands && { bands }),
      ...(trend && { trend }),
      ...(source && { source }),
      ...(inactiveDays !== undefined && { inactiveDays }),
      ...(notContactedDays !== undefined && { notContactedDays }),
      ...(window && absentDays === undefined && { window }),
      ...(sort && { sort }),
      ...(limit && { limit }),
      ...(by && { by }),
    },
  }
}

/** "Biggest fallers" are falling, beside their order. */
const isFaller = ({ norm }: Word): boolean => /^(fallers?|droppers|decliners)$/u.test(norm)

/** The words with those told apart that mean two things: "teaching week 2" is no attendance, "low first years" no order. */
function plainly(words: readonly Word[]): readonly Word[] {
  return words.map((word, index) => {
    const next = words[index + 1]?.norm ?? ''
    if (word.norm === 'teaching' && /^(week|wk)s?$/u.test(next)) return gap
    return word.norm === 'first' && /^(year|yr)s?$/u.test(next) ? { ...word, norm: '1st' } : word
  })
}

/** Whether all the words left over are among these. */
export function areOnly(words: readonly Word[], ...which: readonly ReadonlySet<string>[]): boolean {
  return words.every(({ norm }) => norm === '' || which.some((set) => set.has(norm)))
}
