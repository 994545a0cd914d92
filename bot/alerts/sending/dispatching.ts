import type { OutboxMessage } from '../../../data/records/outbox'
import type { Delivery } from '../delivery'
import { gapInChat } from './pauses'
import type { Slots } from './slots'

/** What one instance works with while it delivers. */
export interface Dispatching {
  delivery: Delivery
  /** The instance, as it claims messages. */
  by: string
  slots: Slots
  /** The chats in which something is under way. */
  busy: Set<string>
  /** The chat that Teams last throttled, and when, by a clock that only goes forward. */
  throttled: { chat: string; at: number } | undefined
}

/** A claimed message as the records know it. */
export const claimed = ({ id }: OutboxMessage, { by }: Dispatching): { id: string; by: string } => ({
  id,
  by,
})

/** When the next message may go to a chat to which one went at an instant. */
export function chatFreeAfter(at: Date, { delivery }: Dispatching): Date {
  return new Date(at.getTime() + gapInChat(delivery.store.settings.alerts.sending.perChat))
}
