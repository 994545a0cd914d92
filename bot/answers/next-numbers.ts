import type { Suggestion } from '../../cards/verbs'
import type { Grouping } from '../../data/domain/grouping'
import type { Population } from '../language/question'
import { say } from '../language/say'
import type { Asking } from './answer'
import type { NumbersGiven } from './numbers'
import { nextSteps } from './suggestions'

/** What a population can be told apart by, the coarsest first. */
const finer: Record<Population['kind'], readonly Grouping[]> = {
  institution: ['faculty', 'school', 'level'],
  faculty: ['school', 'programme', 'level'],
  school: ['programme', 'level'],
  programme: ['level'],
  mine: ['level'],
  tutees: ['level'],
  project: [],
}

/** What to ask after some numbers: the same students told apart, then what is always worth asking. */
export function nextNumbers(given: NumbersGiven, asking: Asking): Suggestion[] {
  return [...toldApart(given, asking, finer[given.population.kind]), ...nextSteps(asking)].slice(0, 4)
}

/** The same numbers told apart by what is finer, and week by week. */
export function numbersApart(given: NumbersGiven, asking: Asking): Suggestion[] {
  return toldApart(given, asking, [...finer[given.population.kind].slice(0, 2), 'week'])
}

function toldApart(
  { population, level, by }: NumbersGiven,
  { access }: Asking,
  groupings: readonly Grouping[],
): Suggestion[] {
  return groupings
    .filter((grouping) => grouping !== by && (grouping !== 'level' || level === undefined))
    .flatMap((grouping) => {
      const next = { intent: 'summarise', population, by: grouping } as const
      const text = say(level === undefined ? next : { ...next, level }, access.today)
      return text === undefined ? [] : [{ title: `By ${grouping}`, text }]
    })
}
