import { randomUUID } from 'node:crypto'
import type { Card } from '../../cards/card'
import { dayOf, type Clock } from '../../data/domain/day'
import { staffWithRole } from '../../data/queries/staff'
import { unusualLooksOf } from '../../data/queries/unusual-looks'
import { chatsOf, type ConversationReference } from '../../data/records/conversation-references'
import { claimMessages, finishMessage, type OutboxMessage } from '../../data/records/outbox'
import { unusualLooksKind } from '../../data/records/unusual-looks'
import type { Store } from '../../data/store/store'
import { accessOf } from '../access/access'
import { dataProtectionGrant } from '../access/data-protection'
import { errorFields, type Log } from '../log'
import { unusualLooksCard } from './unusual-looks'

/** Puts a card into somebody's private chat. */
export type Send = (chat: ConversationReference, card: Card) => Promise<void>

export interface DispatchDependencies {
  store: Store
  clock: Clock
  log: Log
  send: Send
}

/** How many messages one round takes. */
const most = 20

/** This instance, as it claims messages. */
const instance = randomUUID()

/**
 * Sends what waits in the outbox, each message by one instance. One that reaches nobody, because those whom it is for
 * have not talked to the bot or Teams refuses it, is tried again later.
 */
export async function dispatch(dependencies: DispatchDependencies): Promise<void> {
  const { store, log } = dependencies
  // Due times are real, whatever clock questions run on.
  for (const message of await claimMessages(store, { by: instance, now: new Date(), most })) {
    try {
      if (await deliver(message, dependencies)) await finishMessage(store, message.id, new Date())
    } catch (error) {
      log.warn('alert not sent', errorFields(error))
    }
  }
}

async function deliver(message: OutboxMessage, dependencies: DispatchDependencies): Promise<boolean> {
  if (message.kind !== unusualLooksKind) return false
  const { store, clock, send } = dependencies
  const today = dayOf(clock())
  let sent = false
  for (const person of await staffWithRole(store, 'data-protection', today)) {
    for (const chat of await chatsOf(store, [person.staff_id])) {
      // With the app roles of their last sign-in: an assignment alone opens nothing.
      const grant = dataProtectionGrant(await accessOf(store, person, chat.appRoles, today))
      const alert = grant && (await unusualLooksOf(store, grant, message.payload))
      if (!alert) continue
      await send(chat, unusualLooksCard(alert))
      sent = true
    }
  }
  return sent
}
