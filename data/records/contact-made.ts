import { openAlertStates } from '../domain/alert'
import type { Database } from '../store/store'
import { addAct } from './add-act'
import { endAlert, markOpened } from './alert-changes'
import { reviseAlertsAbout } from './alert-revisions'

/**
 * What a new contact with a student means for alerts about them: that of who made it is dealt with, and everybody's cards
 * tell it. To be called in the transaction that records the contact.
 */
export async function contactMade(
  db: Database,
  { staffId, studentId }: { staffId: string; studentId: string },
  { at, due }: { at: Date; due: Date },
): Promise<void> {
  const open = await db
    .selectFrom('alert')
    .select('alert.alert_id')
    .where('alert.staff_id', '=', staffId)
    .where('alert.student_id', '=', studentId)
    .where('alert.state', 'in', openAlertStates)
    .execute()
  for (const { alert_id: alertId } of open) {
    await addAct(db, { alertId, staffId, studentId }, 'contacted', at)
    await markOpened(db, alertId, at)
    await endAlert(db, alertId, 'closed', at)
  }
  await reviseAlertsAbout(db, studentId, { by: staffId, due })
}
