import { isDeepStrictEqual } from 'node:util'
import { bands as allBands } from '../../../data/domain/band'
import { parse } from '../parse'
import type { Population, Question } from '../question'
import type { Vocabulary } from '../vocabulary'
import { inWords } from './in-words'
import { modelQuestion, type ModelQuestion } from './model-question'
import type { Hidden, Outgoing } from './outgoing'

/** What a model took a message for. */
export interface Reading {
  question: Question
  /** The same in words of the grammar: whoever types them asks the same. */
  words: string
}

/**
 * What a model's answer means, if it is a question of the contract about what was sent, and nothing else. It is said in
 * words of the grammar, and these are parsed as if they had been typed: a question that the grammar would not take so is
 * none.
 */
export function readingOf(
  returned: unknown,
  { placeholders }: Outgoing,
  vocabulary: Vocabulary,
): Reading | undefined {
  const parsed = modelQuestion.safeParse(returned)
  if (!parsed.success || parsed.data.intent === 'unclear') return undefined
  if (!placeholdersOf(parsed.data).every((each) => placeholders.has(each))) return undefined
  const words = inWords(parsed.data, (placeholder) => naming(placeholders.get(placeholder), vocabulary))
  const question = parse(words, vocabulary)
  const expected = withPopulation(parsed.data, placeholders)
  return isSame(question, expected) ? { question, words } : undefined
}

function placeholdersOf(question: ModelQuestion): string[] {
  const named = [
    'student' in question ? question.student : undefined,
    'population' in question ? question.population : undefined,
  ]
  return named.flatMap((each) => (each?.startsWith('<') ? [each] : []))
}

/** A unit by its name, or by its code where others have that name; everything else as it was typed. */
function naming(hidden: Hidden | undefined, { units }: Vocabulary): string {
  const unit = hidden?.unit
  if (unit === undefined || !('code' in unit)) return hidden?.typed ?? ''
  const name = units.find(({ unit_code }) => unit_code === unit.code)?.name
  const isOnly = units.filter((each) => each.name === name).length === 1
  return name !== undefined && isOnly ? name : unit.code
}

function withPopulation(question: ModelQuestion, placeholders: ReadonlyMap<string, Hidden>): object {
  if (!('population' in question)) return question
  const { population } = question
  const unit = placeholders.get(population)?.unit
  const bands = 'bands' in question ? question.bands : undefined
  return {
    ...question,
    population: unit ?? { kind: population },
    ...(bands && { bands: allBands.filter((band) => bands.includes(band)) }),
  } satisfies { population: Population | { kind: string } }
}

/** The student aside, whom the words alone name. */
function isSame(question: Question, expected: object): boolean {
  const named = (of: object): boolean => 'student' in of && of.student !== undefined
  const bare = (of: object): object => ({ ...of, student: undefined })
  return named(question) === named(expected) && isDeepStrictEqual(bare(question), bare(expected))
}
