import type { Card } from '../../../cards/card'
import type { ConversationReference } from '../../../data/records/chat'

/** The private chat that a message goes to. */
export type Chat = Pick<ConversationReference, 'conversationId' | 'channelUser' | 'tenantId' | 'serviceUrl'>

/** Somebody with whom there is no chat yet. */
export interface NewContact {
  entraObjectId: string
  /** Where the newest known chat is reached; absent where none is known. */
  serviceUrl: string | undefined
}

/** What came of one request to Teams. Codes hold no personal data. */
export type ChannelAnswer =
  /** Done: the ID of the message, or of the chat that was made. */
  | { kind: 'taken'; id: string; serviceUrl: string; tenantId: string }
  /** Answered with an error. */
  | { kind: 'refused'; status: number; code: string; retryAfter: number | undefined }
  /** Never left: nothing was reached. */
  | { kind: 'unsent'; code: string }
  /** The bot's own credentials are refused. */
  | { kind: 'unauthorized'; code: string }
  /** No answer came: it may have arrived. */
  | { kind: 'unknown'; code: string }

/**
 * What Teams does for whoever tells people something unasked. Each is one request, never repeated by itself; `id` names the
 * message in the request, so that one can be found in Teams' own logs.
 */
export interface Channel {
  post(chat: Chat, card: Card, id: string): Promise<ChannelAnswer>
  /** Puts a card in the place of one that was sent. */
  update(chat: Chat, activityId: string, card: Card, id: string): Promise<ChannelAnswer>
  /** Takes back what was sent. */
  remove(chat: Chat, activityId: string, id: string): Promise<ChannelAnswer>
  /** Makes the private chat with somebody, or finds it; absent where each person opens theirs. */
  create?: ((person: NewContact, id: string) => Promise<ChannelAnswer>) | undefined
}
