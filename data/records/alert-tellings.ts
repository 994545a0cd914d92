import type { Database } from '../store/store'
import { reviseCardsOfOthers } from './alert-revisions'

/** An alert reached somebody's chat, for the first time or once more. */
export async function alertTold(
  db: Database,
  alertId: string,
  { at, isReminder }: { at: Date; isReminder: boolean },
): Promise<void> {
  const now = at.toISOString()
  await db
    .updateTable('alert')
    .set({ state: 'told', told_at: now })
    .where('alert.alert_id', '=', alertId)
    .where('alert.state', '=', 'waiting')
    .execute()
  if (!isReminder) return reviseOthers(db, alertId, at)
  await db
    .updateTable('alert')
    .set({ reminded_at: now })
    .where('alert.alert_id', '=', alertId)
    .where('alert.reminded_at', 'is', null)
    .execute()
}

/** An alert is no more for somebody: it is over, or was never told, or was taken back. One that they dealt with stays as it is. */
export async function alertNotTold(
  db: Database,
  alertId: string,
  state: 'closed' | 'withdrawn' | 'undelivered',
  at: Date,
): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state, ended_at: state === 'undelivered' ? null : at.toISOString() })
    .where('alert.alert_id', '=', alertId)
    .where('alert.state', 'in', state === 'undelivered' ? ['waiting'] : ['waiting', 'told'])
    .execute()
  if (state === 'undelivered') await reviseOthers(db, alertId, at)
}

/** Who has an alert about the same student sees on its card whether this one has reached its holder. */
async function reviseOthers(db: Database, alertId: string, due: Date): Promise<void> {
  const alert = await db
    .selectFrom('alert')
    .select(['alert.student_id', 'alert.staff_id'])
    .where('alert.alert_id', '=', alertId)
    .executeTakeFirst()
  if (alert) await reviseCardsOfOthers(db, alert.student_id, { by: alert.staff_id, due })
}

/** Another message than before tells an alert: the first one again, where its reminder came to nothing. */
export async function toldBy(
  db: Database,
  alertId: string,
  { messageId, instead }: { messageId: string; instead: string },
): Promise<void> {
  await db
    .updateTable('alert')
    .set({ message_id: messageId })
    .where('alert.alert_id', '=', alertId)
    .where('alert.message_id', '=', instead)
    .execute()
}
