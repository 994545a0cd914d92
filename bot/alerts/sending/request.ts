import { backOff } from 'exponential-backoff'
import { beginSending, endMessage, giveBack, putOff, type Ending } from '../../../data/records/sending'
import type { ChannelAnswer, Chat } from './channel'
import { chatFreeAfter, claimed, type Dispatching } from './dispatching'
import { waitForChat } from './later'
import { settle, type Settling } from './settle'
import type { Turn } from './turns'

/** One request about one message, ready to go out. */
export interface Job extends Settling {
  /** The chat that it goes to. */
  chat: Chat
  send: () => Promise<ChannelAnswer>
  /** What follows where Teams took it. */
  taken: (answer: { id: string }) => Pick<Ending, 'outcome' | 'reason' | 'activityId' | 'then'>
  /** What to do with a copy where another instance sent the message too. */
  copied?: (answer: { id: string }) => Promise<void>
}

/** No answer takes longer, in milliseconds: the channel gives up before. */
const answersWithin = 20_000

/**
 * How long a card that was made may wait for its turn, in milliseconds: what its reader may see can change meanwhile. With the
 * answer that is shorter than a claim holds, so that no other instance sends it too.
 */
const cardKeeps = 30_000

/** Waits for its turn, notes that the message is being sent, sends, and notes what came of it. */
export async function request(job: Job, dispatching: Dispatching): Promise<void> {
  const { message, chat } = job
  const { delivery, slots } = dispatching
  const { store, sendingTime } = delivery
  const own = claimed(message, dispatching)
  const goodUntil = performance.now() + cardKeeps
  const turn = await slots.take()
  if (!turn) return giveBack(store, own)
  try {
    const now = sendingTime()
    const holdChatUntil = new Date(now.getTime() + answersWithin)
    const begun = await beginSending(store, own, {
      conversationId: chat.conversationId,
      now,
      holdChatUntil,
      posts: job.verb === 'post',
    })
    if (begun === 'chat-busy') await waitForChat(message, dispatching)
    else if (begun === 'begun') await sendInTurn(job, { turn, goodUntil }, dispatching)
  } finally {
    turn.unused()
  }
}

async function sendInTurn(
  job: Job,
  { turn, goodUntil }: { turn: Turn; goodUntil: number },
  dispatching: Dispatching,
): Promise<void> {
  // One that waited for too long is made anew.
  if (!(await turn.start()) || performance.now() > goodUntil) {
    await unsent(job, dispatching)
    return
  }
  const answer = await job.send()
  turn.answered()
  // What is known must not become unknown by a passing fault of the store.
  await backOff(() => note(job, answer, dispatching), {
    numOfAttempts: 4,
    startingDelay: 250,
    jitter: 'full',
  })
}

async function unsent({ message, chat }: Job, dispatching: Dispatching): Promise<void> {
  const { store, sendingTime } = dispatching.delivery
  const now = sendingTime()
  await putOff(store, claimed(message, dispatching), {
    dueAt: now,
    reason: message.reason,
    chat: { conversationId: chat.conversationId, freeAt: now },
  })
}

async function note(job: Job, answer: ChannelAnswer, dispatching: Dispatching): Promise<void> {
  const { store, sendingTime, telemetry } = dispatching.delivery
  const { conversationId } = job.chat
  if (answer.kind !== 'taken') return settle(job, answer, dispatching)
  const at = sendingTime()
  const freeAt = chatFreeAfter(at, dispatching)
  const ending = { ...job.taken(answer), at, chat: { conversationId, freeAt } }
  const noted = await endMessage(store, claimed(job.message, dispatching), ending)
  if (noted) telemetry?.count('alerts', { kind: job.message.kind, outcome: ending.outcome })
  else await job.copied?.(answer)
}
