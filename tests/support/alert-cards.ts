import { randomUUID } from 'node:crypto'
import { accessOfRecipient } from '../../bot/alerts/recipient'
import { composers } from '../../bot/alerts/messages/composers'
import type { Composed } from '../../bot/alerts/messages/composer'
import type { Delivery } from '../../bot/alerts/delivery'
import { createLog } from '../../bot/log'
import type { AlertRule, AlertWhy, EpisodeState } from '../../data/domain/alert'
import type { Role } from '../../data/domain/role'
import { findStaff } from '../../data/queries/staff'
import { makeAlert } from '../../data/records/alerts'
import { readMessage, type OutboxMessage } from '../../data/records/outbox'
import type { Store } from '../../data/store/store'
import { clock, now } from './store'

/** An episode as the rules would write it, open since 9 November; gives its ID. */
export async function writeEpisode(
  { db }: Store,
  studentId: string,
  given: { rule?: AlertRule; level?: number; state?: EpisodeState; reason?: string } = {},
): Promise<string> {
  const { rule = 'silent', level = 2, state = 'open', reason = 'No activity for 14 days that count' } = given
  const episode_id = randomUUID()
  await db
    .insertInto('alert_episode')
    .values({
      episode_id,
      student_id: studentId,
      rule_code: rule,
      programme_code: 'BSC-CS',
      opened_on: '2026-11-23',
      data_to: '2026-11-23',
      since: '2026-11-09',
      level,
      reason,
      facts: JSON.stringify({ opened: { dataTo: '2026-11-23', by: 'test' } }),
      state,
      last_change: state === 'open' ? 'opened' : state,
      changed_on: '2026-11-23',
      checked_at: '2026-11-23T06:00:00.000Z',
    })
    .execute()
  return episode_id
}

const never = new Date('2100-01-01T00:00:00Z')

/** An alert as the plan would make it; gives its ID. */
export function writeAlert(
  store: Store,
  alert: {
    staffId: string
    studentId: string
    episodes: string[]
    role?: Role
    why?: AlertWhy
    passedFrom?: string
    /** Not within this test, unless it is said: the test itself has it delivered. */
    dueAt?: Date
  },
): Promise<string> {
  const { role = 'personal-tutor', why = 'tutee', passedFrom = null, dueAt = never, ...rest } = alert
  const made = { ...rest, role, why, passedFrom, toldIn: 'card', madeAt: now, dueAt } as const
  return store.transaction(({ db }) => makeAlert(db, made))
}

const nothingSent = (): never => {
  throw new Error('nothing is sent here')
}

async function messageOf({ db }: Pick<Store, 'db'>, id: string): Promise<OutboxMessage> {
  const message = await readMessage(db, id)
  if (!message) throw new Error('there is no such message')
  return message
}

/** Composes a message as it is sent or revised at this moment, to its recipient's own chat. */
export async function composedNow(store: Store, messageId: string): Promise<Composed> {
  const row = await messageOf(store, messageId)
  const staff = await findStaff(store, { idOrEmail: row.recipient ?? '' })
  const composer = composers[row.kind]
  if (!staff || !composer) throw new Error('nobody to compose for')
  const delivery: Delivery = {
    store,
    clock,
    sendingTime: clock,
    log: createLog('silent'),
    channel: { post: nothingSent, update: nothingSent, remove: nothingSent, create: nothingSent },
  }
  const access = await accessOfRecipient(delivery, staff, [])
  const conversationId = `chat-${staff.entra_object_id ?? ''}`
  return composer.compose(row, { staff, access, conversationId }, delivery)
}

/** The same, and what follows from it as whoever delivers notes it: sent under an activity ID, or never. */
export async function deliverNow(store: Store, messageId: string): Promise<Composed> {
  const composed = await composedNow(store, messageId)
  await store.transaction(async ({ db }) => {
    const row = await messageOf({ db }, messageId)
    const composer = composers[row.kind]
    if ('later' in composed) return
    const sent = {
      outcome: 'sent',
      activity_id: `activity-${messageId}`,
      conversation_id: `chat-of-${row.recipient}`,
    } as const
    const ended = 'card' in composed ? sent : ({ outcome: 'dropped', reason: composed.drop } as const)
    await db
      .updateTable('outbox')
      .set({ ...ended, done_at: now.toISOString() })
      .where('id', '=', messageId)
      .execute()
    if ('card' in composed) await composer?.sent?.(db, row, now)
    else await composer?.unsent?.(db, row, composed.drop, now)
  })
  return composed
}
