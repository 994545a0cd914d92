import { findStaff } from '../../data/queries/staff'
import { chatsOf, type RememberedChat } from '../../data/records/conversation-references'
import { readMessage, type OutboxMessage } from '../../data/records/outbox'
import { longestHold, putOff } from '../../data/records/sending'
import { chatsToUse } from './chat-of'
import type { Composer, Recipient } from './composer'
import { claimed, type Dispatching } from './dispatching'
import { accessOfRecipient } from './recipient'
import { request, waitForChat } from './request'
import { end, type Settling } from './settle'
import { nextWorkingTime } from './working-time'

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
    const { channel } = dispatching.delivery
    await request(
      {
        ...settling,
        chat,
        send: () => channel.post(chat, composed.card, message.id),
        taken: ({ id: activityId }) => ({
          outcome: 'sent',
          activityId: activityId === '' ? undefined : activityId,
          then: async (db) => composer.sent?.(db, message, sendingTime()),
        }),
        copied: ({ id }) => takeBackCopy(chat, id, message, dispatching),
      },
      dispatching,
    )
  })
}

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

/** Gives a message back, to be sent later. That is no try. */
export async function later(message: OutboxMessage, dueAt: Date, dispatching: Dispatching): Promise<void> {
  const { store } = dispatching.delivery
  await putOff(store, claimed(message, dispatching), { dueAt, reason: message.reason, unknown: true })
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
  return staffId === null ? Promise.resolve(undefined) : findStaff(delivery.store, { idOrEmail: staffId })
}

/** Another instance sent the message too, since this one was taken to have died: the copy is known, and taken back. */
async function takeBackCopy(
  chat: RememberedChat,
  activityId: string,
  message: OutboxMessage,
  { delivery, slots }: Dispatching,
): Promise<void> {
  const known = await readMessage(delivery.store.db, message.id)
  if (known?.activityId === activityId) return
  const turn = await slots.take()
  if (!turn) return
  try {
    if (await turn.start()) await delivery.channel.remove(chat, activityId, message.id)
  } finally {
    turn.answered()
  }
}
