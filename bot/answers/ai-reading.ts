import { withAiReading } from '../../cards/ai-reading'
import type { Answer } from './answer'

/**
 * The answer to a question that a language model read, marked as such.
 *
 * @param words the question as it was read, in words that ask it
 */
export function markedAsAiReading(answer: Answer, words: string): Answer {
  const reading = `AI-generated reading: “${words}”. If you meant something else, ask in other words.`
  return { ...answer, text: `${reading}\n${answer.text}`, card: withAiReading(answer.card, reading) }
}
