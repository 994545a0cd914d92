import type { Staff } from '../../../data/queries/staff'
import {
  chatsOf,
  newestServiceUrl,
  rememberNewChat,
  type RememberedChat,
} from '../../../data/records/conversation-references'
import { giveBack } from '../../../data/records/sending'
import type { Delivery } from '../delivery'
import type { ChannelAnswer } from './channel'
import { claimed, type Dispatching } from './dispatching'
import { inTurn } from './in-turn'
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
  return without(settling, known[0]?.blocked ?? 'blocked', dispatching)
}

async function madeChats(
  staff: Staff,
  settling: Settling,
  dispatching: Dispatching,
): Promise<RememberedChat[] | undefined> {
  const { delivery, slots } = dispatching
  const { store, channel } = delivery
  const making: Settling = { ...settling, verb: 'create' }
  const { entra_object_id: entraObjectId } = staff
  if (entraObjectId === null) return without(making, 'no-chat', dispatching)
  const serviceUrl = await newestServiceUrl(store)
  const answer = await inTurn(slots, () => channel.create({ entraObjectId, serviceUrl }, settling.message.id))
  if (!answer) {
    await giveBack(store, claimed(settling.message, dispatching))
    return undefined
  }
  if (answer.kind !== 'taken') {
    await settle(making, answer, dispatching)
    return undefined
  }
  if (answer.id === '') return without(making, 'no-chat', dispatching)
  await remember(staff, answer, delivery)
  const made = await chatsOf(store, staff.staff_id)
  // A chat that is another's stays theirs: nobody is told anything there that is not for them.
  return made.length > 0 ? made : without(making, 'chat-of-another', dispatching)
}

function remember(
  { staff_id: staffId }: Staff,
  { id: conversationId, serviceUrl, tenantId }: Extract<ChannelAnswer, { kind: 'taken' }>,
  { store, sendingTime }: Delivery,
): Promise<void> {
  const chat = { conversationId, staffId, channelUser: '', tenantId, serviceUrl }
  return rememberNewChat(store, chat, sendingTime())
}

async function without(settling: Settling, reason: string, dispatching: Dispatching): Promise<undefined> {
  await fail(settling, { reason, blocks: false }, dispatching)
  return undefined
}
