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
    activity_id: null,
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
 * while one waits, it is still one; nothing comes of it for a message that was never sent.
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
  await db
    .updateTable('outbox')
    .set({ due_at: at.toISOString(), done_at: null, outcome: null, reason: null, attempts: 0 })
    .where('id', '=', id)
    .execute()
}

/** How long an instance has a message for itself, in milliseconds. That of an instance that died is then another's. */
const claimed = 5 * 60_000

/** Takes messages that are due and that no other instance has, the longest due first. */
export async function claimMessages(
  store: Store,
  { by, now, most }: { by: string; now: Date; most: number },
): Promise<OutboxMessage[]> {
  const until = new Date(now.getTime() + claimed)
  const ids = await store.transaction((tx) => tx.claim({ table: 'outbox', by, now, until, most }), {
    repeatable: true,
  })
  if (ids.length === 0) return []
  const rows = await store.db
    .selectFrom('outbox')
    .select(['id', 'kind', 'payload', 'recipient', 'attempts'])
    .where('id', 'in', ids)
    .execute()
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** A message was sent for good. */
export async function finishMessage(store: Store, id: string, now: Date): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .updateTable('outbox')
        .set({ done_at: now.toISOString(), claimed_by: null, claimed_until: null })
        .where('id', '=', id)
        .execute(),
    { repeatable: true },
  )
}

/** A message is to be tried again later, with what is known of it by now. */
export async function postponeMessage(
  store: Store,
  id: string,
  { payload, dueAt }: { payload: string; dueAt: Date },
): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .updateTable('outbox')
        .set({ payload, due_at: dueAt.toISOString(), claimed_by: null, claimed_until: null })
        .where('id', '=', id)
        .execute(),
    { repeatable: true },
  )
}
