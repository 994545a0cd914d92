import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { Population } from '../question'
import { without, type Word } from '../words'
import type { Taken } from './taken'

const table: readonly Phrases<Population>[] = [
  {
    means: { kind: 'tutees' },
    phrases: [
      '(all) (of) (my|our|the) (personal|own) tutees|tutee',
      '(all) (of) (my|our|the) (personal) tutor|tutorial group|groups',
      '(all) (of) (the) (students|those|people|ones) (that|who|whom) i (am) (personally) tutor|tutoring',
      '(my) personal students',
    ],
  },
  {
    means: { kind: 'mine' },
    phrases: [
      '(all) (of) (my|our|the) (own) students|student|learners|learner|people|kids|undergrads|undergraduates|cohort|cohorts|lot|folk|pupils|group',
      '(those) (of) mine|ours',
      '(all) (of) (the) (students|those|people) (i|we) (am|are) responsible for',
      'everyone|everybody|anyone|anybody|someone|somebody|whoever',
      '(all) (of) (the) those|them|ones|they',
    ],
  },
]

const find = finderOf<Population>(table)

export function takePopulation(words: readonly Word[]): Taken<Population> | undefined {
  const found = find(words, {})
  return found && { value: found.value, rest: without(words, found.start, found.end) }
}

export const populationWords: readonly string[] = wordsIn(table)
