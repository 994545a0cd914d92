import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { claimMessages, type OutboxMessage } from '../../../data/records/outbox'
import { errorFields } from '../../log'
import type { Composer } from '../messages/composer'
import { composers as everyKind } from '../messages/composers'
import { deliver } from './deliver'
import type { Delivery } from '../delivery'
import type { Dispatching } from './dispatching'
import { createSlots } from './slots'

/** How often the outbox is looked into while nothing is due, in milliseconds. */
const lookEvery = 5_000

export interface Dispatcher {
  /** Delivers what is due, then ends. */
  deliverDue(): Promise<void>
  /** Delivers whatever becomes due, until it is stopped. */
  follow(): Promise<void>
  /** Lets what is under way end; what was claimed and not sent goes back. */
  stop(): Promise<void>
}

/**
 * Delivers the outbox, together with any number of other instances on the same store: each message by one, many people's at
 * a time, one at a time to each.
 *
 * @param composers the kinds of messages that this version knows; others are left for one that does
 */
export function createDispatcher(
  delivery: Delivery,
  composers: Readonly<Record<string, Composer>> = everyKind,
): Dispatcher {
  const stopping = new AbortController()
  const by = randomUUID()
  const slots = createSlots(delivery, by, stopping.signal)
  const dispatching: Dispatching = { delivery, by, slots, busy: new Set(), throttled: undefined }
  const running = new Set<Promise<void>>()
  const run = (ends: boolean): Promise<void> => {
    const round = keepDelivering({ dispatching, composers, ends, signal: stopping.signal })
    const noted = round.finally(() => running.delete(noted))
    running.add(noted)
    return noted
  }
  return {
    deliverDue: () => run(true),
    follow: () => run(false),
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

interface Run {
  dispatching: Dispatching
  composers: Readonly<Record<string, Composer>>
  /** Whether it ends when nothing is due any more. */
  ends: boolean
  signal: AbortSignal
}

async function keepDelivering({ dispatching, composers, ends, signal }: Run): Promise<void> {
  const { slots } = dispatching
  const underWay = new Set<Promise<void>>()
  while (!signal.aborted) {
    const room = roomFor(slots.count()) - underWay.size
    // A claim is a write to the store: not one for each message.
    const claims = room > roomFor(slots.count()) / 3 || underWay.size === 0
    const messages = claims ? await claim(room, dispatching, ends) : []
    for (const message of messages) {
      const work = deliver(message, composers, dispatching).finally(() => underWay.delete(work))
      underWay.add(work)
    }
    if (underWay.size > 0) await Promise.race([...underWay, wait(lookEvery, undefined, { ref: false })])
    else if (ends) break
    else {
      await slots.leave()
      await wait(lookEvery, undefined, { signal }).catch(() => undefined)
    }
  }
  await Promise.all(underWay)
  await slots.leave()
}

/** As many as are being sent, and as many that are made ready meanwhile. */
const roomFor = (slots: number): number => Math.max(2 * slots, 6)

async function claim(most: number, { delivery, by }: Dispatching, ends: boolean): Promise<OutboxMessage[]> {
  try {
    return await claimMessages(delivery.store, { by, now: delivery.sendingTime(), most })
  } catch (error) {
    if (ends) throw error
    delivery.log.warn('outbox not read', errorFields(error))
    return []
  }
}
