import type { PlannedAlert } from '../../../data/queries/planned-alerts'
import { reviveAlert, tellAlertBy } from '../../../data/records/alert-changes'
import type { Database } from '../../../data/store/store'
import { revise } from './renew'
import type { Round } from './round'

/** An alert that was over goes on: its card says so in its place, its row comes in the next digest. */
export async function revive(db: Database, round: Round, alert: PlannedAlert): Promise<void> {
  await reviveAlert(db, alert.alertId)
  alert.state = 'told'
  alert.endedAt = null
  if (alert.toldIn === 'digest') await tellAlertBy(db, alert.alertId, null)
  else await revise(db, round, alert)
}
