import { z } from 'zod'
import type { ConversationReferenceTable } from '../store/schema'

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

/** The columns that say who is in a chat and how it is reached. */
export type RememberedColumns = Omit<
  ConversationReferenceTable,
  'conversation_id' | 'seen_at' | 'free_at' | 'blocked_at' | 'blocked_reason'
>

/** A chat as its row is written. */
export function rowOf(chat: ConversationReference): RememberedColumns {
  return {
    staff_id: chat.staffId,
    channel_user: chat.channelUser,
    ...ownerOf(chat),
    tenant_id: chat.tenantId,
    service_url: chat.serviceUrl,
    app_roles: JSON.stringify([...chat.appRoles].sort()),
  }
}

/** Who is in it; in lower case both, as the staff records have them. */
export const ownerOf = ({
  entraObjectId,
  upn = '',
}: Pick<ConversationReference, 'entraObjectId' | 'upn'>): Pick<
  ConversationReferenceTable,
  'entra_object_id' | 'upn'
> => ({
  entra_object_id: entraObjectId.trim().toLowerCase(),
  upn: upn.trim().toLowerCase(),
})

/** A chat as its row is read. */
export function chatIn(row: ConversationReferenceTable): RememberedChat {
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

const appRoles = z.array(z.string())
