import { knownReasons, longestKnownReason, type KnownReason } from '../../data/domain/alert'
import { actAction, type ActOf, type AlertRef } from '../../cards/acts'
import { passFormCard, reasonExplanation, reasonFormCard, passExplanation } from '../../cards/alert-forms'
import { isDay, type Day } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import { alertToPassOn } from '../../data/queries/alert-receivers'
import { hasEnded, oneAlert, type StudentAlert } from '../../data/queries/student-alert'
import { actOnAlert, type Act } from '../../data/records/alert-acts'
import { handOver } from '../alerts/plan/hand-over'
import { fullScopes } from '../access/scope'
import { roleWords } from '../access/policy'
import { alertAnswer, alertRef } from './alert-cards'
import { lookOfAct, type Answer, type Asking } from './answer'
import { scopeOf } from './contact-cards'
import { contactsNotShown } from './contact-refusals'
import { daysOfReason } from './alert-words'
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
  const back = actAction('Back to the alert', { verb: 'alert-open', ...alertRef(act.alert, act.sent) })
  return answerRecordContact({ intent: 'record-contact', student: { id } }, asking, [back])
}

/** The form for a known reason. */
export async function reasonForm(act: ActOf<'alert-reason-form'>, asking: Asking): Promise<Answer> {
  const acted = await acting(act, { act: 'opened', isForm: true }, asking)
  if (!acted) return notFound(asking)
  const { scope, found } = acted
  if (hasEnded(found.alert)) return alertAnswer(scope, found.alert, around(asking, act))
  return formForReason(scope, found.alert, { ...act, reason: '', until: '', problems: [] }, asking)
}

/** Keeps a known reason, or gives the form back. */
export async function keepReason(act: ActOf<'alert-reason'>, asking: Asking): Promise<Answer> {
  const { today } = asking.access
  const reason = knownReasons.find((each) => each === act.reason)
  const until = (act.until ?? '').trim()
  const problems = problemsOf(reason, until, today)
  if (reason !== undefined && problems.length === 0)
    return carryOut(act, { act: 'known-reason', reason, until }, asking)
  const look = lookOfAct(asking, 'alert-reason-form', { alert: act.alert })
  const found = await firstInFull(asking.access, (scope) => oneAlert(asking.store, scope, act.alert, look))
  if (!found) return notFound(asking)
  const again = {
    ...act,
    reason: reason ?? '',
    until: isDay(until) ? until : '',
    problems: [...problems, 'Nothing is saved yet.'],
  }
  return formForReason(found.scope, found.found, again, asking)
}

function problemsOf(reason: KnownReason | undefined, until: string, today: Day): string[] {
  const { earliest, latest } = daysOfReason(today, longestKnownReason)
  return [
    ...(reason === undefined ? ['Choose what kind of reason it is.'] : []),
    ...(!isDay(until) ? ['Give the day from which the student may be alerted about again.'] : []),
    ...(isDay(until) && until < earliest ? ['The day must lie ahead.'] : []),
    ...(isDay(until) && until > latest ? [`The day is more than ${longestKnownReason} days ahead.`] : []),
  ]
}

function formForReason(
  scope: Scope,
  alert: StudentAlert,
  {
    reason,
    until,
    problems,
    sent,
  }: Pick<AlertRef, 'sent'> & { reason: string; until: string; problems: string[] },
  { access }: Asking,
): Answer {
  const days = daysOfReason(access.today, longestKnownReason)
  const student = scopeOf(scope, alert.student)
  const card = reasonFormCard({
    ref: alertRef(alert.alertId, sent),
    student,
    problems,
    reason,
    until,
    ...days,
  })
  return formAnswer(scope, alert, [student, ...problems, reasonExplanation], card)
}

/** The form in which a colleague is chosen. */
export async function passForm(act: ActOf<'alert-pass-form'>, asking: Asking): Promise<Answer> {
  const acted = await acting(act, { act: 'opened', isForm: true }, asking)
  return acted ? formForColleague(act, [], asking) : notFound(asking)
}

/** Passes an alert on, or gives the form back. */
export async function passAlertOn(act: ActOf<'alert-pass'>, asking: Asking): Promise<Answer> {
  const to = (act.to ?? '').trim()
  if (to === '') return formForColleague(act, ['Choose a colleague.', 'Nothing is passed on yet.'], asking)
  const acted = await acting(act, { act: 'passed-on', to, give: handOver(asking) }, asking)
  if (!acted) return notFound(asking)
  const { scope, found } = acted
  const again = [
    'That colleague does not look after this student, or holds the alert already.',
    'Nothing is passed on yet.',
  ]
  if (found.outcome === 'not-theirs') return formForColleague(act, again, asking)
  return alertAnswer(scope, found.alert, around(asking, act, noticeOf(found.outcome)))
}

async function formForColleague(act: AlertRef, problems: string[], asking: Asking): Promise<Answer> {
  const { alert: alertId } = act
  const look = lookOfAct(asking, 'alert-pass-form', { alert: alertId })
  const found = await firstInFull(asking.access, (scope) => alertToPassOn(asking.store, scope, alertId, look))
  if (!found) return notFound(asking)
  const {
    scope,
    found: { alert, receivers },
  } = found
  if (hasEnded(alert)) return alertAnswer(scope, alert, around(asking, act))
  const colleagues = receivers.map((person) => ({
    staffId: person.staffId,
    words: `${fullName(person)} · ${roleWords(person.role)}`,
  }))
  const student = scopeOf(scope, alert.student)
  const card = passFormCard({ ref: alertRef(alertId, act.sent), student, problems, colleagues })
  const lines = [
    student,
    ...problems,
    passExplanation(colleagues.length),
    ...colleagues.map(({ words }) => `- ${words}`),
  ]
  return formAnswer(scope, alert, lines, card)
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

const noticeOf = (outcome: string): string | undefined =>
  outcome === 'over' ? 'This alert had ended before: nothing was changed.' : undefined

/** What the card of an alert is drawn by. */
export const around = ({ store, access }: Asking, { sent }: Pick<AlertRef, 'sent'>, notice?: string) => ({
  store,
  today: access.today,
  isSent: sent,
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
