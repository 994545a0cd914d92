import type { ActOf, AlertRef } from '../../cards/acts'
import { wrongDataExplanation, wrongDataFormCard } from '../../cards/alert-forms'
import type { Scope } from '../../data/domain/scope'
import { wrongDataKinds, wrongDataNames } from '../../data/domain/wrong-data'
import { hasEnded, oneAlert, type StudentAlert } from '../../data/queries/student-alert'
import { acting, around, carryOut, formAnswer, notFound } from './alert-acts'
import { alertAnswer, alertRef } from './alert-cards'
import { lookOfAct, type Answer, type Asking } from './answer'
import { scopeOf } from './contact-cards'
import { firstInFull } from './full-detail'

/** The form in which it is said what data are wrong; an alert that was reported before, or is over, is shown as it stands. */
export async function wrongDataForm(act: ActOf<'alert-wrong-form'>, asking: Asking): Promise<Answer> {
  const acted = await acting(act, { act: 'opened', isForm: true }, asking)
  if (!acted) return notFound(asking)
  return formOrAlert(acted.scope, acted.found.alert, act, [], asking)
}

/** Reports what data are wrong, or gives the form back. */
export async function takeWrongData(act: ActOf<'alert-wrong'>, asking: Asking): Promise<Answer> {
  const what = wrongDataKinds.find((each) => each === act.what)
  if (what !== undefined) return carryOut(act, { act: 'wrong-data', what }, asking)
  const look = lookOfAct(asking, 'alert-wrong-form', { alert: act.alert })
  const found = await firstInFull(asking.access, (scope) => oneAlert(asking.store, scope, act.alert, look))
  if (!found) return notFound(asking)
  return formOrAlert(
    found.scope,
    found.found,
    act,
    ['Choose what is wrong.', 'Nothing is reported yet.'],
    asking,
  )
}

function formOrAlert(
  scope: Scope,
  alert: StudentAlert,
  act: AlertRef,
  problems: string[],
  asking: Asking,
): Answer | Promise<Answer> {
  const wasReported = alert.own.acts.some((each) => each.act === 'wrong-data')
  if (wasReported || hasEnded(alert)) return alertAnswer(scope, alert, around(asking, act))
  const student = scopeOf(scope, alert.student)
  const card = wrongDataFormCard({ ref: alertRef(act), student, problems })
  const choices = wrongDataKinds.map((kind) => `- ${wrongDataNames[kind]}`)
  return formAnswer(scope, alert, [student, ...problems, wrongDataExplanation, ...choices], card)
}
