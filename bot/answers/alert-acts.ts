import { actAction, type ActOf, type AlertRef } from '../../cards/acts'
import type { Scope } from '../../data/domain/scope'
import { hasEnded, type StudentAlert } from '../../data/queries/student-alert'
import { actOnAlert, type Act, type Acted } from '../../data/records/alert-acts'
import { fullScopes } from '../access/scope'
import { alertAnswer, alertRef } from './alert-cards'
import { lookOfAct, type Answer, type Asking } from './answer'
import { contactsNotShown } from './contact-refusals'
import { firstInFull } from './full-detail'
import { messageAnswer } from './message'
import { answerRecordContact } from './record-contact'
import { nothingToSee } from './refusals'

/** Shows an alert of one's own. That it was opened is told to whoever else holds one. */
export function openAlert(act: ActOf<'alert-open'>, asking: Asking): Promise<Answer> {
  return carryOut(act, { act: 'opened' }, asking)
}

/** What one press does. */
export function doWithAlert(act: ActOf<'alert-do'>, asking: Asking): Promise<Answer> {
  return carryOut(act, { act: act.act }, asking)
}

/** The form for a contact with the alert's student; once it is saved, the alert is dealt with. */
export async function contactFromAlert(act: ActOf<'alert-contact'>, asking: Asking): Promise<Answer> {
  const acted = await acting(act, { act: 'opened', isForm: true }, asking)
  if (!acted) return notFound(asking)
  if (hasEnded(acted.found.alert)) return alertAnswer(acted.scope, acted.found.alert, around(asking, act))
  const { student_id: id } = acted.found.alert.student
  const back = actAction('Back to the alert', { verb: 'alert-open', ...alertRef(act) })
  return answerRecordContact({ intent: 'record-contact', student: { id } }, asking, [back])
}

/** A form in the place of an alert's card. */
export function formAnswer(scope: Scope, alert: StudentAlert, lines: string[], card: Answer['card']): Answer {
  return {
    access: { role: scope.role, population: { kind: 'mine' }, detail: scope.detail },
    students: [alert.student.student_id],
    text: [...lines, 'In Teams this is a form.'].join('\n'),
    card,
  }
}

/** Does something with an alert, and shows it as it stands then. */
export async function carryOut(act: AlertRef & { verb: string }, does: Act, asking: Asking): Promise<Answer> {
  const acted = await acting(act, does, asking)
  if (!acted) return notFound(asking)
  return alertAnswer(acted.scope, acted.found.alert, around(asking, act, noticeOf(acted.found.outcome)))
}

/** Does something with an alert of the asker's; undefined where there is none that they may see. */
export function acting({ verb, alert: alertId }: { verb: string; alert: string }, does: Act, asking: Asking) {
  const look = lookOfAct(asking, verb, { alert: alertId, act: does.act })
  const change = { ...does, alertId, at: asking.clock() }
  return firstInFull(asking.access, (scope) => actOnAlert(asking.store, scope, change, look))
}

/** What is said first of an act that came to nothing. */
export const noticeOf = (outcome: Acted['outcome']): string | undefined =>
  outcome === 'over' ? 'This alert had ended before: nothing was changed.' : undefined

/** What the card of an alert is drawn by. */
export const around = (
  { store, access }: Asking,
  { sent, back }: Pick<AlertRef, 'sent' | 'back'>,
  notice?: string,
) => ({
  store,
  today: access.today,
  isSent: sent,
  back,
  ...(notice === undefined ? {} : { notice }),
})

/** The same words whether there is no such alert, or it is another person's, was taken back, or is about somebody no longer theirs. */
export function notFound({ access }: Asking): Answer {
  if (fullScopes(access).length === 0)
    return access.grants.length === 0 ? nothingToSee(access) : contactsNotShown(access)
  return messageAnswer({
    title: 'I cannot find that alert',
    paragraphs: [
      'It was taken back, or it is not yours, or you may no longer see the student’s full profile. Nothing was changed.',
    ],
    suggestions: [{ text: 'list alerts' }],
  })
}
