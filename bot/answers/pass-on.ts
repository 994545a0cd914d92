import type { ActOf, AlertRef } from '../../cards/acts'
import { passExplanation, passFormCard } from '../../cards/alert-forms'
import { fullName } from '../../data/domain/student'
import { alertToPassOn } from '../../data/queries/alert-receivers'
import { hasEnded } from '../../data/queries/student-alert'
import { roleWords } from '../access/policy'
import { handOver } from '../alerts/plan/hand-over'
import { acting, around, formAnswer, notFound, noticeOf } from './alert-acts'
import { alertAnswer, alertRef } from './alert-cards'
import { lookOfAct, type Answer, type Asking } from './answer'
import { scopeOf } from './contact-cards'
import { firstInFull } from './full-detail'

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
  const card = passFormCard({ ref: alertRef(act), student, problems, colleagues })
  const lines = [
    student,
    ...problems,
    passExplanation(colleagues.length),
    ...colleagues.map(({ words }) => `- ${words}`),
  ]
  return formAnswer(scope, alert, lines, card)
}
