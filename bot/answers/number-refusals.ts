import type { Scope } from '../../data/domain/scope'
import type { Counted } from '../../data/rights/differencing'
import { roleWords } from '../access/policy'
import { personScopes } from '../access/scope'
import type { Question } from '../language/question'
import { say } from '../language/say'
import type { Answer, Asking } from './answer'
import { refusal } from './message'
import { whereInWords, type NumbersAsked } from './numbers'
import { capitalise, scopePopulationInWords } from './phrases'
import { suggestionsFor } from './suggestions'

/** To a question about a part of a project's cohort. */
export function onlyTheWhole(asking: Asking, { role, populations }: Scope): Answer {
  const of = populations.map((population) => scopePopulationInWords(population, asking.units)).join(' and ')
  return refusal('only-the-whole', {
    title: 'Only numbers for the whole',
    paragraphs: [
      `As ${roleWords(role)} you get numbers for ${of} as a whole, by band.`,
      'Numbers for a level or a programme could tell who is behind a pseudonym.',
    ],
    suggestions: suggestionsFor(asking.access),
  })
}

/** To a question about numbers of so few that they could single somebody out. */
export function tooFew(asking: Asking, asked: NumbersAsked): Answer {
  const beyond = personScopes(asking.access).length > 0 ? ' whom you do not see by name anyway' : ''
  return refusal('too-few', {
    title: 'Too few students for numbers',
    paragraphs: [
      `${capitalise(numbersInWords(asked, asking))} would tell about a group of fewer than 23 students${beyond}. Numbers about so few could single somebody out, so I give none.`,
      'Ask about a larger group.',
    ],
    suggestions: suggestionsFor(asking.access),
  })
}

/** To a question whose answer could be set off against earlier ones. */
export function tooNear(asking: Asking, asked: NumbersAsked, near: readonly Counted[]): Answer {
  const earlier = [...new Set(near.map((each) => countedInWords(each, asking.units)))].slice(0, 3)
  const numbers = earlier.length === 0 ? 'several numbers' : `the numbers for ${earlier.join(' and for ')}`
  return refusal('too-near', {
    title: 'Too near to an earlier answer',
    paragraphs: [
      `I gave you ${numbers} before. Set off against that, ${numbersInWords(asked, asking)} would tell about a group of fewer than 23 students, and could single somebody out.`,
      'That holds for what I gave you before, too: whoever has left since may have made a group small. Ask about a larger group.',
    ],
    suggestions: suggestionsFor(asking.access),
  })
}

/** To a question about several weeks as one, from a role that sees no person. */
export function weekByWeek(asking: Asking, { population, level, source, time }: NumbersAsked): Answer {
  const question: Question = {
    intent: 'summarise',
    population,
    by: 'week',
    ...(level === undefined ? {} : { level }),
    ...(source === undefined ? {} : { source }),
    ...(time === undefined ? {} : { window: time }),
  }
  const again = say(question, asking.access.today)
  return refusal('week-by-week', {
    title: 'Week by week',
    paragraphs: [
      'Of several weeks I give you numbers week by week, or those of one week: taken together, times that overlap could be set off against each other.',
    ],
    suggestions: [...(again === undefined ? [] : [{ text: again }]), ...suggestionsFor(asking.access)],
  })
}

/** "numbers for level 5 of School of Computing by programme". */
function numbersInWords(asked: NumbersAsked, { units }: Asking): string {
  return `numbers for ${whereInWords(asked, units)}${asked.by === 'band' ? '' : ` by ${asked.by}`}`
}

/** "level 5 of School of Computing". */
function countedInWords({ of, level, within }: Counted, units: Asking['units']): string {
  const where = (within === undefined ? of : [within]).map((each) => scopePopulationInWords(each, units))
  return `${level === undefined ? '' : `level ${level} of `}${where.join(' and ')}`
}
