import { fillers, summaryFillers } from './fillers'
import { isGrammarWord } from './grammar-words'
import { listQuestion } from './intents/list-students'
import { summaryQuestion } from './intents/summarise'
import type { Message } from './intents/context'
import { pauseOffers } from './pause-offers'
import type { Question, QuestionOf } from './question'
import { takeSlots } from './slots/take-slots'

/** What of a message that was not understood as a whole was understood nevertheless, and what was not. */
export interface Heard {
  /** The students that it may be about; absent where nothing was understood of them. */
  question?: QuestionOf<'list-students'>
  /** The words that mean nothing here, as they were typed. */
  missed: string[]
  /** The ID of the one student who was named. */
  student?: string
}

/** Takes apart a message that was not understood: the students that it describes, and the words that mean nothing here. */
export function heardIn(message: Message): Heard {
  // What is said of oneself is no question, and was understood.
  if (pauseOffers(message).length > 0) return { missed: [] }
  const { words, vocabulary, mention } = message
  const { slots, rest } = takeSlots(words, vocabulary)
  const missed = rest.filter(
    ({ norm }, index) =>
      norm !== '' &&
      !fillers.has(norm) &&
      !summaryFillers.has(norm) &&
      !isGrammarWord(norm) &&
      !(mention && index >= mention.start && index < mention.end),
  )
  return {
    ...(Object.keys(slots).length === 0 ? {} : { question: listQuestion(slots) }),
    missed: missed.map(({ typed }) => typed),
    ...(mention && 'id' in mention.student ? { student: mention.student.id } : {}),
  }
}

/** Questions that keep what was understood: about the student who is named, else about the students that are described. */
export function nearQuestions(message: Message): Question[] {
  const { mention, words, vocabulary } = message
  if (mention && 'id' in mention.student)
    return [
      { intent: 'show-student', student: mention.student },
      { intent: 'explain-score', student: mention.student },
      { intent: 'trend', student: mention.student },
    ]
  const { slots } = takeSlots(words, vocabulary)
  if (Object.keys(slots).length === 0) return []
  const { unit, population, level, bands } = slots
  const group = {
    ...(unit && { unit }),
    ...(population && { population }),
    ...(level !== undefined && { level }),
  }
  return [
    listQuestion(slots),
    ...(bands ? [] : [listQuestion({ ...group, bands: ['low', 'none'] })]),
    summaryQuestion({ ...group, ...(slots.by && { by: slots.by }) }),
  ]
}
