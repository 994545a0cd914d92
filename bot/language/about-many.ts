import type { Question, QuestionOf } from './question'

/** A question about many students. */
export type AboutMany = QuestionOf<'list-students'> | QuestionOf<'summarise'> | QuestionOf<'trend'>

/** Whether a question is about many students; a trend may be that of one. */
export function isAboutMany(question: Question): question is AboutMany {
  return (
    question.intent === 'list-students' ||
    question.intent === 'summarise' ||
    (question.intent === 'trend' && question.student === undefined)
  )
}
