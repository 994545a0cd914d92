import { alertReasons, isOver } from '../queries/alert-reasons'
import type { StudentAlert } from '../queries/student-alert'
import { isEndedByReason } from '../queries/ended-by-reason'
import type { Database } from '../store/store'
import { addAct, ownAlert, type ActTimes } from './add-act'
import { reviveAlert } from './alert-changes'
import { reviseAlertsAbout } from './alert-revisions'

/** Alerts that the reason alone had ended are open again; what else was done with one stays done. */
export async function endKnownReason(
  db: Database,
  alert: StudentAlert,
  { at, due }: ActTimes,
): Promise<'done'> {
  const own = ownAlert(alert)
  await addAct(db, own, 'reason-ended', at)
  const ended = [alert.own, ...alert.others].flatMap(({ alertId, state, acts }) =>
    isEndedByReason(
      state,
      acts.map(({ act }) => act),
    )
      ? [alertId]
      : [],
  )
  const reasons = await alertReasons(db, ended)
  for (const alertId of ended)
    if (!isOver(reasons.filter((each) => each.alertId === alertId))) await reviveAlert(db, alertId)
  await reviseAlertsAbout(db, own.studentId, { by: own.staffId, due })
  return 'done'
}
