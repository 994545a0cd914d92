import type { Staff } from '../../../data/queries/staff'
import type { RememberedChat } from '../../../data/records/chat'
import { chatsOf, newestServiceUrl, rememberNewChat } from '../../../data/records/conversation-references'
import type { OutboxMessage } from '../../../data/records/outbox'
import { giveBack, noChatYet, putOff } from '../../../data/records/sending'
import type { Delivery } from '../delivery'
import type { Channel, ChannelAnswer } from './channel'
import { claimed, type Dispatching } from './dispatching'
import { inTurn } from './in-turn'
import { fail, settle, type Settling } from './settle'

/** How often it is looked whether somebody has opened their chat, in milliseconds. */
const lookAgain = 60_000

/**
 * The chats of whoever is told something, the one to use first. Where there is none it is made; where that cannot be, or
 * Teams takes nothing there, the message is dealt with: undefined.
 */
export async function chatsToUse(
  staff: Staff,
  settling: Settling,
  dispatching: Dispatching,
): Promise<RememberedChat[] | undefined> {
  const { store, channel } = dispatching.delivery
  const known = await chatsOf(store, staff.staff_id)
  if (known.length === 0)
    return channel.create
      ? madeChats(staff, settling, { ...dispatching, create: channel.create })
      : untilOpened(settling.message, dispatching)
  const usable = known.filter(({ blocked }) => blocked === null)
  if (usable.length > 0) return usable
  return without(settling, known[0]?.blocked ?? 'blocked', dispatching)
}

type Making = Dispatching & { create: NonNullable<Channel['create']> }

async function madeChats(
  staff: Staff,
  settling: Settling,
  making: Making,
): Promise<RememberedChat[] | undefined> {
  const { store } = making.delivery
  const person = { ...staff, entraObjectId: staff.entra_object_id ?? '' }
  if (person.entraObjectId === '') return without(settling, 'no-chat', making)
  const answer = await created(person, settling.message, making)
  if (!answer) await giveBack(store, claimed(settling.message, making))
  else if (answer.kind !== 'taken') await settle({ ...settling, verb: 'create' }, answer, making)
  else if (answer.id === '') await without(settling, 'no-chat', making)
  else {
    await remember(person, answer, making.delivery)
    const made = await chatsOf(store, staff.staff_id)
    // A chat that is another's stays theirs: nobody is told anything there that is not for them.
    return made.length > 0 ? made : without(settling, 'chat-of-another', making)
  }
  return undefined
}

/** Undefined where there is no turn for it. */
async function created(
  { entraObjectId }: Named,
  { id }: OutboxMessage,
  { delivery, slots, create }: Making,
): Promise<ChannelAnswer | undefined> {
  const serviceUrl = await newestServiceUrl(delivery.store)
  return inTurn(slots, () => create({ entraObjectId, serviceUrl }, id))
}

/** A staff member with the Entra object ID that the records have. */
type Named = Staff & { entraObjectId: string }

function remember(
  { staff_id: staffId, entraObjectId }: Named,
  { id: conversationId, serviceUrl, tenantId }: Extract<ChannelAnswer, { kind: 'taken' }>,
  { store, sendingTime }: Delivery,
): Promise<void> {
  const chat = { conversationId, staffId, channelUser: '', entraObjectId, tenantId, serviceUrl }
  return rememberNewChat(store, chat, sendingTime())
}

/** Where people open their chats themselves, what is for them waits until they do. That is no try. */
async function untilOpened(message: OutboxMessage, dispatching: Dispatching): Promise<undefined> {
  const { store, sendingTime } = dispatching.delivery
  const dueAt = new Date(sendingTime().getTime() + lookAgain)
  await putOff(store, claimed(message, dispatching), { dueAt, reason: noChatYet, unknown: true })
}

async function without(settling: Settling, reason: string, dispatching: Dispatching): Promise<undefined> {
  await fail(settling, { reason, blocks: false }, dispatching)
  return undefined
}
