import { dayOf } from '../../data/domain/day'
import type { Question } from '../language/question'
import type { Answer, Asking } from './answer'
import { answerAlertPreferences } from './alert-preferences'
import { answerContactHistory } from './contact-history'
import { answerGreeting, answerPrivacy, anyone, listener } from './conversation'
import { answerDataStatus } from './data-status'
import { answerExplainScore } from './explain-score'
import { answerFeedback } from './feedback'
import { answerHelp, helpForAnyone } from './help'
import { answerListAlerts } from './list-alerts'
import { answerListStudents } from './list-students'
import { answerMyAccess } from './my-access'
import { answerRecordContact } from './record-contact'
import { answerShowStudent } from './show-student'
import { answerNoSignIn } from './signing'
import { asNumbers } from './shared-question'
import { suggestionsAfter } from './suggestions'
import { answerSummarise, answerTrendOfMany } from './summarise'
import { answerTrendOfStudent } from './trend-of-student'
import { answerUnclear } from './unclear'
import { answerWhoViewed } from './who-viewed'

/** Every intent has its answer; a new one does not compile without. */
export async function answer(question: Question, asking: Asking): Promise<Answer> {
  switch (question.intent) {
    case 'list-students':
      return answerListStudents(question, asking)
    case 'show-student':
      return answerShowStudent(question, asking)
    case 'explain-score':
      return answerExplainScore(question, asking)
    case 'list-alerts':
      return answerListAlerts(question, asking)
    case 'summarise':
      return answerSummarise(question, asking)
    case 'my-access':
      return answerMyAccess(asking)
    case 'data-status':
      return answerDataStatus({
        store: asking.store,
        today: asking.access.today,
        suggestions: suggestionsAfter(asking.access, 'data status'),
      })
    case 'greeting':
      return answerGreeting(listener(asking.access))
    case 'help':
      return answerHelp(asking.access)
    case 'privacy':
      return answerPrivacy(listener(asking.access))
    case 'sign-in':
    case 'sign-out':
      return answerNoSignIn()
    case 'trend':
      return question.student === undefined
        ? answerTrendOfMany(question, asking)
        : answerTrendOfStudent({ ...question, student: question.student }, asking)
    case 'record-contact':
      return answerRecordContact(question, asking)
    case 'contact-history':
      return answerContactHistory(question, asking)
    case 'alert-preferences':
      return answerAlertPreferences(question, asking)
    case 'who-viewed':
      return answerWhoViewed(question, asking)
    case 'feedback':
      return answerFeedback()
    case 'unclear':
      return answerUnclear(question, asking)
  }
}

/** What may be said to anyone, in a group too: nothing that holds or hints at personal data. Undefined for all else. */
export function answerToAnyone(question: Question): Answer | undefined {
  switch (question.intent) {
    case 'greeting':
      return answerGreeting(anyone)
    case 'help':
      return helpForAnyone()
    case 'privacy':
      return answerPrivacy(anyone)
    default:
      return undefined
  }
}

/** What every reader of a group may see: what may be said to anyone, and how the feeds are. Undefined for all else. */
export async function answerToGroup(
  question: Question,
  { store, clock }: Pick<Asking, 'store' | 'clock'>,
): Promise<Answer | undefined> {
  if (question.intent !== 'data-status') return answerToAnyone(question)
  return answerDataStatus({ store, today: dayOf(clock()), suggestions: [] })
}

/**
 * What one reader of a group opens for their eyes alone: numbers within their own role, never a person, since screens
 * are shared there. Undefined for all else.
 */
export function answerToReader(question: Question, asking: Asking): Promise<Answer> | undefined {
  const numbers = asNumbers(question)
  return numbers && answerSummarise(numbers, { ...asking, question: numbers })
}
