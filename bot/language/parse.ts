import type { StudentName } from '../../data/queries/student-names'
import type { Unit } from '../../data/queries/units'
import {
  bandPhrases,
  fillers,
  limitWords,
  numberWords,
  populationPhrases,
  sortPhrases,
  trendPhrases,
  wholePhrases,
  type PhraseTable,
} from './phrases'
import type { Population, Question } from './question'
import { findStudent } from './student-names'
import { takePhrase, wordsOf, type Word } from './words'

/** What the words of a message may name. */
export interface Vocabulary {
  /** The students that the asker may see, and no others. */
  students: readonly StudentName[]
  units: readonly Unit[]
  /** Questions to offer when a message is not understood. */
  suggestions: readonly string[]
}

/** Turns a message into a question. A message with a word it does not understand is `unclear`: it never guesses. */
export function parse(text: string, vocabulary: Vocabulary): Question {
  const words = wordsOf(text)
  return (
    wholeMessage(words) ??
    listStudents(words, vocabulary) ??
    oneStudent(words, vocabulary) ?? { intent: 'unclear', suggestions: [...vocabulary.suggestions] }
  )
}

const polite: ReadonlySet<string> = new Set(['please', 'thanks', 'thank', 'you'])

function wholeMessage(words: readonly Word[]): Question | undefined {
  const message = words.map(({ norm }) => norm).join(' ')
  const bare = words
    .map(({ norm }) => norm)
    .filter((norm) => !polite.has(norm))
    .join(' ')
  const intent = wholePhrases.find(
    ({ phrases }) => phrases.includes(message) || phrases.includes(bare),
  )?.means
  return intent && { intent }
}

function listStudents(words: readonly Word[], { units }: Vocabulary): Question | undefined {
  let rest = words
  const take = <Value>(slot: Taken<Value> | undefined): Value | undefined => {
    if (slot) rest = slot.rest
    return slot?.value
  }
  const unit = take(takeUnit(rest, units))
  const limit = take(takeLimit(rest))
  const level = take(takeLevel(rest))
  const sort = take(takeValue(rest, sortPhrases))
  const bands = take(takeValue(rest, bandPhrases))
  const trend = take(takeValue(rest, trendPhrases))
  const group = take(takeValue(rest, populationPhrases))
  if (unit && group) take(takeValue(rest, populationPhrases))
  const population = group?.kind === 'tutees' ? group : (unit ?? group)

  const understood = rest.every(({ norm }) => fillers.has(norm))
  const asksForStudents = population ?? bands ?? trend ?? level ?? limit
  if (!understood || asksForStudents === undefined) return undefined
  if (unit && group?.kind === 'tutees') return undefined
  return {
    intent: 'list-students',
    population: population ?? { kind: 'mine' },
    ...(level === undefined ? {} : { level }),
    ...(bands === undefined ? {} : { bands: [...bands] }),
    ...(trend === undefined ? {} : { trend }),
    ...(sort === undefined ? {} : { sort }),
    ...(limit === undefined ? {} : { limit }),
  }
}

/** Words that name a unit name no unknown student: what was asked of it was not understood. */
function oneStudent(words: readonly Word[], { students, units }: Vocabulary): Question | undefined {
  const question = findStudent(words, students)
  const isUnknown = question?.intent === 'show-student' && 'unknown' in question.student
  return isUnknown && takeUnit(words, units) ? undefined : question
}

interface Taken<Value> {
  value: Value
  rest: readonly Word[]
}

function takeValue<Value>(words: readonly Word[], table: PhraseTable<Value>): Taken<Value> | undefined {
  const phrases = table
    .flatMap(({ means, phrases: list }) => list.map((phrase) => ({ means, phrase: phrase.split(' ') })))
    .sort((a, b) => b.phrase.length - a.phrase.length)
  for (const { means, phrase } of phrases) {
    const rest = takePhrase(words, phrase)
    if (rest) return { value: means, rest }
  }
  return undefined
}

/** "level 5", "L5". */
function takeLevel(words: readonly Word[]): Taken<number> | undefined {
  for (let level = 3; level <= 8; level += 1) {
    for (const phrase of [['level', `${level}`], [`l${level}`], [`level${level}`]]) {
      const rest = takePhrase(words, phrase)
      if (rest) return { value: level, rest }
    }
  }
  return undefined
}

/** "top 5", "worst ten". */
function takeLimit(words: readonly Word[]): Taken<number> | undefined {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]?.norm ?? ''
    const count = /^\d{1,3}$/u.test(next) ? Number(next) : numberWords[next]
    if (!limitWords.has(word.norm) || count === undefined || count === 0) continue
    return { value: count, rest: [...words.slice(0, index), ...words.slice(index + 2)] }
  }
  return undefined
}

/** A unit by its code or its full name. */
function takeUnit(words: readonly Word[], units: readonly Unit[]): Taken<Population> | undefined {
  const named = units
    .flatMap(({ unit_code: code, kind, name }) =>
      [code, name].map((text) => ({ value: { kind, code }, phrase: wordsOf(text).map(({ norm }) => norm) })),
    )
    .filter(({ phrase }) => phrase.length > 0)
    .sort((a, b) => b.phrase.length - a.phrase.length)
  for (const { value, phrase } of named) {
    const rest = takePhrase(words, phrase)
    if (rest) return { value, rest }
  }
  return undefined
}
