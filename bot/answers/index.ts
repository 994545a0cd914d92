import { dayOf } from '../../data/domain/day'
import type { Question } from '../language/question'
import type { Answer, Asking } from './answer'
import { answerAlertPreferences } from './alert-preferences'
import { answerContactHistory } from './contact-history'
import { answerGreeting, answerHelp, answerPrivacy, answerUnclear, anyone, listener } from './conversation'
import { answerDataStatus } from './data-status'
import { answerExplainScore } from './explain-score'
import { answerFeedback } from './feedback'
import { answerListAlerts } from './list-alerts'
import { answerListStudents } from './list-students'
import { answerMyAccess } from './my-access'
import { answerNotYet, notYet } from './not-yet'
import { answerRecordContact } from './record-contact'
import { answerShowStudent } from './show-student'
import { answerNoSignIn } from './signing'
import { suggestionsAfter } from './suggestions'
import { answerSummarise } from './summarise'
import { answerWhoViewed } from './who-viewed'

/** Every intent has its answer, if only that it has none yet; a new one does not compile without. */
export async function answer(question: Question, asking: Asking): Promise<Answer> {
  const missing = notYet(question)
  if (missing !== undefined) return answerNotYet(missing, question, asking)
  switch (question.intent) {
    case 'list-students':
      return answerListStudents(question, asking)
    case 'show-student':
      return answerShowStudent(question, asking)
    case 'explain-score':
      return answerExplainScore(question, asking)
    case 'list-alerts':
      return answerListAlerts(asking)
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
      return answerHelp(listener(asking.access))
    case 'privacy':
      return answerPrivacy(listener(asking.access))
    case 'sign-in':
    case 'sign-out':
      return answerNoSignIn()
    case 'trend':
      return question.student === undefined
        ? answerNotYet('that', question, asking)
        : answerShowStudent({ intent: 'show-student', student: question.student }, asking)
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
      return answerUnclear(question)
  }
}

/** What may be said to anyone, in a group too: nothing that holds or hints at personal data. Undefined for all else. */
export function answerToAnyone(question: Question): Answer | undefined {
  switch (question.intent) {
    case 'greeting':
      return answerGreeting(anyone)
    case 'help':
      return answerHelp(anyone)
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
  if (question.intent === 'summarise')
    return notYet(question) === undefined ? answerSummarise(question, asking) : undefined
  if (question.intent !== 'list-students') return undefined
  const { population, level, bands, trend, limit } = question
  if (trend !== undefined || limit !== undefined || notYet(question) !== undefined) return undefined
  return answerSummarise(
    {
      intent: 'summarise',
      population,
      ...(level === undefined ? {} : { level }),
      ...(bands === undefined ? {} : { bands }),
    },
    asking,
  )
}
