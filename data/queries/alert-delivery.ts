import type { AlertState } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Instant } from '../store/schema'
import type { Database } from '../store/store'
import { alertReasons, type AlertReason } from './alert-reasons'
import { reasonsThatHold } from './known-reasons'

/** How an alert stands for its delivery: IDs and states, nothing of the student. */
export interface AlertToDeliver {
  staffId: string
  messageId: string | null
  state: AlertState
  openedAt: Instant | null
  endedAt: Instant | null
  reasons: Pick<AlertReason, 'rule' | 'state'>[]
  /** Whether somebody knows of a reason, for which nobody is alerted about the student. */
  isExempt: boolean
  /** Whether its message lies in a chat. */
  wasSent: boolean
}

/** Reads how an alert stands; undefined where there is none. */
export async function alertToDeliver(
  db: Database,
  alertId: string,
  today: Day,
): Promise<AlertToDeliver | undefined> {
  const row = await db
    .selectFrom('alert')
    .leftJoin('outbox', 'outbox.id', 'alert.message_id')
    .where('alert.alert_id', '=', alertId)
    .select([
      'alert.staff_id',
      'alert.student_id',
      'alert.message_id',
      'alert.state',
      'alert.opened_at',
      'alert.ended_at',
      'outbox.activity_id',
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const exempt = await reasonsThatHold(db, today, [row.student_id])
  return {
    staffId: row.staff_id,
    messageId: row.message_id,
    state: row.state,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    reasons: await alertReasons(db, [alertId]),
    isExempt: exempt.has(row.student_id),
    wasSent: row.activity_id !== null,
  }
}

/** The message that tells an alert, as it was sent; undefined where there is none. */
export async function messageOfAlert(
  db: Database,
  alertId: string,
): Promise<{ messageId: string; activityId: string | null; conversationId: string | null } | undefined> {
  return db
    .selectFrom('alert')
    .innerJoin('outbox', 'outbox.id', 'alert.message_id')
    .where('alert.alert_id', '=', alertId)
    .select([
      'outbox.id as messageId',
      'outbox.activity_id as activityId',
      'outbox.conversation_id as conversationId',
    ])
    .executeTakeFirst()
}

/** The other messages that told an alert and lie in a chat, the newest first. */
export async function earlierMessages(db: Database, alertId: string, messageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .innerJoin('outbox', 'outbox.recipient', 'alert.staff_id')
    .where('alert.alert_id', '=', alertId)
    .where('outbox.kind', '=', 'alert')
    .where('outbox.payload', 'like', `%"${alertId}"%`)
    .where('outbox.id', '<>', messageId)
    .where('outbox.activity_id', 'is not', null)
    .orderBy('outbox.due_at', 'desc')
    .select('outbox.id')
    .execute()
  return rows.map(({ id }) => id)
}
