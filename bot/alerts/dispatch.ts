import { randomUUID } from 'node:crypto'
import { claimMessages, finishMessage, postponeMessage, type OutboxMessage } from '../../data/records/outbox'
import { unusualLooksKind } from '../../data/records/unusual-looks'
import { errorFields } from '../log'
import type { Delivery, Told } from './delivery'
import { tellUnusualLooks } from './unusual-looks'

/** How many messages one round takes. */
const most = 20

/** Before the next try, in milliseconds: half a minute, twice as long each time, six hours at most. */
const pauseAfter = (attempts: number): number => Math.min(30_000 * 2 ** (attempts - 1), 6 * 3_600_000)

/** This instance, as it claims messages. */
const instance = randomUUID()

/** Sends what waits in the outbox, each message by one instance; what did not reach everybody is tried again later. */
export async function dispatch(delivery: Delivery): Promise<void> {
  const { store, log } = delivery
  // Due times are real, whatever clock questions run on.
  for (const message of await claimMessages(store, { by: instance, now: new Date(), most })) {
    const told = await tell(message, delivery).catch((error: unknown): Told => {
      log.warn('alert not sent', errorFields(error))
      return { payload: message.payload }
    })
    if (told === 'done') await finishMessage(store, message.id, new Date())
    else {
      const dueAt = new Date(Date.now() + pauseAfter(message.attempts))
      await postponeMessage(store, message.id, { ...told, dueAt })
    }
  }
}

async function tell(message: OutboxMessage, delivery: Delivery): Promise<Told> {
  if (message.kind === unusualLooksKind) return tellUnusualLooks(message.payload, delivery)
  throw new Error(`no such message: ${message.kind}`)
}
