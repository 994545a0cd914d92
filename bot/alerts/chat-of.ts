import type { Staff } from '../../data/queries/staff'
import {
  chatsOf,
  newestServiceUrl,
  rememberNewChat,
  type RememberedChat,
} from '../../data/records/conversation-references'
import { giveBack } from '../../data/records/sending'
import { claimed, type Dispatching } from './dispatching'
import { fail, settle, type Settling } from './settle'

/**
 * The chats of whoever is told something, the one to use first. Where there is none it is made; where that cannot be, or
 * Teams takes nothing there, the message is dealt with: undefined.
 */
export async function chatsToUse(
  staff: Staff,
  settling: Settling,
  dispatching: Dispatching,
): Promise<RememberedChat[] | undefined> {
  const { store } = dispatching.delivery
  const known = await chatsOf(store, staff.staff_id)
  if (known.length === 0) return madeChats(staff, settling, dispatching)
  const usable = known.filter(({ blocked }) => blocked === null)
  if (usable.length > 0) return usable
  await fail(settling, { reason: known[0]?.blocked ?? 'blocked', blocks: false }, dispatching)
  return undefined
}

async function madeChats(
  staff: Staff,
  settling: Settling,
  dispatching: Dispatching,
): Promise<RememberedChat[] | undefined> {
  const { delivery, slots } = dispatching
  const { store, channel, sendingTime } = delivery
  const making: Settling = { ...settling, verb: 'create' }
  if (staff.entra_object_id === null) {
    await fail(making, { reason: 'no-chat', blocks: false }, dispatching)
    return undefined
  }
  const serviceUrl = await newestServiceUrl(store)
  const turn = await slots.take()
  if (!turn || !(await turn.start())) {
    turn?.unused()
    await giveBack(store, claimed(settling.message, dispatching))
    return undefined
  }
  const entraObjectId = staff.entra_object_id
  const answer = await channel.create({ entraObjectId, serviceUrl }, settling.message.id)
  turn.answered()
  if (answer.kind !== 'taken') {
    await settle(making, answer, dispatching)
    return undefined
  }
  const { id: conversationId, serviceUrl: at, tenantId } = answer
  if (conversationId === '') {
    await fail(making, { reason: 'no-chat', blocks: false }, dispatching)
    return undefined
  }
  const chat = { conversationId, staffId: staff.staff_id, channelUser: '', tenantId, serviceUrl: at }
  await rememberNewChat(store, chat, sendingTime())
  const made = await chatsOf(store, staff.staff_id)
  // A chat that is another's stays theirs: nobody is told anything there that is not for them.
  if (made.length > 0) return made
  await fail(making, { reason: 'chat-of-another', blocks: false }, dispatching)
  return undefined
}
