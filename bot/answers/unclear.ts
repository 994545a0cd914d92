import { clip } from '../../cards/clip'
import { pseudonymousProfile } from '../../data/queries/pseudonymous-students'
import { idsInScope } from '../../data/queries/student-names'
import { personScopes, projectScopes } from '../access/scope'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { messageAnswer } from './message'
import { questionInWords, timeWordsOf } from './question-in-words'

type Unclear = QuestionOf<'unclear'>

/** Says what was understood, what was not, and what is nearest to it; guesses nothing. */
export async function answerUnclear(question: Unclear, asking: Asking): Promise<Answer> {
  const { suggestions, students } = await offered(question, asking)
  if (suggestions.length > 0 && suggestions.every(isPause)) return whetherToPause(suggestions)
  const answer = messageAnswer({
    title: 'I did not quite follow that',
    paragraphs: [
      ...heardInWords(asking),
      suggestions.length > 0
        ? 'I would rather ask than guess. Did you mean one of these?'
        : 'I would rather ask than guess. Say “help” to see what I can answer.',
    ],
    suggestions: suggestions.map((text) => ({ text })),
  })
  return { ...answer, students }
}

const isPause = (text: string): boolean => text.startsWith('pause my alerts')

/** To who says that they are away: nothing is done by itself. */
function whetherToPause(suggestions: readonly string[]): Answer {
  return messageAnswer({
    title: 'Shall I pause your alerts?',
    paragraphs: [
      'They go on until you say so. Press below, or say a day, as in “pause my alerts until Monday”.',
    ],
    suggestions: suggestions.map((text) => ({ text })),
  })
}

/** What is offered. The ID of whoever was named tells who they are: it is offered on the record alone. */
async function offered(
  question: Unclear,
  asking: Asking,
): Promise<{ suggestions: string[]; students: string[] }> {
  const { suggestions } = question
  const student = asking.heard?.student
  if (student === undefined || !suggestions.some((text) => text.includes(student)))
    return { suggestions, students: [] }
  if (await isOnRecord(student, question, asking)) return { suggestions, students: [student] }
  return { suggestions: suggestions.filter((text) => !text.includes(student)), students: [] }
}

async function isOnRecord(student: string, question: Unclear, asking: Asking): Promise<boolean> {
  const { store, access } = asking
  const look = lookOf(asking, question)
  for (const scope of personScopes(access))
    if ((await idsInScope(store, scope, [student], look)).length > 0) return true
  for (const scope of projectScopes(access))
    if (await pseudonymousProfile(store, scope, student, look)) return true
  return false
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

/** To a message longer than any question. */
export function tooLong(): Answer {
  return messageAnswer({
    title: 'I did not quite follow that',
    paragraphs: [
      'That was more than 2,000 characters, so I read none of it, and nothing of it was kept.',
      'Ask in a sentence. A note about a contact goes into its form: say “log a call with” and the name.',
    ],
    suggestions: [{ text: 'help' }],
  })
}
