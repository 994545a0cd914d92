import { randomUUID } from 'node:crypto'
import type { AlertWhy } from '../domain/alert'
import type { Role } from '../domain/role'
import type { Database } from '../store/store'
import { putMessage } from './outbox'

/** The kind of a message that tells one alert by a card of its own: `{alert}`, with `{reminder: true}` or `{worse: true}` where it is told again. */
export const alertKind = 'alert'

/** The name of the turn that who makes alerts takes. */
export const planTurn = 'plan of alerts'

export interface NewAlert {
  /** Who is told … */
  staffId: string
  /** … about whom … */
  studentId: string
  /** … in which role, and why they are. */
  role: Role
  why: AlertWhy
  /** The alert that was passed on or up. */
  passedFrom: string | null
  /** What it is about. */
  episodes: readonly string[]
  toldIn: 'card' | 'digest'
  madeAt: Date
  /** When its card may be sent. One that is told in a digest has no message of its own. */
  dueAt: Date
}

/** Makes an alert, with its message in the outbox where it gets a card, in the transaction that is given. Gives its ID. */
export async function makeAlert(db: Database, alert: NewAlert): Promise<string> {
  const alertId = randomUUID()
  const messageId = alert.toldIn === 'card' ? alertId : null
  await db
    .insertInto('alert')
    .values({
      alert_id: alertId,
      staff_id: alert.staffId,
      student_id: alert.studentId,
      role: alert.role,
      why: alert.why,
      passed_from: alert.passedFrom,
      told_in: alert.toldIn,
      message_id: messageId,
      state: 'waiting',
      made_at: alert.madeAt.toISOString(),
      told_at: null,
      opened_at: null,
      reminded_at: null,
      passed_at: null,
      ended_at: null,
      acts_since: null,
    })
    .execute()
  for (const episode_id of alert.episodes)
    await db.insertInto('alert_reason').values({ alert_id: alertId, episode_id }).execute()
  if (messageId !== null) {
    const { staffId: recipient, dueAt } = alert
    await putMessage(db, { id: messageId, kind: alertKind, payload: { alert: alertId }, recipient, dueAt })
  }
  return alertId
}
