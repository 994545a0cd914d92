import type { Card } from '../../cards/card'
import { messageCard } from '../../cards/message'
import type { Unit } from '../../data/queries/units'
import { parse } from '../language/parse'
import type { Question, QuestionOf } from '../language/question'
import { nothingOwn } from '../language/vocabulary'
import { questionInWords } from './question-in-words'

/** A question that others may read and open, each under their own role. */
export interface SharedQuestion {
  /** In our words, never in those that were typed. */
  title: string
  question: Question
}

/**
 * The question of a text as others may read it, if it is one about many students. Of the text only what was understood is
 * kept: a band, a level, a programme. No name of a student is looked up, and no time, which would be read by another day.
 */
export function sharedQuestion(
  text: string,
  units: readonly Unit[],
  windowDays: number,
): SharedQuestion | undefined {
  const question = parse(text, { ...nothingOwn, units, suggestions: [] })
  const numbers = asNumbers(question)
  if (!numbers || numbers.window) return undefined
  const asked = question.intent === 'list-students' ? question : numbers
  return { title: questionInWords(asked, units, { today: nothingOwn.today, windowDays }), question: numbers }
}

/** The question about numbers that a question about many is for who may see no person; undefined where there is none. */
export function asNumbers(question: Question): QuestionOf<'summarise'> | undefined {
  if (question.intent === 'summarise') return question
  if (question.intent === 'trend' && question.student === undefined) {
    const { intent: _, student: __, population = { kind: 'mine' as const }, ...others } = question
    return { intent: 'summarise', by: 'week', population, ...others }
  }
  if (question.intent !== 'list-students') return undefined
  const { intent: _, trend, limit, sort, inactiveDays, notContactedDays, ...others } = question
  // Numbers tell no trend and no silence, and not who is worst.
  const picksOut = [trend, limit, sort, inactiveDays, notContactedDays].some((each) => each !== undefined)
  return picksOut ? undefined : { intent: 'summarise', ...others }
}

/** A question in a chat that others read: it holds no answer. Each reader's own is shown to them alone. */
export function sharedQuestionCard({ title, question }: SharedQuestion): Card {
  return messageCard({
    title,
    paragraphs: ['Each of you sees numbers within your own role; students I show in a private chat alone.'],
    open: { title: 'Open in my own role', question },
    suggestions: [],
  })
}
