import type { Scope } from '../domain/scope'
import type { AlertReason } from '../queries/alert-reasons'
import { possibleReceivers } from '../queries/alert-receivers'
import type { PossibleRecipient } from '../queries/alert-recipients'
import type { StudentAlert } from '../queries/student-alert'
import type { Database } from '../store/store'
import { addAct, ownAlert, type ActTimes } from './add-act'
import { endAlert } from './alert-changes'
import { reviseAlertsAbout } from './alert-revisions'

/** An alert as its receiver is to have it. */
export interface PassedOn {
  person: PossibleRecipient
  why: 'passed-on'
  passedFrom: string
  studentId: string
  episodes: readonly AlertReason[]
}

/** Makes it, in the transaction that is given, to be told when and how alerts are told to that person. */
export type GivePassedOn = (db: Database, passed: PassedOn) => Promise<void>

/** Ends it here and begins it there. */
export async function passOn(
  db: Database,
  scope: Scope,
  alert: StudentAlert,
  { to, give }: { to: string; give: GivePassedOn },
  { at, due }: ActTimes,
): Promise<'done' | 'not-theirs'> {
  const person = (await possibleReceivers(db, scope, alert)).find(({ staffId }) => staffId === to)
  if (!person) return 'not-theirs'
  const own = ownAlert(alert)
  const { alertId: passedFrom, studentId } = own
  await give(db, { person, why: 'passed-on', passedFrom, studentId, episodes: alert.reasons })
  await addAct(db, own, 'passed-on', at, { toStaff: to })
  await endAlert(db, own.alertId, 'closed', at)
  await reviseAlertsAbout(db, own.studentId, { by: own.staffId, due })
  return 'done'
}
