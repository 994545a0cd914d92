import { explainScore } from './explain-score'
import {
  bandPhrases,
  fillers,
  groupingPhrases,
  populationPhrases,
  sortPhrases,
  summaryFillers,
  summaryPhrases,
  trendPhrases,
  wholePhrases,
} from './phrases'
import { findPseudonym } from './pseudonyms'
import type { Question } from './question'
import { takeLevel, takeLimit, takeUnit, takeValue, type Taken } from './slots'
import { findStudent } from './student-names'
import type { Vocabulary } from './vocabulary'
import { wordsOf, type Word } from './words'

/** Turns a message into a question. A message with a word it does not understand is `unclear`: it never guesses. */
export function parse(text: string, vocabulary: Vocabulary): Question {
  const words = wordsOf(text)
  return (
    wholeMessage(words) ??
    summarise(words, vocabulary) ??
    explainScore(words, vocabulary) ??
    listStudents(words, vocabulary) ??
    findPseudonym(words, vocabulary) ??
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

/** Takes slots out of a message one by one; what is left then must mean nothing of its own. */
function slotsOf(words: readonly Word[]) {
  let rest = words
  return {
    take: <Value>(find: (words: readonly Word[]) => Taken<Value> | undefined): Value | undefined => {
      const slot = find(rest)
      if (slot) rest = slot.rest
      return slot?.value
    },
    isUnderstood: (...without: ReadonlySet<string>[]): boolean =>
      rest.every(({ norm }) => [fillers, ...without].some((words) => words.has(norm))),
  }
}

function listStudents(words: readonly Word[], vocabulary: Vocabulary): Question | undefined {
  const { take, isUnderstood } = slotsOf(words)
  const unit = take((rest) => takeUnit(rest, vocabulary))
  const limit = take(takeLimit)
  const level = take(takeLevel)
  const sort = take((rest) => takeValue(rest, sortPhrases))
  const bands = take((rest) => takeValue(rest, bandPhrases))
  const trend = take((rest) => takeValue(rest, trendPhrases))
  const group = take((rest) => takeValue(rest, populationPhrases))
  if (unit && group) take((rest) => takeValue(rest, populationPhrases))
  const population = group?.kind === 'tutees' ? group : (unit ?? group)

  const asksForStudents = population ?? bands ?? trend ?? level ?? limit
  if (!isUnderstood() || asksForStudents === undefined) return undefined
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

/** "summarise the School of Computing by programme", "how many students are low by level". */
function summarise(words: readonly Word[], vocabulary: Vocabulary): Question | undefined {
  const { take, isUnderstood } = slotsOf(words)
  const asksForNumbers = take((rest) => takeValue(rest, summaryPhrases))
  const unit = take((rest) => takeUnit(rest, vocabulary))
  const by = take((rest) => takeValue(rest, groupingPhrases))
  const level = take(takeLevel)
  const bands = take((rest) => takeValue(rest, bandPhrases))
  const group = take((rest) => takeValue(rest, populationPhrases))

  if (!asksForNumbers || !isUnderstood(summaryFillers)) return undefined
  if (unit && group?.kind === 'tutees') return undefined
  return {
    intent: 'summarise',
    population: unit ?? group ?? { kind: 'mine' },
    ...(level === undefined ? {} : { level }),
    ...(by === undefined ? {} : { by }),
    ...(bands === undefined ? {} : { bands: [...bands] }),
  }
}

/** Words that name a unit name no unknown student: what was asked of it was not understood. */
function oneStudent(words: readonly Word[], vocabulary: Vocabulary): Question | undefined {
  const question = findStudent(words, vocabulary.students)
  const isUnknown = question?.intent === 'show-student' && 'unknown' in question.student
  return isUnknown && takeUnit(words, vocabulary) ? undefined : question
}
