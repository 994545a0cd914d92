import { z } from 'zod'
import type { ConversationReferenceTable } from '../store/schema'
import type { Database, Store } from '../store/store'

const appRoles = z.array(z.string())

type RememberedColumns = Omit<
  ConversationReferenceTable,
  'conversation_id' | 'seen_at' | 'free_at' | 'blocked_at' | 'blocked_reason'
>

/** Teams has refused nothing there yet. */
const neverSentTo = { free_at: null, blocked_at: null, blocked_reason: null }

/** A private chat in which a staff member can be told something unasked. */
export interface ConversationReference {
  conversationId: string
  staffId: string
  /** How the channel names them. */
  channelUser: string
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
export type NewChat = Omit<ConversationReference, 'appRoles'>

/**
 * Remembers a chat as it is now. Writes only what has changed since, and once a day that they still write. A chat stays
 * whose it was first: nobody can have what is told to another told to them. Only where Teams names the same user there as
 * before, or nobody had written yet, who signs in now shows whose it is: it was noted for another by mistake. Where somebody
 * writes, messages may be sent again.
 */
export async function rememberChat(store: Store, chat: ConversationReference, now: Date): Promise<void> {
  const seen_at = now.toISOString()
  const row: RememberedColumns = {
    staff_id: chat.staffId,
    channel_user: chat.channelUser,
    tenant_id: chat.tenantId,
    service_url: chat.serviceUrl,
    app_roles: JSON.stringify([...chat.appRoles].sort()),
  }
  if (await isRemembered(store.db, chat.conversationId, row, seen_at)) return
  await store.transaction(
    async ({ db }) => {
      const known = await db
        .selectFrom('conversation_reference')
        .select(['staff_id', 'channel_user'])
        .where('conversation_id', '=', chat.conversationId)
        .executeTakeFirst()
      if (known && known.staff_id !== chat.staffId && isSpokenFor(known.channel_user, chat)) return
      if (known?.staff_id === chat.staffId) {
        await db
          .updateTable('conversation_reference')
          .set({ ...row, seen_at, blocked_at: null, blocked_reason: null })
          .where('conversation_id', '=', chat.conversationId)
          .where('staff_id', '=', row.staff_id)
          .where('channel_user', 'in', [row.channel_user, ''])
          .execute()
        return
      }
      if (known) await forgetChat(db, chat.conversationId)
      await db
        .insertInto('conversation_reference')
        .values({ conversation_id: chat.conversationId, ...row, seen_at, ...neverSentTo })
        .execute()
    },
    { alone: 'state', repeatable: true },
  )
}

/** Whether somebody else is known to be there. */
const isSpokenFor = (channelUser: string, chat: ConversationReference): boolean =>
  channelUser !== '' && channelUser !== chat.channelUser

/**
 * Remembers a chat that the bot was added to, or made: messages may be sent there. What somebody may see, and when they last
 * wrote, stay as they are known; of a chat that is another's, everything does.
 */
export async function rememberNewChat(store: Store, chat: NewChat, now: Date): Promise<void> {
  const where = { service_url: chat.serviceUrl, tenant_id: chat.tenantId }
  await store.transaction(
    async ({ db }) => {
      const { numUpdatedRows } = await db
        .updateTable('conversation_reference')
        .set({ ...where, blocked_at: null, blocked_reason: null })
        .where('conversation_id', '=', chat.conversationId)
        .where('staff_id', '=', chat.staffId)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return
      const known = await db
        .selectFrom('conversation_reference')
        .select('staff_id')
        .where('conversation_id', '=', chat.conversationId)
        .executeTakeFirst()
      if (known) return
      await db
        .insertInto('conversation_reference')
        .values({
          conversation_id: chat.conversationId,
          staff_id: chat.staffId,
          channel_user: chat.channelUser,
          ...where,
          app_roles: '[]',
          seen_at: now.toISOString(),
          ...neverSentTo,
        })
        .execute()
    },
    { alone: 'state', repeatable: true },
  )
}

/** Forgets a staff member's chat: the bot was removed from it. That of another stays. */
export async function forgetChatOf(
  store: Store,
  { conversationId, staffId }: Pick<NewChat, 'conversationId' | 'staffId'>,
): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .deleteFrom('conversation_reference')
        .where('conversation_id', '=', conversationId)
        .where('staff_id', '=', staffId)
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

/** A staff member's private chats, the one that they last wrote in first. */
export async function chatsOf(store: Store, staffId: string): Promise<RememberedChat[]> {
  const rows = await store.db
    .selectFrom('conversation_reference')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('seen_at', 'desc')
    .orderBy('conversation_id')
    .execute()
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    staffId: row.staff_id,
    channelUser: row.channel_user,
    tenantId: row.tenant_id,
    serviceUrl: row.service_url,
    appRoles: appRoles.parse(JSON.parse(row.app_roles)),
    seenAt: new Date(row.seen_at),
    freeAt: row.free_at === null ? null : new Date(row.free_at),
    blocked: row.blocked_at === null ? null : (row.blocked_reason ?? 'blocked'),
  }))
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
    .where('tenant_id', '=', row.tenant_id)
    .where('service_url', '=', row.service_url)
    .where('app_roles', '=', row.app_roles)
    .where('seen_at', '>=', `${seenAt.slice(0, 10)}T00:00:00.000Z`)
    .where('blocked_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}
