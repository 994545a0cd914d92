import { isDeepStrictEqual } from 'node:util'
import { bands as allBands } from '../../../data/domain/band'
import { parse } from '../parse'
import type { Question } from '../question'
import { asQuestion } from '../question-schema'
import { say } from '../say'
import type { Vocabulary } from '../vocabulary'
import { modelQuestion, type ModelQuestion } from './model-question'
import type { Hidden, Outgoing } from './outgoing'

/** What a model took a message for. */
export interface ModelReading {
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
): ModelReading | undefined {
  const parsed = modelQuestion.safeParse(returned)
  if (!parsed.success || parsed.data.intent === 'unclear') return undefined
  if (!placeholdersOf(parsed.data).every((each) => placeholders.has(each))) return undefined
  const expected = questionOf(parsed.data, placeholders)
  const words = expected && say(expected, vocabulary.today)
  const question = words === undefined ? undefined : parse(words, vocabulary)
  return words !== undefined && question && isSame(question, expected) ? { question, words } : undefined
}

function placeholdersOf(question: ModelQuestion): string[] {
  const named = [
    'student' in question ? question.student : undefined,
    'population' in question ? question.population : undefined,
  ]
  return named.flatMap((each) => (each?.startsWith('<') ? [each] : []))
}

/** The contract's question, with the student as they were typed in the place of an ID. */
function questionOf(
  question: ModelQuestion,
  placeholders: ReadonlyMap<string, Hidden>,
): Question | undefined {
  const bands = 'bands' in question ? question.bands : undefined
  return asQuestion({
    ...question,
    ...('population' in question && { population: populationOf(question.population, placeholders) }),
    ...('student' in question &&
      question.student !== undefined && { student: { id: placeholders.get(question.student)?.typed } }),
    ...(bands && { bands: allBands.filter((band) => bands.includes(band)) }),
  })
}

function populationOf(population: string, placeholders: ReadonlyMap<string, Hidden>): object {
  return placeholders.get(population)?.unit ?? { kind: population }
}

/** The student aside, whom the words alone name. */
function isSame(question: Question, expected: Question | undefined): boolean {
  if (!expected) return false
  const named = (of: object): boolean => 'student' in of && of.student !== undefined
  const bare = (of: object): object => ({ ...of, student: undefined })
  return named(question) === named(expected) && isDeepStrictEqual(bare(question), bare(expected))
}
