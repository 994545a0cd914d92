import type { ActOf, AlertRef } from '../../cards/acts'
import { reasonExplanation, reasonFormCard } from '../../cards/alert-forms'
import { knownReasons, longestKnownReason, type KnownReason } from '../../data/domain/alert'
import { isDay, type Day } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { hasEnded, oneAlert, type StudentAlert } from '../../data/queries/student-alert'
import { acting, around, carryOut, formAnswer, notFound } from './alert-acts'
import { alertAnswer, alertRef } from './alert-cards'
import { daysOfReason } from './alert-words'
import { lookOfAct, type Answer, type Asking } from './answer'
import { scopeOf } from './contact-cards'
import { firstInFull } from './full-detail'

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
    back,
  }: Pick<AlertRef, 'sent' | 'back'> & { reason: string; until: string; problems: string[] },
  { access }: Asking,
): Answer {
  const days = daysOfReason(access.today, longestKnownReason)
  const student = scopeOf(scope, alert.student)
  const card = reasonFormCard({
    ref: alertRef({ alert: alert.alertId, sent, back }),
    student,
    problems,
    reason,
    until,
    ...days,
  })
  return formAnswer(scope, alert, [student, ...problems, reasonExplanation], card)
}
