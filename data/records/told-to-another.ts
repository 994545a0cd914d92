import type { Database } from '../store/store'

/**
 * What lay in the chat of somebody for whom it is not was told to nobody, whatever was pressed there: the alert waits again, to be
 * told by this message, or by the next digest where there is none. One that is over stays so.
 */
export async function toldToAnother(db: Database, alertId: string, messageId: string | null): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'waiting', told_at: null, opened_at: null, reminded_at: null, message_id: messageId })
    .where('alert_id', '=', alertId)
    .where('ended_at', 'is', null)
    .execute()
}
