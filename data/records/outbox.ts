import type { Insertable } from 'kysely'
import type { OutboxTable } from '../store/schema'
import type { Database, Store } from '../store/store'

/** A message that waits to be sent. */
export interface OutboxMessage {
  id: string
  kind: string
  /** JSON. */
  payload: string
  /** Staff ID; null where it is found out when it is sent. */
  recipient: string | null
  /** How often it was tried, this time included. */
  attempts: number
  /** Teams' identifier of the message; absent until it was sent. */
  activityId: string | null
  /** The chat that it was sent to. */
  conversationId: string | null
  /** When it was first tried in vain; absent where it never was. */
  triedSince: Date | null
  /** What the last try came to, as a code. */
  reason: string | null
}

/** What a new message is made of. It holds IDs: the card is made at the moment of sending, with the rights of then. */
export interface NewMessage {
  /** At most 50 characters. A message of this ID is made only once. */
  id: string
  kind: string
  payload: object
  recipient: string | null
  dueAt: Date
}

/** The row of a new message. */
export function messageRow({ id, kind, payload, recipient, dueAt }: NewMessage): Insertable<OutboxTable> {
  return {
    id,
    kind,
    payload: JSON.stringify(payload),
    recipient,
    due_at: dueAt.toISOString(),
    attempts: 0,
    claimed_by: null,
    claimed_until: null,
    done_at: null,
    conversation_id: null,
    sent_to: null,
    activity_id: null,
    tried_since: null,
    sending_since: null,
    unknown_outcomes: 0,
    outcome: null,
    reason: null,
  }
}

/** Puts a message into the outbox, in the transaction that makes what it tells; tells whether it was new. */
export async function putMessage(db: Database, message: NewMessage): Promise<boolean> {
  const known = await db.selectFrom('outbox').select('id').where('id', '=', message.id).executeTakeFirst()
  if (known) return false
  await db.insertInto('outbox').values(messageRow(message)).execute()
  return true
}

/** The kind of a message that puts another, which was sent before, right in its place. */
export const revisionKind = 'revision'

/** How the ID of a revision is made from that of the message which it revises. */
export const revisionId = (messageId: string): string => `revise:${messageId}`

/**
 * Has a message that was sent put right in its place: what it says is made anew then, or it is taken back. Asked for again
 * while one waits, it is still one. One that is under way begins anew: it may have been made from what was so before. Nothing
 * comes of it for a message that was never sent.
 */
export async function reviseMessage(db: Database, messageId: string, at: Date): Promise<void> {
  const id = revisionId(messageId)
  const isNew = await putMessage(db, {
    id,
    kind: revisionKind,
    payload: { message: messageId },
    recipient: null,
    dueAt: at,
  })
  if (isNew) return
  const due = at.toISOString()
  await db
    .updateTable('outbox')
    .set({ due_at: due, tried_since: null, done_at: null, outcome: null, reason: null, attempts: 0 })
    .set({ claimed_by: null, claimed_until: null, sending_since: null })
    .where('id', '=', id)
    .execute()
}

/**
 * How long an instance has a message for itself, in milliseconds: longer than Teams may take to answer. That of an instance
 * that died is then another's.
 */
export const claimHolds = 60_000

/** Takes messages that are due and that no other instance has, the longest due first. */
export async function claimMessages(
  store: Store,
  { by, now, most }: { by: string; now: Date; most: number },
): Promise<OutboxMessage[]> {
  const until = new Date(now.getTime() + claimHolds)
  const ids = await store.transaction((tx) => tx.claim({ table: 'outbox', by, now, until, most }), {
    repeatable: true,
  })
  if (ids.length === 0) return []
  const messages = await readMessages(store.db, ids)
  return ids.flatMap((id) => messages.find((message) => message.id === id) ?? [])
}

/** A message as it stands; undefined where there is none of this ID. */
export async function readMessage(db: Database, id: string): Promise<(OutboxMessage & State) | undefined> {
  const [message] = await readMessages(db, [id])
  return message
}

/** Whether Teams' identifier is known as that of another message. */
export async function isAnother(db: Database, id: string, activityId: string): Promise<boolean> {
  const other = await db
    .selectFrom('outbox')
    .select('id')
    .where('activity_id', '=', activityId)
    .where('id', '<>', id)
    .executeTakeFirst()
  return other !== undefined
}

/** How far a message has come. */
export interface State {
  /** Until when an instance has it; absent where none does. */
  claimedUntil: Date | null
  /** What it came to in the end; absent while it waits. */
  outcome: OutboxTable['outcome']
}

async function readMessages(db: Database, ids: readonly string[]): Promise<(OutboxMessage & State)[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'kind', 'payload', 'recipient', 'attempts', 'activity_id', 'conversation_id', 'reason'])
    .select(['tried_since', 'claimed_until', 'outcome'])
    .where('id', 'in', ids)
    .execute()
  return rows.map(({ activity_id, conversation_id, tried_since, claimed_until, ...message }) => ({
    ...message,
    activityId: activity_id,
    conversationId: conversation_id,
    triedSince: tried_since === null ? null : new Date(tried_since),
    claimedUntil: claimed_until === null ? null : new Date(claimed_until),
  }))
}
