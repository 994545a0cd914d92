import { z } from 'zod'
import { chatById } from '../../../data/records/conversation-references'
import type { OutboxMessage } from '../../../data/records/outbox'
import { noteWithdrawn } from '../../../data/records/sending'
import type { Dispatching } from './dispatching'
import { inChat } from './in-chat'
import { request } from './request'
import { end, type Settling } from './settle'

const payload = z.object({ conversation: z.string(), activity: z.string(), message: z.string().optional() })

/** Takes back a copy of a message that came twice, or a message that lies in the chat of somebody for whom it is not. */
export async function takeBackCopy(message: OutboxMessage, dispatching: Dispatching): Promise<void> {
  const { store, channel } = dispatching.delivery
  const settling: Settling = { message, verb: 'remove' }
  const { conversation, activity, message: misplaced } = payload.parse(JSON.parse(message.payload))
  const chat = await chatById(store, conversation)
  if (!chat) return end(settling, { outcome: 'dropped', reason: 'no-chat' }, dispatching)
  const reason = misplaced === undefined ? 'copy' : 'chat-of-another'
  await inChat(chat, message, dispatching, () =>
    request(
      {
        ...settling,
        chat,
        send: () => channel.remove(chat, activity, message.id),
        taken: () => ({
          outcome: 'withdrawn',
          reason,
          then: async (db) => {
            if (misplaced !== undefined) await noteWithdrawn(db, misplaced, reason)
          },
        }),
      },
      dispatching,
    ),
  )
}
