import { composers } from '../../bot/alerts/messages/composers'
import type { Composed } from '../../bot/alerts/messages/composer'
import type { AlertRule, AlertWhy, EpisodeState } from '../../data/domain/alert'
import type { Role } from '../../data/domain/role'
import { makeAlert } from '../../data/records/alerts'
import { readMessage, type OutboxMessage } from '../../data/records/outbox'
import type { Store } from '../../data/store/store'
import { episode } from './alerts'
import { composed } from './composing'
import { now } from './store'

/** An episode of a student of the institution, open since 9 November; gives its ID. */
export function writeEpisode(
  store: Store,
  student: string,
  given: { rule?: AlertRule; level?: number; state?: EpisodeState; reason?: string } = {},
): Promise<string> {
  const usual = { rule: 'silent', since: '2026-11-09', reason: 'No activity for 14 days that count' } as const
  return episode(store, { ...usual, programme: 'BSC-CS', ...given, student })
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

async function messageOf({ db }: Pick<Store, 'db'>, id: string): Promise<OutboxMessage> {
  const message = await readMessage(db, id)
  if (!message) throw new Error('there is no such message')
  return message
}

/** Composes a message as it is sent or revised at this moment, to its recipient's own chat. */
export async function composedNow(store: Store, messageId: string): Promise<Composed> {
  return composed(store, await messageOf(store, messageId), { at: now })
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
