import { withNotice } from '../../cards/notice'
import type { Answer } from './answer'

/**
 * The answer to a question that a language model read, marked as such.
 *
 * @param words the question as it was read, in words that ask it
 */
export function markedAsAiReading(answer: Answer, words: string): Answer {
  return noticed(answer, `AI-generated reading: “${words}”. If you meant something else, ask in other words.`)
}

/** A refusal to keep what somebody had typed into a form, with the words, so that they are not lost. */
export function withTypedWords(answer: Answer, words: string | undefined): Answer {
  const typed = (words ?? '').trim()
  return typed === '' ? answer : noticed(answer, `Nothing was saved. You had written: “${typed}”`)
}

/** An answer with something said before all else. */
export function noticed(answer: Answer, words: string): Answer {
  return { ...answer, text: `${words}\n${answer.text}`, card: withNotice(answer.card, words) }
}
