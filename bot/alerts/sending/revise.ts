import { z } from 'zod'
import type { RememberedChat } from '../../../data/records/chat'
import { chatsOf } from '../../../data/records/conversation-references'
import { readMessage, type OutboxMessage, type State } from '../../../data/records/outbox'
import { noteWithdrawn } from '../../../data/records/sending'
import type { Composed, Composer } from '../messages/composer'
import type { Dispatching } from './dispatching'
import { inChat } from './in-chat'
import { later } from './later'
import { request, type Job } from './request'
import { end, fail, type Settling } from './settle'
import { recipientOf } from './tell'

const payload = z.object({ message: z.string() })

/** How long to wait for a message that is just being sent, in milliseconds. */
const soon = 5_000

/**
 * Puts a message that was sent right in its place: the card is made anew, with the rights of now, or taken back. That a
 * card is wrong never waits for working time.
 */
export async function revise(
  message: OutboxMessage,
  composers: Readonly<Record<string, Composer>>,
  dispatching: Dispatching,
): Promise<void> {
  const { store, sendingTime } = dispatching.delivery
  const settling: Settling = { message, verb: 'update' }
  const original = await readMessage(store.db, payload.parse(JSON.parse(message.payload)).message)
  const now = sendingTime()
  // It may have been made from what was so before.
  if (original && isUnderWay(original, now))
    return later(message, new Date(now.getTime() + soon), dispatching)
  const { activityId, conversationId, recipient } = original ?? {}
  if (original?.outcome !== 'sent' || activityId == null || conversationId == null || recipient == null)
    return end(settling, { outcome: 'dropped', reason: 'never-sent' }, dispatching)
  const chat = (await chatsOf(store, recipient)).find((each) => each.conversationId === conversationId)
  if (!chat) return end(settling, { outcome: 'dropped', reason: 'no-chat' }, dispatching)
  if (chat.blocked !== null) return fail(settling, { reason: chat.blocked, blocks: false }, dispatching)
  const composer = composers[original.kind]
  if (!composer) return later(message, new Date(now.getTime() + 60 * soon), dispatching)
  await inChat(chat, message, dispatching, async () => {
    const composed = await composedFor(original, composer, conversationId, dispatching)
    if ('later' in composed) return later(message, composed.later, dispatching)
    const job = { ...settling, chat, original, activityId }
    await request(
      'card' in composed
        ? replacing(job, composed, dispatching)
        : takingBack(job, { composer, reason: composed.drop }, dispatching),
      dispatching,
    )
  })
}

/** Not sent yet, but perhaps made already. */
function isUnderWay({ outcome, claimedUntil }: State, now: Date): boolean {
  return outcome === null && claimedUntil !== null && claimedUntil > now
}

async function composedFor(
  original: OutboxMessage,
  composer: Composer,
  conversationId: string,
  dispatching: Dispatching,
): Promise<Composed> {
  const recipient = await recipientOf(original, conversationId, dispatching)
  return recipient ? composer.compose(original, recipient, dispatching.delivery) : { drop: 'left' }
}

interface Revising extends Settling {
  chat: RememberedChat
  original: OutboxMessage
  activityId: string
}

function replacing(
  { original, activityId, ...job }: Revising,
  { card }: { card: Extract<Composed, { card: unknown }>['card'] },
  { delivery }: Dispatching,
): Job {
  return {
    ...job,
    send: () => delivery.channel.update(job.chat, activityId, card, original.id),
    taken: () => ({ outcome: 'revised' }),
  }
}

function takingBack(
  { original, activityId, ...job }: Revising,
  { composer, reason }: { composer: Composer; reason: string },
  { delivery }: Dispatching,
): Job {
  return {
    ...job,
    verb: 'remove',
    send: () => delivery.channel.remove(job.chat, activityId, original.id),
    taken: () => ({
      outcome: 'withdrawn',
      reason,
      then: async (db) => {
        await noteWithdrawn(db, original.id, reason)
        await composer.unsent?.(db, original, reason, delivery.sendingTime())
      },
    }),
  }
}
