import type { Question, QuestionOf } from '../language/question'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'
import { bandsInWords } from './phrases'
import { suggestionsFor } from './suggestions'

/**
 * What of a question that was understood cannot be answered so far, in words; undefined where all can. Better said than
 * left out: an answer to another question reads like one to this.
 */
export function notYet(question: Question): string | undefined {
  switch (question.intent) {
    case 'list-students':
      return missingOfList(question)
    case 'summarise':
      if (question.by === 'source' || question.by === 'week') return `numbers by ${question.by}`
      return sourceOrTime(question)
    case 'show-student':
      return question.window && 'a look back at a time of your choice'
    case 'trend':
      return question.student === undefined ? 'how a group has changed' : sourceOrTime(question)
    default:
      return undefined
  }
}

function missingOfList(question: QuestionOf<'list-students'>): string | undefined {
  if (question.inactiveDays !== undefined) return 'for how long nothing was seen of students'
  if (question.notContactedDays !== undefined) return 'whom nobody has spoken to'
  if (question.sort === 'trend' || question.sort === 'last-active') return 'that order of a list'
  return sourceOrTime(question)
}

function sourceOrTime({ source, window }: { source?: unknown; window?: unknown }): string | undefined {
  if (source !== undefined) return 'one source alone'
  return window === undefined ? undefined : 'a time of your choice'
}

/** To a question that was understood and cannot be answered so far. */
export function answerNotYet(missing: string, question: Question, { access }: Asking): Answer {
  const instead = askedWithout(question)
  return messageAnswer({
    title: 'I follow you, but cannot answer that yet',
    paragraphs: [
      `What I cannot do yet: ${missing}.`,
      instead === undefined ? 'You can ask me one of these:' : 'The nearest that I can answer:',
    ],
    suggestions: [...(instead === undefined ? [] : [{ text: instead }]), ...suggestionsFor(access)],
  })
}

/** The same question without what cannot be answered. */
function askedWithout(question: Question): string | undefined {
  if (question.intent === 'show-student' || question.intent === 'trend') {
    const { student } = question
    if (student && 'id' in student) return `show ${student.id}`
  }
  if (question.intent === 'list-students') {
    const { bands, trend, limit } = question
    const what = [
      ...(limit === undefined ? [] : [`worst ${limit}`]),
      ...(bands ? [bandsInWords(bands)] : []),
      ...(trend ? [trend] : []),
    ]
    return `show ${[...what, whom(question)].join(' ')}`
  }
  if (question.intent === 'summarise') return `summarise ${whom(question)}`
  return undefined
}

function whom({ population, level }: QuestionOf<'list-students'> | QuestionOf<'summarise'>): string {
  const at = level === undefined ? '' : ` level ${level}`
  if (population.kind === 'tutees') return `my tutees${at}`
  if (population.kind === 'mine') return `my students${at}`
  return population.kind === 'institution'
    ? `students of the university${at}`
    : `students of ${population.code}${at}`
}
