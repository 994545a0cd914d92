import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import { without, type Word } from '../words'
import type { Taken } from './taken'

type By = NonNullable<QuestionOf<'summarise'>['by']>

const split =
  '(broken|split|grouped|group|shown|break|compare|compared|divided|organised) (it|them) (down|up|out)'
/** "by", "broken down by", "in each", and what comes after. */
const by = (kind: string): string[] => [
  `${split} by|per|across|between|among (each|every|individual|different) ${kind}`,
  `for|in each|every ${kind}`,
  `compare|comparing|comparison (of|between) (the|all) (different) ${kind}`,
  `(break|broken) (it|them) down into|by ${kind}`,
]

/** "Level split", "programme breakdown". */
const splitWords = 'split|breakdown|distribution|comparison|mix|spread'

const table: readonly Phrases<By>[] = [
  {
    means: 'programme',
    phrases: [
      `programme ${splitWords}`,
      ...by('programme|programmes|program|programs|course|courses|degree|degrees'),
    ],
  },
  { means: 'school', phrases: [`school ${splitWords}`, ...by('school|schools|department|departments|dept')] },
  { means: 'faculty', phrases: [`faculty ${splitWords}`, ...by('faculty|faculties')] },
  {
    means: 'level',
    phrases: [`level ${splitWords}`, ...by('level|levels|lvl|year|years|yr (group|groups) (of) (study)')],
  },
  {
    means: 'source',
    phrases: [
      `source ${splitWords}`,
      ...by(
        'source|sources|system|systems|signal|signals|indicator|indicators|type (of) (data|activity|engagement)',
      ),
    ],
  },
  {
    means: 'band',
    phrases: [
      ...by('(engagement) band|bands|category|categories|banding|bandings'),
      'band|bands|banding distribution|split|breakdown|spread|mix',
      'spread|distribution|split|mix (of|by|across) (the) bands|band|engagement',
    ],
  },
  {
    means: 'week',
    phrases: [
      'week (on|by|to) week',
      'each|every week',
      ...by('(teaching) week|weeks|wk'),
      'week on|by week',
      'weekly',
    ],
  },
]

const find = finderOf<By>(table)

/** "by programme", "per level", "in each school", "week by week". */
export function takeGrouping(words: readonly Word[]): Taken<By> | undefined {
  const found = find(words, {})
  return found && { value: found.value, rest: without(words, found.start, found.end) }
}

export const groupingWords: readonly string[] = wordsIn(table)
