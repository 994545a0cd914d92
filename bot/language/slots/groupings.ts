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
  `(break|broken) (it|them) down into|by ${kind}`,
]

const table: readonly Phrases<By>[] = [
  { means: 'programme', phrases: by('programme|programmes|program|programs|course|courses|degree|degrees') },
  { means: 'school', phrases: by('school|schools|department|departments|dept') },
  { means: 'faculty', phrases: by('faculty|faculties') },
  { means: 'level', phrases: by('level|levels|lvl|year|years|yr (group|groups) (of) (study)') },
  {
    means: 'source',
    phrases: by(
      'source|sources|system|systems|signal|signals|indicator|indicators|type (of) (data|activity|engagement)',
    ),
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
