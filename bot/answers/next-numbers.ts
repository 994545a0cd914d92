import type { Suggestion } from '../../cards/verbs'
import type { Grouping } from '../../data/domain/grouping'
import type { Population } from '../language/question'
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
  const at = level === undefined ? '' : ` level ${level}`
  const apart = finer[population.kind]
    .filter((grouping) => grouping !== by && (grouping !== 'level' || level === undefined))
    .map((grouping) => ({
      title: `By ${grouping}`,
      text: `summarise ${inWords(population)}${at} by ${grouping}`,
    }))
  return [...apart, ...nextSteps(asking)].slice(0, 4)
}

/** As the bot itself understands it. */
function inWords(population: Population): string {
  switch (population.kind) {
    case 'mine':
      return 'my students'
    case 'tutees':
      return 'my tutees'
    case 'institution':
      return 'the university'
    default:
      return population.code
  }
}
