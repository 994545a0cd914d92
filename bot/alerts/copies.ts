import { messageOfAlert } from '../../data/queries/alert-delivery'
import type { Store } from '../../data/store/store'

/**
 * Settles which of two cards of one message stays: the one with this activity ID was pressed, and another is on record, or
 * none, since the answer to its sending was lost.
 */
export type ResolveCopy = (store: Store, messageId: string, activityId: string) => Promise<void>

/** A card of an alert that was pressed, by its holder, in their own chat. */
export interface PressedCopy {
  alertId: string
  activityId: string
  conversationId: string
}

/** Has it settled where the card that was pressed is not the one on record. */
export async function settleCopy(
  store: Store,
  { alertId, activityId, conversationId }: PressedCopy,
  resolveCopy: ResolveCopy,
): Promise<void> {
  const message = await messageOfAlert(store.db, alertId)
  if (!message || message.conversationId !== conversationId) return
  if (message.activityId !== activityId) await resolveCopy(store, message.messageId, activityId)
}
