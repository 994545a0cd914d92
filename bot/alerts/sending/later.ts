import type { OutboxMessage } from '../../../data/records/outbox'
import { putOff } from '../../../data/records/sending'
import { chatFreeAfter, claimed, type Dispatching } from './dispatching'

/** Gives a message back, to be sent later. That is no try. */
export async function later(message: OutboxMessage, dueAt: Date, dispatching: Dispatching): Promise<void> {
  const { store } = dispatching.delivery
  await putOff(store, claimed(message, dispatching), { dueAt, reason: message.reason, unknown: true })
}

/** Another message is under way in the chat: this one waits for as long as lies between two. */
export function waitForChat(message: OutboxMessage, dispatching: Dispatching): Promise<void> {
  return later(message, chatFreeAfter(dispatching.delivery.sendingTime(), dispatching), dispatching)
}
