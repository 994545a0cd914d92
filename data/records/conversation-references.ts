import { z } from 'zod'
import { isOwners } from '../queries/chat-owners'
import type { ConversationReferenceTable } from '../store/schema'
import type { Database, Store } from '../store/store'

const appRoles = z.array(z.string())

type Owned = Pick<ConversationReferenceTable, 'entra_object_id' | 'upn'>
type RememberedColumns = Omit<
  ConversationReferenceTable,
  'conversation_id' | 'seen_at' | 'free_at' | 'blocked_at' | 'blocked_reason'
>

/** Teams has refused nothing there yet. */
const neverSentTo = { free_at: null, blocked_at: null, blocked_reason: null }
const takesMessages = { blocked_at: null, blocked_reason: null }

/** A private chat in which a staff member can be told something unasked. */
export interface ConversationReference {
  conversationId: string
  staffId: string
  /** How the channel names them. */
  channelUser: string
  /** Who is there, as they signed in, installed the app, or the chat was made for. */
  entraObjectId: string
  /** The name that they signed in with; absent where they have not. */
  upn?: string | undefined
  tenantId: string
  serviceUrl: string
  /** Of their last sign-in. */
  appRoles: readonly string[]
}

/** A chat as it was when they last wrote in it. */
export interface RememberedChat extends ConversationReference {
  seenAt: Date
  /** When the next message may be sent there; absent where at once. */
  freeAt: Date | null
  /** Why Teams refuses messages there, as a code; absent where it takes them. */
  blocked: string | null
}

/** A chat that the bot was added to or made: who it is with is known, what they may see is not. */
export type NewChat = Omit<ConversationReference, 'appRoles' | 'upn'>

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
      if (numUpdatedRows > 0n || (await isKnown(db, conversation_id))) return
      const values = { conversation_id, ...row, seen_at, ...neverSentTo }
      await db.insertInto('conversation_reference').values(values).execute()
    },
    { alone: 'state', repeatable: true },
  )
}

/**
 * Remembers a chat that the bot was added to, or made: messages may be sent there. What somebody may see, and when they last
 * wrote, stay as they are known; of a chat in which somebody else is, everything does.
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
            eb.and([eb('entra_object_id', '=', ''), eb('staff_id', '=', staff_id)]),
          ]),
        )
        .executeTakeFirst()
      if (numUpdatedRows > 0n || (await isKnown(db, conversation_id))) return
      const values = { conversation_id, ...row, seen_at: now.toISOString(), ...neverSentTo }
      await db.insertInto('conversation_reference').values(values).execute()
    },
    { alone: 'state', repeatable: true },
  )
}

function rowOf(chat: ConversationReference): RememberedColumns {
  return {
    staff_id: chat.staffId,
    channel_user: chat.channelUser,
    ...ownerOf(chat),
    tenant_id: chat.tenantId,
    service_url: chat.serviceUrl,
    app_roles: JSON.stringify([...chat.appRoles].sort()),
  }
}

/** In lower case both, as the staff records have them. */
const ownerOf = ({
  entraObjectId,
  upn = '',
}: Pick<ConversationReference, 'entraObjectId' | 'upn'>): Owned => ({
  entra_object_id: entraObjectId.trim().toLowerCase(),
  upn: upn.trim().toLowerCase(),
})

async function isKnown(db: Database, conversationId: string): Promise<boolean> {
  const known = await db
    .selectFrom('conversation_reference')
    .select('conversation_id')
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return known !== undefined
}

/** Forgets the chat with somebody: the bot was removed from it. One in which another is stays. */
export async function forgetChatWith(
  store: Store,
  chat: Pick<NewChat, 'conversationId' | 'entraObjectId'>,
): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .deleteFrom('conversation_reference')
        .where('conversation_id', '=', chat.conversationId)
        .where('entra_object_id', '=', ownerOf(chat).entra_object_id)
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

function chatIn(row: ConversationReferenceTable): RememberedChat {
  return {
    conversationId: row.conversation_id,
    staffId: row.staff_id,
    channelUser: row.channel_user,
    entraObjectId: row.entra_object_id,
    upn: row.upn,
    tenantId: row.tenant_id,
    serviceUrl: row.service_url,
    appRoles: appRoles.parse(JSON.parse(row.app_roles)),
    seenAt: new Date(row.seen_at),
    freeAt: row.free_at === null ? null : new Date(row.free_at),
    blocked: row.blocked_at === null ? null : (row.blocked_reason ?? 'blocked'),
  }
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
