import { clip } from '../../cards/clip'
import type { QuestionOf } from '../language/question'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'
import { questionInWords, timeWordsOf } from './question-in-words'

/** Says what was understood, what was not, and what is nearest to it; guesses nothing. */
export function answerUnclear({ suggestions }: QuestionOf<'unclear'>, asking: Asking): Answer {
  return messageAnswer({
    title: 'I did not quite follow that',
    paragraphs: [
      ...heardInWords(asking),
      suggestions.length > 0
        ? 'I would rather ask than guess. Did you mean one of these?'
        : 'I would rather ask than guess. Say “help” to see what I can answer.',
    ],
    suggestions: suggestions.map((text) => ({ text })),
  })
}

/** As many words as are told back. */
const mostWords = 4

function heardInWords(asking: Asking): string[] {
  const { question, missed = [] } = asking.heard ?? {}
  const understood =
    question && `I understood: ${questionInWords(question, asking.units, timeWordsOf(asking))}.`
  const words = missed.slice(0, mostWords).map((word) => `“${clip(word, 30)}”`)
  const not = words.length > 0 ? `I do not know what to make of ${words.join(', ')} here.` : undefined
  return [understood, not].filter((each) => each !== undefined)
}
