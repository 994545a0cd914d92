import type { OutboxMessage } from '../../../data/records/outbox'
import { blockChat, forgetChat } from '../../../data/records/conversation-references'
import { endMessage, longestHold, putOff, type Putting } from '../../../data/records/sending'
import type { ChannelAnswer, Chat } from './channel'
import type { Composer } from '../messages/composer'
import { chatFreeAfter, claimed, type Dispatching } from './dispatching'
import { randomPause } from './pauses'
import { verdictOn, type Verb, type Verdict } from './verdict'

/** A request that Teams did not take. */
export interface Settling {
  message: OutboxMessage
  verb: Verb
  /** Absent where it was to be made. */
  chat?: Chat | undefined
  /** Whose message it is; absent for what puts another right. */
  composer?: Composer | undefined
}

/** Before the bot's own credentials are tried again, in milliseconds: with one message, and with any. */
const [credentialsAgain, credentialsRest] = [5 * 60_000, 60_000]
/** Two chats that are throttled within so long: it is the bot's limit in the tenant. In milliseconds. */
const together = 10_000
const [shortestRest, longestRest] = [2_000, 60_000]

/** Notes what came of a request that Teams did not take: another try later, or the end of it. */
export async function settle(
  settling: Settling,
  answer: Exclude<ChannelAnswer, { kind: 'taken' }>,
  dispatching: Dispatching,
): Promise<void> {
  const verdict = verdictOn(settling.verb, answer)
  dispatching.delivery.log.info('message not taken', { code: verdict.reason })
  switch (verdict.then) {
    case 'again':
      return tryAgain(settling, verdict, dispatching)
    case 'credentials':
      return forCredentials(settling, verdict.reason, dispatching)
    case 'forget-chat':
      return withoutChat(settling, verdict.reason, dispatching)
    case 'leave':
      return end(settling, { outcome: 'dropped', reason: verdict.reason }, dispatching)
    case 'fail':
      return fail(settling, verdict, dispatching)
  }
}

async function tryAgain(
  settling: Settling,
  { reason, retryAfter, unknown, throttled }: Extract<Verdict, { then: 'again' }>,
  dispatching: Dispatching,
): Promise<void> {
  const { message } = settling
  const { sendingTime, store } = dispatching.delivery
  const { sending, giveUpAfterDays } = store.settings.alerts
  const now = sendingTime()
  const since = message.triedSince ?? now
  const isTooLate = now.getTime() - since.getTime() > giveUpAfterDays * 86_400_000
  if (message.attempts >= sending.attempts || isTooLate)
    return fail(settling, { reason, blocks: false }, dispatching)
  const pause = retryAfter ?? randomPause(message.attempts)
  if (throttled) slowDown(settling, pause, dispatching)
  await again(
    settling,
    { dueAt: new Date(now.getTime() + pause), reason, triedAt: now, unknown },
    dispatching,
    {
      held: throttled ? pause : 0,
    },
  )
}

/** A chat's own limit holds that chat alone; that of the tenant slows everything that this instance sends. */
function slowDown({ chat }: Settling, pause: number, dispatching: Dispatching): void {
  const [last, at] = [dispatching.throttled, performance.now()]
  const throttled = { chat: chat?.conversationId ?? 'a new chat', at }
  if (last && last.chat !== throttled.chat && at - last.at < together)
    dispatching.slots.slow(Math.min(Math.max(pause, shortestRest), longestRest))
  dispatching.throttled = throttled
}

async function forCredentials(settling: Settling, code: string, dispatching: Dispatching): Promise<void> {
  const { log, sendingTime } = dispatching.delivery
  log.error('the bot may not send: its own credentials are refused', { code })
  dispatching.slots.slow(credentialsRest)
  const dueAt = new Date(sendingTime().getTime() + credentialsAgain)
  await again(settling, { dueAt, reason: 'credentials' }, dispatching)
}

/** Once, the chat is made anew. */
async function withoutChat(settling: Settling, code: string, dispatching: Dispatching): Promise<void> {
  const { message, chat } = settling
  const { store, sendingTime } = dispatching.delivery
  const reason = `no-chat-${code}`.slice(0, 64)
  if (chat) await store.transaction(({ db }) => forgetChat(db, chat.conversationId), { repeatable: true })
  if (message.reason === reason) return fail(settling, { reason, blocks: false }, dispatching)
  const now = sendingTime()
  await again(settling, { dueAt: now, reason, triedAt: now }, dispatching)
}

/** Gives a message up. */
export function fail(
  settling: Settling,
  { reason, blocks }: { reason: string; blocks: boolean },
  dispatching: Dispatching,
): Promise<void> {
  return end(settling, { outcome: 'failed', reason }, dispatching, blocks)
}

/** Notes that a message is dealt with, without having been sent. */
export async function end(
  { message, chat, composer }: Settling,
  { outcome, reason }: { outcome: 'dropped' | 'failed'; reason: string },
  dispatching: Dispatching,
  blocks = false,
): Promise<void> {
  const { store, sendingTime, telemetry } = dispatching.delivery
  const at = sendingTime()
  const noted = await endMessage(store, claimed(message, dispatching), {
    outcome,
    reason,
    at,
    chat: chat && { conversationId: chat.conversationId, freeAt: chatFreeAfter(at, dispatching) },
    then: async (db) => {
      if (blocks && chat) await blockChat(db, chat.conversationId, { at, reason })
      await composer?.unsent?.(db, message, reason, at)
    },
  })
  if (noted) telemetry?.count('alerts', { kind: message.kind, outcome, code: reason })
}

async function again(
  { message, chat, verb }: Settling,
  putting: Putting,
  dispatching: Dispatching,
  { held }: { held: number } = { held: 0 },
): Promise<void> {
  const { store, sendingTime } = dispatching.delivery
  const now = sendingTime()
  const hold = Math.min(held, longestHold - 1_000)
  const freeAt = new Date(Math.max(chatFreeAfter(now, dispatching).getTime(), now.getTime() + hold))
  await putOff(store, claimed(message, dispatching), {
    ...putting,
    // Making a chat says nothing of a message that may have arrived in another.
    unknown: putting.unknown === true || verb === 'create',
    chat: chat && { conversationId: chat.conversationId, freeAt },
  })
}
