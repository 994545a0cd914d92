import { revisionKind, type OutboxMessage } from '../../../data/records/outbox'
import { endMessage, putOff } from '../../../data/records/sending'
import { takeBackKind } from '../../../data/records/taken-back'
import { unusualLooksKind } from '../../../data/records/unusual-looks'
import { errorFields } from '../../log'
import type { Composer } from '../messages/composer'
import type { Delivery, Told } from '../delivery'
import { claimed, type Dispatching } from './dispatching'
import { pauseAfter, randomPause } from './pauses'
import { later } from './later'
import { revise } from './revise'
import { fail } from './settle'
import { takeBackCopy } from './take-back-copy'
import { tell } from './tell'
import { spreadUnusualLooks } from '../messages/unusual-looks'

/** Messages that find out themselves for whom they are, and put one for each into the outbox. */
const spreading: Readonly<Record<string, (message: OutboxMessage, delivery: Delivery) => Promise<Told>>> = {
  [unusualLooksKind]: spreadUnusualLooks,
}

/** A kind that this version does not know may be known to another instance's. In milliseconds. */
const forOthers = 5 * 60_000

/** Delivers one claimed message, and notes what came of it. Whatever fails is noted for another try. */
export async function deliver(
  message: OutboxMessage,
  composers: Readonly<Record<string, Composer>>,
  dispatching: Dispatching,
): Promise<void> {
  try {
    await byKind(message, composers, dispatching)
  } catch (error) {
    dispatching.delivery.log.warn('message not delivered', errorFields(error))
    // A store that does not answer cannot be told either: the claim lapses by itself.
    await afterFailure(message, composers[message.kind], dispatching).catch(() => undefined)
  }
}

function byKind(
  message: OutboxMessage,
  composers: Readonly<Record<string, Composer>>,
  dispatching: Dispatching,
): Promise<void> {
  const spread = spreading[message.kind]
  if (spread) return spreadOut(message, spread, dispatching)
  if (message.kind === revisionKind) return revise(message, composers, dispatching)
  if (message.kind === takeBackKind) return takeBackCopy(message, dispatching)
  const composer = composers[message.kind]
  if (composer) return tell(message, composer, dispatching)
  return later(message, new Date(dispatching.delivery.sendingTime().getTime() + forOthers), dispatching)
}

async function spreadOut(
  message: OutboxMessage,
  spread: (message: OutboxMessage, delivery: Delivery) => Promise<Told>,
  dispatching: Dispatching,
): Promise<void> {
  const { store, sendingTime } = dispatching.delivery
  const told = await spread(message, dispatching.delivery)
  const [own, at] = [claimed(message, dispatching), sendingTime()]
  if (told === 'done') await endMessage(store, own, { outcome: 'sent', at })
  else {
    const dueAt = new Date(at.getTime() + pauseAfter(message.attempts))
    await putOff(store, own, { dueAt, reason: 'nobody-to-tell', triedAt: at })
  }
}

/** The card could not be made, or the store failed. What was noted of a request stays: it may have arrived. */
async function afterFailure(
  message: OutboxMessage,
  composer: Composer | undefined,
  dispatching: Dispatching,
): Promise<void> {
  const { store, sendingTime } = dispatching.delivery
  const reason = 'not-made'
  if (message.attempts >= store.settings.alerts.sending.attempts)
    return fail({ message, verb: 'post', composer }, { reason, blocks: false }, dispatching)
  const at = sendingTime()
  const dueAt = new Date(at.getTime() + randomPause(message.attempts))
  await putOff(store, claimed(message, dispatching), { dueAt, reason, triedAt: at, unknown: true })
}
