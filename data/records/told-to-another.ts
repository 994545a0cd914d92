import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'
import { reviseCardsOfOthers } from './alert-revisions'

/**
 * What lay in the chat of somebody for whom it is not was told to nobody, whatever was pressed there: the alert waits again, to be
 * told by this message, or by the next digest where there is none. One that is over is open again.
 */
export async function toldToAnother(db: Database, alertId: string, messageId: string | null): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'waiting', told_at: null, opened_at: null, reminded_at: null, message_id: messageId })
    .set({ ended_at: null })
    .where('alert_id', '=', alertId)
    .execute()
}

/** The same of one that is over, where whom it is for has another by which they are told: that is to be as if this had never been. */
export async function neverTold(db: Database, alertId: string): Promise<void> {
  await db
    .updateTable('alert')
    .set({ told_at: null, opened_at: null, reminded_at: null })
    .where('alert_id', '=', alertId)
    .execute()
}

/** Whatever was done until now with what these messages tell was done by somebody else: it counts no more, and no card says it. */
export async function doneByAnother(db: Database, messageIds: readonly string[], due: Date): Promise<void> {
  for (const ids of inParts(messageIds)) {
    const acts = await db
      .selectFrom('alert')
      .innerJoin('alert_act', 'alert_act.alert_id', 'alert.alert_id')
      .where('alert.message_id', 'in', ids)
      .groupBy(['alert.alert_id', 'alert.staff_id', 'alert.student_id'])
      .select(['alert.alert_id', 'alert.staff_id as by', 'alert.student_id'])
      .select(({ fn }) => fn.max('alert_act.acted_at').as('last'))
      .execute()
    for (const { alert_id, student_id, by, last } of acts) {
      await db
        .updateTable('alert')
        // What is done from now on is later, see add-act.ts.
        .set({ acts_since: new Date(new Date(last).getTime() + 1).toISOString() })
        .where('alert_id', '=', alert_id)
        .execute()
      await reviseCardsOfOthers(db, student_id, { by, due })
    }
  }
}
