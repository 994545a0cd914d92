import { openAlertStates } from '../domain/alert'
import type { Database } from '../store/store'
import { alertReasons, isOver } from './alert-reasons'

/** The newest alert about a student that somebody has open. */
export async function openAlertOf(
  db: Database,
  staffId: string,
  studentId: string,
): Promise<string | undefined> {
  const rows = await db
    .selectFrom('alert')
    .select('alert.alert_id')
    .where('alert.staff_id', '=', staffId)
    .where('alert.student_id', '=', studentId)
    .where('alert.state', 'in', openAlertStates)
    .orderBy('alert.made_at', 'desc')
    .execute()
  const ids = rows.map(({ alert_id }) => alert_id)
  const reasons = await alertReasons(db, ids)
  return ids.find((id) => !isOver(reasons.filter(({ alertId }) => alertId === id)))
}
