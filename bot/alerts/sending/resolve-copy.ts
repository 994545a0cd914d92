import { messageOfAlert } from '../../../data/queries/alert-delivery'
import { isAnother, readMessage } from '../../../data/records/outbox'
import { noteArrived } from '../../../data/records/sending'
import { takeBack } from '../../../data/records/taken-back'
import type { Database, Store } from '../../../data/store/store'
import { composers } from '../messages/composers'

/**
 * To be called when somebody presses a button of a message: `activityId` is the `replyToId` of the press, the message that
 * the button stands in. Where the records know no ID for it, or another, what nobody knew is known now:
 *
 * - it was being sent and no answer had come: it has arrived, and is not sent again;
 * - it came twice: the one that was pressed is the one from now on, and the other is taken back.
 *
 * What is known to be another message, as the one of which this is the reminder, is no copy. Gives whether anything was
 * learnt.
 */
export async function resolveCopy(
  store: Store,
  messageId: string,
  activityId: string,
  at: Date = new Date(),
): Promise<boolean> {
  return store.transaction(({ db }) => learn(db, messageId, activityId, at))
}

/** The same by a card about an alert, pressed by its holder in a chat: nothing where another chat has the alert's message. */
export async function resolveCopyOfAlert(
  store: Store,
  { alertId, activityId, conversationId }: { alertId: string; activityId: string; conversationId: string },
): Promise<void> {
  const message = await messageOfAlert(store.db, alertId)
  if (message?.conversationId === conversationId) await resolveCopy(store, message.messageId, activityId)
}

async function learn(db: Database, messageId: string, activityId: string, at: Date): Promise<boolean> {
  const message = await readMessage(db, messageId)
  if (!message || message.activityId === activityId) return false
  const { activityId: other, conversationId, recipient, outcome } = message
  if (await isAnother(db, messageId, activityId)) return false
  const isOpen = outcome === null || outcome === 'failed'
  if (!isOpen && outcome !== 'sent') return false
  await noteArrived(db, { id: messageId, activityId, at, wasOpen: isOpen })
  if (isOpen) await composers[message.kind]?.sent?.(db, message, at)
  if (other !== null && conversationId !== null)
    await takeBack(db, { conversationId, activityId: other, recipient }, at)
  return true
}
