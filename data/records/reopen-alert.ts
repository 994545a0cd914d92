import { mayReopen } from '../queries/may-reopen'
import type { StudentAlert } from '../queries/student-alert'
import type { Database } from '../store/store'
import { addAct, ownAlert, type ActTimes } from './add-act'
import { reviveAlert } from './alert-changes'
import { reviseAlertsAbout } from './alert-revisions'

/**
 * An alert that its holder had called not useful is open again. It is written down as seen; what they thought of it counts
 * until they say otherwise.
 */
export async function reopenAlert(
  db: Database,
  alert: StudentAlert,
  { at, due }: ActTimes,
): Promise<'done' | 'over'> {
  if (!mayReopen(alert)) return 'over'
  const own = ownAlert(alert)
  await addAct(db, own, 'seen', at)
  await reviveAlert(db, own.alertId)
  await reviseAlertsAbout(db, own.studentId, { by: own.staffId, due })
  return 'done'
}
