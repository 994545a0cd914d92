import { isOwners } from '../queries/chat-owners'
import type { Database, Store } from '../store/store'
import {
  chatIn,
  ownerOf,
  rowOf,
  type ConversationReference,
  type NewChat,
  type RememberedChat,
  type RememberedColumns,
} from './chat'

const takesMessages = { blocked_at: null, blocked_reason: null }
const neverSentTo = { free_at: null, ...takesMessages }

/**
 * Remembers a chat as it is now. Writes only what has changed since, and once a day that they still write. A chat stays
 * whose it was first: only where Teams names the same user there as before, or nobody had written yet, who signs in now shows
 * whose it is. Where somebody writes, messages may be sent again.
 */
export async function rememberChat(store: Store, chat: ConversationReference, now: Date): Promise<void> {
  const seen_at = now.toISOString()
  const { conversationId: conversation_id } = chat
  const row = rowOf(chat)
  if (await isRemembered(store.db, conversation_id, row, seen_at)) return
  await store.transaction(
    async ({ db }) => {
      const { numUpdatedRows } = await db
        .updateTable('conversation_reference')
        .set({ ...row, seen_at, ...takesMessages })
        .where('conversation_id', '=', conversation_id)
        .where('channel_user', 'in', [row.channel_user, ''])
        .executeTakeFirst()
      if (numUpdatedRows === 0n) await addUnlessKnown(db, { conversation_id, ...row, seen_at })
    },
    { alone: 'state', repeatable: true },
  )
}

/**
 * Remembers a chat that the bot was added to, or made: messages may be sent there. What somebody may see, and when they last
 * wrote, stay as they are known; of a chat in which somebody else is, everything does. One of which nobody knows who is there
 * is theirs: Teams says so.
 */
export async function rememberNewChat(store: Store, chat: NewChat, now: Date): Promise<void> {
  const { conversationId: conversation_id } = chat
  const row = rowOf({ ...chat, appRoles: [] })
  const { staff_id, entra_object_id, service_url, tenant_id } = row
  await store.transaction(
    async ({ db }) => {
      const { numUpdatedRows } = await db
        .updateTable('conversation_reference')
        .set({ staff_id, entra_object_id, service_url, tenant_id, ...takesMessages })
        .where('conversation_id', '=', conversation_id)
        .where((eb) =>
          eb.or([
            eb('entra_object_id', '=', entra_object_id),
            eb.and([
              eb('entra_object_id', '=', ''),
              eb.or([eb('staff_id', '=', staff_id), eb('upn', '=', '')]),
            ]),
          ]),
        )
        .executeTakeFirst()
      const seen_at = now.toISOString()
      if (numUpdatedRows === 0n) await addUnlessKnown(db, { conversation_id, ...row, seen_at })
    },
    { alone: 'state', repeatable: true },
  )
}

/** A chat that is known as somebody else's stays as it is. */
async function addUnlessKnown(
  db: Database,
  chat: RememberedColumns & { conversation_id: string; seen_at: string },
): Promise<void> {
  const known = await db
    .selectFrom('conversation_reference')
    .select('conversation_id')
    .where('conversation_id', '=', chat.conversation_id)
    .executeTakeFirst()
  if (known !== undefined) return
  await db
    .insertInto('conversation_reference')
    .values({ ...chat, ...neverSentTo })
    .execute()
}

/** Forgets the chat with somebody: the bot was removed from it. One in which another is known to be stays. */
export async function forgetChatWith(
  store: Store,
  chat: Pick<NewChat, 'conversationId' | 'entraObjectId'>,
): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .deleteFrom('conversation_reference')
        .where('conversation_id', '=', chat.conversationId)
        .where((eb) =>
          eb.or([
            eb('entra_object_id', '=', ownerOf(chat).entra_object_id),
            eb.and([eb('entra_object_id', '=', ''), eb('upn', '=', '')]),
          ]),
        )
        .execute(),
    { repeatable: true },
  )
}

/** Forgets a chat that is no longer there. */
export async function forgetChat(db: Database, conversationId: string): Promise<void> {
  await db.deleteFrom('conversation_reference').where('conversation_id', '=', conversationId).execute()
}

/** Notes that Teams refuses messages in a chat, and why: none is sent there until the person writes. */
export async function blockChat(
  db: Database,
  conversationId: string,
  { at, reason }: { at: Date; reason: string },
): Promise<void> {
  await db
    .updateTable('conversation_reference')
    .set({ blocked_at: at.toISOString(), blocked_reason: reason })
    .where('conversation_id', '=', conversationId)
    .execute()
}

/** Where Teams is reached, as the newest chat has it; undefined where there is none yet. */
export async function newestServiceUrl({ db }: Store): Promise<string | undefined> {
  const newest = await db
    .selectFrom('conversation_reference')
    .select(({ fn }) => fn.max<string | null>('seen_at').as('seen_at'))
    .executeTakeFirst()
  if (newest?.seen_at == null) return undefined
  const row = await db
    .selectFrom('conversation_reference')
    .select('service_url')
    .where('seen_at', '=', newest.seen_at)
    .orderBy('conversation_id')
    .executeTakeFirst()
  return row?.service_url
}

/**
 * A staff member's private chats, the one that they last wrote in first. Only those in which the person is whom the staff
 * records mean now: where they had named another, that one's chat is nobody's to be told anything in.
 */
export async function chatsOf(store: Store, staffId: string): Promise<RememberedChat[]> {
  const rows = await store.db
    .selectFrom('conversation_reference')
    .innerJoin('staff', 'staff.staff_id', 'conversation_reference.staff_id')
    .selectAll('conversation_reference')
    .where('conversation_reference.staff_id', '=', staffId)
    .where(isOwners())
    .orderBy('conversation_reference.seen_at', 'desc')
    .orderBy('conversation_reference.conversation_id')
    .execute()
  return rows.map(chatIn)
}

/** A private chat, whoever's it is by now: for taking back what lies there. */
export async function chatById(store: Store, conversationId: string): Promise<RememberedChat | undefined> {
  const row = await store.db
    .selectFrom('conversation_reference')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row && chatIn(row)
}

async function isRemembered(
  db: Database,
  conversationId: string,
  row: RememberedColumns,
  seenAt: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('conversation_reference')
    .select('conversation_id')
    .where('conversation_id', '=', conversationId)
    .where('staff_id', '=', row.staff_id)
    .where('channel_user', '=', row.channel_user)
    .where('entra_object_id', '=', row.entra_object_id)
    .where('upn', '=', row.upn)
    .where('tenant_id', '=', row.tenant_id)
    .where('service_url', '=', row.service_url)
    .where('app_roles', '=', row.app_roles)
    .where('seen_at', '>=', `${seenAt.slice(0, 10)}T00:00:00.000Z`)
    .where('blocked_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}
