import { messageOfAlert } from '../../data/queries/alert-delivery'
import type { Store } from '../../data/store/store'
import { resolveCopy } from './resolve-copy'

/** A card of an alert that was pressed, by its holder, in their own chat. */
export interface PressedCopy {
  alertId: string
  activityId: string
  conversationId: string
}

/** Where the card that was pressed is not the one on record, there may be two, or its sending was never answered: settles it. */
export async function settleCopy(
  store: Store,
  { alertId, activityId, conversationId }: PressedCopy,
): Promise<void> {
  const message = await messageOfAlert(store.db, alertId)
  if (!message || message.conversationId !== conversationId) return
  if (message.activityId !== activityId) await resolveCopy(store, message.messageId, activityId)
}
