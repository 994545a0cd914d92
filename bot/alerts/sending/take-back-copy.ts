import { z } from 'zod'
import { chatsOf } from '../../../data/records/conversation-references'
import type { OutboxMessage } from '../../../data/records/outbox'
import type { Dispatching } from './dispatching'
import { inChat } from './in-chat'
import { request } from './request'
import { end, type Settling } from './settle'

/** The kind of a message that takes back a copy of another, which came twice. */
export const copyKind = 'copy'

const payload = z.object({ conversation: z.string(), activity: z.string() })

/** Takes back a copy of a message that came twice. */
export async function takeBackCopy(message: OutboxMessage, dispatching: Dispatching): Promise<void> {
  const { store, channel } = dispatching.delivery
  const settling: Settling = { message, verb: 'remove' }
  const { conversation, activity } = payload.parse(JSON.parse(message.payload))
  const chats = await chatsOf(store, message.recipient ?? '')
  const chat = chats.find(({ conversationId }) => conversationId === conversation)
  if (!chat) return end(settling, { outcome: 'dropped', reason: 'no-chat' }, dispatching)
  await inChat(chat, message, dispatching, () =>
    request(
      {
        ...settling,
        chat,
        send: () => channel.remove(chat, activity, message.id),
        taken: () => ({ outcome: 'withdrawn', reason: 'copy' }),
      },
      dispatching,
    ),
  )
}
