import type { RememberedChat } from '../../../data/records/chat'
import type { OutboxMessage } from '../../../data/records/outbox'
import { longestHold } from '../../../data/records/sending'
import type { Dispatching } from './dispatching'
import { waitForChat } from './later'

/** Does some work while nothing else of this instance goes to the chat; gives the message back while something does. */
export async function inChat(
  chat: RememberedChat,
  message: OutboxMessage,
  dispatching: Dispatching,
  work: () => Promise<void>,
): Promise<void> {
  const { busy, delivery } = dispatching
  const now = delivery.sendingTime().getTime()
  const free = chat.freeAt?.getTime() ?? 0
  if (busy.has(chat.conversationId) || (free > now && free <= now + longestHold))
    return waitForChat(message, dispatching)
  busy.add(chat.conversationId)
  try {
    await work()
  } finally {
    busy.delete(chat.conversationId)
  }
}
