import type { Scope } from '../domain/scope'
import { possibleReceivers } from '../queries/alert-receivers'
import type { StudentAlert } from '../queries/alerts'
import type { Database } from '../store/store'
import { addAct, ownAlert, type ActTimes } from './add-act'
import { endAlert } from './alert-changes'
import { alertChoices } from './alert-choices'
import { reviseAlertsAbout } from './alert-revisions'
import { makeAlert } from './alerts'

/** Ends it here and begins it there, with what still holds of it. */
export async function passOn(
  db: Database,
  scope: Scope,
  alert: StudentAlert,
  to: string,
  { at, due }: ActTimes,
): Promise<'done' | 'not-theirs'> {
  const receiver = (await possibleReceivers(db, scope, alert)).find(({ staffId }) => staffId === to)
  if (!receiver) return 'not-theirs'
  const own = ownAlert(alert)
  const { frequency } = await alertChoices(db, to)
  await makeAlert(db, {
    staffId: to,
    studentId: own.studentId,
    role: receiver.role,
    why: 'passed-on',
    passedFrom: own.alertId,
    episodes: alert.reasons.map(({ episodeId }) => episodeId),
    toldIn: frequency === 'digest' ? 'digest' : 'card',
    madeAt: at,
    dueAt: due,
  })
  await addAct(db, own, 'passed-on', at, { toStaff: to })
  await endAlert(db, own.alertId, 'closed', at)
  await reviseAlertsAbout(db, own.studentId, { by: own.staffId, due })
  return 'done'
}
