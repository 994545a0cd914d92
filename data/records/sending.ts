import { sql } from 'kysely'
import type { OutboxTable } from '../store/schema'
import type { Database, Store } from '../store/store'
import { claimHolds } from './outbox'

/** A message that an instance has claimed. */
export interface ClaimedMessage {
  id: string
  by: string
}

/** What keeps a message waiting where nobody but its reader can open the chat: no failure. */
export const noChatYet = 'no-chat-yet'

/** What sending needs to note before a request goes out. */
export interface Beginning {
  conversationId: string
  now: Date
  /** Nothing else goes to the chat before: longer than Teams may take to answer. */
  holdChatUntil: Date
  /** Whether it is a new message, which comes twice where an earlier try had arrived; a change of one never does. */
  posts: boolean
}

/** No chat is held for longer, in milliseconds: what lies further ahead was written by a clock that was wrong. */
export const longestHold = 3_600_000

/**
 * Notes that a message is being sent, before its request: what lies so without an instance has an unknown outcome. The
 * chat is the message's alone until its answer came.
 *
 * @returns `taken` where another instance has the message by now, `chat-busy` where something else goes to the chat
 */
export function beginSending(
  store: Store,
  { id, by }: ClaimedMessage,
  { conversationId, now, holdChatUntil, posts }: Beginning,
): Promise<'begun' | 'taken' | 'chat-busy'> {
  const at = now.toISOString()
  const absurd = new Date(now.getTime() + longestHold).toISOString()
  return store.transaction(async ({ db }) => {
    const { numUpdatedRows: held } = await db
      .updateTable('conversation_reference')
      .set({ free_at: holdChatUntil.toISOString() })
      .where('conversation_id', '=', conversationId)
      .where((eb) => eb.or([eb('free_at', 'is', null), eb('free_at', '<=', at), eb('free_at', '>', absurd)]))
      .executeTakeFirst()
    if (held === 0n) return 'chat-busy'
    const { numUpdatedRows: begun } = await ownRow(db, { id, by })
      .set({
        claimed_until: new Date(now.getTime() + claimHolds).toISOString(),
        sending_since: at,
        conversation_id: conversationId,
      })
      .$if(posts, (row) =>
        row.set({
          sent_to: sql<string | null>`(select nullif(conversation_reference.entra_object_id, '')
            from conversation_reference where conversation_reference.conversation_id = ${conversationId})`,
          unknown_outcomes: sql<number>`unknown_outcomes + case when sending_since is null then 0 else 1 end`,
        }),
      )
      .executeTakeFirst()
    if (begun > 0n) return 'begun'
    await freeChat(db, conversationId, now)
    return 'taken'
  })
}

/** How a message ended. */
export interface Ending {
  outcome: NonNullable<OutboxTable['outcome']>
  reason?: string | undefined
  /** Of a message that was sent. */
  activityId?: string | undefined
  at: Date
  /** When the next message may go to the chat that this one went to. */
  chat?: { conversationId: string; freeAt: Date } | undefined
  /** What follows from it, in the same transaction. */
  then?: ((db: Database) => Promise<void>) | undefined
}

/** Notes that a message is dealt with for good; tells whether it was still this instance's, or open where it was sent. */
export function endMessage(
  store: Store,
  message: ClaimedMessage,
  { outcome, reason, activityId, at, chat, then }: Ending,
): Promise<boolean> {
  return store.transaction(async ({ db }) => {
    if (chat) await freeChat(db, chat.conversationId, chat.freeAt)
    // What was sent was sent, whoever has it by now.
    const rows =
      outcome === 'sent'
        ? db.updateTable('outbox').where('id', '=', message.id).where('done_at', 'is', null)
        : ownRow(db, message)
    const { numUpdatedRows } = await rows
      .set({ done_at: at.toISOString(), outcome, reason: reason ?? null })
      .set({ claimed_by: null, claimed_until: null, sending_since: null })
      .$if(activityId !== undefined, (row) => row.set({ activity_id: activityId ?? null }))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await then?.(db)
    return true
  })
}

/** When a message is tried again, and what is known of the last try. */
export interface Putting {
  dueAt: Date
  reason: string | null
  /** When it was tried in vain, where that counts towards the most tries that there are. */
  triedAt?: Date | undefined
  /** Whether it may have arrived after all, in this try or, where none was made, in one before. */
  unknown?: boolean
  chat?: { conversationId: string; freeAt: Date } | undefined
}

/** Gives a claimed message back, to be taken again when it is due. */
export async function putOff(
  store: Store,
  message: ClaimedMessage,
  { dueAt, reason, triedAt, unknown = false, chat }: Putting,
): Promise<void> {
  await store.transaction(async ({ db }) => {
    if (chat) await freeChat(db, chat.conversationId, chat.freeAt)
    await ownRow(db, message)
      .set({ due_at: dueAt.toISOString(), reason, claimed_by: null, claimed_until: null })
      .$if(triedAt === undefined, (row) => row.set({ attempts: sql<number>`attempts - 1` }))
      .$if(triedAt !== undefined, (row) =>
        row.set({ tried_since: sql<string>`coalesce(tried_since, ${triedAt?.toISOString() ?? null})` }),
      )
      .$if(!unknown, (row) => row.set({ sending_since: null }))
      .executeTakeFirst()
  })
}

/** Gives a claimed message back as it was: the next to look takes it. */
export async function giveBack(store: Store, message: ClaimedMessage): Promise<void> {
  await store.transaction(({ db }) =>
    ownRow(db, message)
      .set({ claimed_by: null, claimed_until: null, attempts: sql<number>`attempts - 1` })
      .execute(),
  )
}

/** A message is known to have arrived, and as which: where nobody had known, it is sent with that. */
export async function noteArrived(
  db: Database,
  { id, activityId, at, wasOpen }: { id: string; activityId: string; at: Date; wasOpen: boolean },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ activity_id: activityId })
    .$if(wasOpen, (row) =>
      row
        .set({ done_at: at.toISOString(), outcome: 'sent', reason: null })
        .set({ claimed_by: null, claimed_until: null, sending_since: null }),
    )
    .where('id', '=', id)
    .execute()
}

/** A message that was sent is no longer there. */
export async function noteWithdrawn(db: Database, id: string, reason: string): Promise<void> {
  await db.updateTable('outbox').set({ outcome: 'withdrawn', reason }).where('id', '=', id).execute()
}

function ownRow(db: Database, { id, by }: ClaimedMessage) {
  return db
    .updateTable('outbox')
    .where('id', '=', id)
    .where('claimed_by', '=', by)
    .where('done_at', 'is', null)
}

async function freeChat(db: Database, conversationId: string, freeAt: Date): Promise<void> {
  await db
    .updateTable('conversation_reference')
    .set({ free_at: freeAt.toISOString() })
    .where('conversation_id', '=', conversationId)
    .execute()
}
