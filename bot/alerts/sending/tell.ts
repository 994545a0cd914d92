import type { Card } from '../../../cards/card'
import { staffOfId } from '../../../data/queries/staff'
import type { RememberedChat } from '../../../data/records/chat'
import { chatsOf } from '../../../data/records/conversation-references'
import { readMessage, type OutboxMessage } from '../../../data/records/outbox'
import { chatsToUse } from './chats-to-use'
import type { Composer, Recipient } from '../messages/composer'
import type { Dispatching } from './dispatching'
import { accessOfRecipient } from '../recipient'
import { inChat } from './in-chat'
import { inTurn } from './in-turn'
import { later } from './later'
import { request, type Job } from './request'
import { end, type Settling } from './settle'
import { nextWorkingTime } from '../working-time'

/** Sends one message to the person whom it is for, as they may see it now. */
export async function tell(
  message: OutboxMessage,
  composer: Composer,
  dispatching: Dispatching,
): Promise<void> {
  const { store, sendingTime } = dispatching.delivery
  const settling: Settling = { message, verb: 'post', composer }
  const now = sendingTime()
  const due = composer.waitsForWorkingTime ? nextWorkingTime(now, store.settings.alerts) : now
  if (due > now) return later(message, due, dispatching)
  const staff = await findStaffById(message.recipient, dispatching)
  if (!staff) return end(settling, { outcome: 'dropped', reason: 'left' }, dispatching)
  const chats = await chatsToUse(staff, settling, dispatching)
  const [chat] = chats ?? []
  if (!chats || !chat) return
  await inChat(chat, message, dispatching, async () => {
    const access = await accessOfRecipient(dispatching.delivery, staff, chats)
    const recipient = { staff, access, conversationId: chat.conversationId }
    const composed = await composer.compose(message, recipient, dispatching.delivery)
    if ('later' in composed) return later(message, composed.later, dispatching)
    if ('drop' in composed) return end(settling, { outcome: 'dropped', reason: composed.drop }, dispatching)
    await request(posting({ ...settling, chat }, composed.card, dispatching), dispatching)
  })
}

function posting(
  { chat, ...settling }: Settling & { chat: RememberedChat },
  card: Card,
  dispatching: Dispatching,
): Job {
  const { message, composer } = settling
  const { channel, sendingTime } = dispatching.delivery
  return {
    ...settling,
    chat,
    send: () => channel.post(chat, card, message.id),
    taken: ({ id: activityId }) => ({
      outcome: 'sent',
      activityId: activityId === '' ? undefined : activityId,
      then: async (db) => composer?.sent?.(db, message, sendingTime()),
    }),
    copied: ({ id }) => removeCopy(chat, id, message, dispatching),
  }
}

/** Whom a message is for, and what they may see; undefined where they are no longer on the staff. */
export async function recipientOf(
  message: OutboxMessage,
  conversationId: string,
  dispatching: Dispatching,
): Promise<Recipient | undefined> {
  const staff = await findStaffById(message.recipient, dispatching)
  if (!staff) return undefined
  const chats = await chatsOf(dispatching.delivery.store, staff.staff_id)
  const access = await accessOfRecipient(dispatching.delivery, staff, chats)
  return { staff, access, conversationId }
}

function findStaffById(staffId: string | null, { delivery }: Dispatching) {
  return staffId === null ? Promise.resolve(undefined) : staffOfId(delivery.store, staffId)
}

/** Another instance sent the message too, since this one was taken to have died: the copy is known, and taken back. */
async function removeCopy(
  chat: RememberedChat,
  activityId: string,
  message: OutboxMessage,
  { delivery: { store, channel }, slots }: Dispatching,
): Promise<void> {
  const known = await readMessage(store.db, message.id)
  if (known?.activityId !== activityId)
    await inTurn(slots, () => channel.remove(chat, activityId, message.id))
}
