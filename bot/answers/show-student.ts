import type { QuestionOf } from '../language/question'
import type { Answer, Asking } from './answer'
import { cohortProfileAnswer } from './cohort-profile'
import { answerAboutStudent } from './one-student'
import { profileAnswer } from './profile'

/** One student's profile. */
export function answerShowStudent(question: QuestionOf<'show-student'>, asking: Asking): Promise<Answer> {
  return answerAboutStudent(question, question.student, asking, {
    person: profileAnswer,
    member: cohortProfileAnswer,
  })
}
