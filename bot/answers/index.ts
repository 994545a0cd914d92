import type { Question } from '../language/question'
import type { Answer, Asking } from './answer'
import { answerGreeting, answerHelp, answerPrivacy, answerUnclear } from './conversation'
import { answerDataStatus } from './data-status'
import { answerListStudents } from './list-students'
import { answerMyAccess } from './my-access'
import { answerShowStudent } from './show-student'

/** Every intent has its answer; a new one does not compile without. */
export async function answer(question: Question, asking: Asking): Promise<Answer> {
  switch (question.intent) {
    case 'list-students':
      return answerListStudents(question, asking)
    case 'show-student':
      return answerShowStudent(question, asking)
    case 'my-access':
      return answerMyAccess(asking)
    case 'data-status':
      return answerDataStatus(asking)
    case 'greeting':
      return answerGreeting(asking)
    case 'help':
      return answerHelp(asking)
    case 'privacy':
      return answerPrivacy(asking)
    case 'unclear':
      return answerUnclear(question)
  }
}
