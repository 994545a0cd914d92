import type { Database } from '../store/store'

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
  if (!isReminder) return
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
