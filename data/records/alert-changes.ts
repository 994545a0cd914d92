import type { Database } from '../store/store'
import { reviseCardsOfOthers } from './alert-revisions'

// What becomes of an alert after it was made; each in the transaction that is given.

/**
 * A further episode joins an alert; tells whether it did. One that its holder has ended meanwhile takes none: what nobody
 * would be told of by it is to be told by another. It cannot be ended before this lands.
 */
export async function joinAlert(db: Database, alertId: string, episodeId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('alert')
    .set((eb) => ({ student_id: eb.ref('alert.student_id') }))
    .where('alert_id', '=', alertId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await db.insertInto('alert_reason').values({ alert_id: alertId, episode_id: episodeId }).execute()
  return true
}

/** An alert that waited was told, by a message of its own. */
export async function markTold(db: Database, alertId: string, at: Date): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'told', told_at: at.toISOString() })
    .where('alert_id', '=', alertId)
    .where('state', '=', 'waiting')
    .execute()
  await reviseOthers(db, alertId, at)
}

/** An alert that waited could not be told: it is there for whoever asks. */
export async function markUndelivered(db: Database, alertId: string, at: Date): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'undelivered' })
    .where('alert_id', '=', alertId)
    .where('state', '=', 'waiting')
    .execute()
  await reviseOthers(db, alertId, at)
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

/** The holder has done something with an alert; that it was the first time is noted. */
export async function markOpened(db: Database, alertId: string, at: Date): Promise<void> {
  await db
    .updateTable('alert')
    .set({ opened_at: at.toISOString() })
    .where('alert_id', '=', alertId)
    .where('opened_at', 'is', null)
    .execute()
  // Who finds what could not be told to them has been told.
  await db
    .updateTable('alert')
    .set({ state: 'told' })
    .where('alert_id', '=', alertId)
    .where('state', '=', 'undelivered')
    .execute()
}

/** An alert is over for whoever has it; one that is over already stays as it is. */
export async function endAlert(
  db: Database,
  alertId: string,
  state: 'closed' | 'withdrawn',
  at: Date,
): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state, ended_at: at.toISOString() })
    .where('alert_id', '=', alertId)
    .where('ended_at', 'is', null)
    .execute()
}

/** An alert that was told and over goes on. */
export async function reviveAlert(db: Database, alertId: string): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'told', ended_at: null })
    .where('alert_id', '=', alertId)
    .where('state', '=', 'closed')
    .execute()
}

/**
 * An alert is told by another message from now on; by none yet where it is to come in the next digest.
 *
 * @param instead only while this message tells it
 */
export async function tellAlertBy(
  db: Database,
  alertId: string,
  messageId: string | null,
  instead?: string,
): Promise<void> {
  await db
    .updateTable('alert')
    .set({ message_id: messageId })
    .where('alert_id', '=', alertId)
    .$if(instead !== undefined, (rows) => rows.where('message_id', '=', instead ?? ''))
    .execute()
}

/** The person was reminded of an alert. */
export async function markReminded(db: Database, alertId: string, at: Date): Promise<void> {
  await db
    .updateTable('alert')
    .set({ reminded_at: at.toISOString() })
    .where('alert_id', '=', alertId)
    .execute()
}

/** An alert was passed up to others. */
export async function markPassedUp(db: Database, alertId: string, at: Date): Promise<void> {
  await db.updateTable('alert').set({ passed_at: at.toISOString() }).where('alert_id', '=', alertId).execute()
}

/** The alerts of a digest have been told by it, some of them anew. */
export async function markDigestTold(db: Database, messageId: string, at: Date): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'told', told_at: at.toISOString() })
    .where('message_id', '=', messageId)
    .where('told_in', '=', 'digest')
    .where('state', 'in', ['waiting', 'told'])
    .where('ended_at', 'is', null)
    .execute()
}

/** The alerts of a digest that still wait could not be told by it. */
export async function markDigestUntold(db: Database, messageId: string): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'undelivered' })
    .where('message_id', '=', messageId)
    .where('told_in', '=', 'digest')
    .where('state', '=', 'waiting')
    .execute()
}
