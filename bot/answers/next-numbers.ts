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
export function nextNumbers({ population, level, by }: NumbersGiven, asking: Asking): Suggestion[] {
  const apart = finer[population.kind]
    .filter((grouping) => grouping !== by && (grouping !== 'level' || level === undefined))
    .flatMap((grouping) => {
      const next = { intent: 'summarise', population, by: grouping } as const
      const text = say(level === undefined ? next : { ...next, level }, asking.access.today)
      return text === undefined ? [] : [{ title: `By ${grouping}`, text }]
    })
  return [...apart, ...nextSteps(asking)].slice(0, 4)
}
