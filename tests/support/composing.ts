import { accessFor } from '../../bot/access/access-for'
import type { Composed } from '../../bot/alerts/messages/composer'
import { composers } from '../../bot/alerts/messages/composers'
import type { Delivery } from '../../bot/alerts/delivery'
import { createLog } from '../../bot/log'
import type { OutboxMessage } from '../../data/records/outbox'
import type { Store } from '../../data/store/store'

/** A row of the outbox, as far as a composer goes by it. */
export type ComposedRow = Pick<OutboxMessage, 'id' | 'kind' | 'payload' | 'recipient'>

/** A message as whoever delivers it has it. */
export const messageOf = ({ id, kind, payload, recipient }: ComposedRow): OutboxMessage => ({
  id,
  kind,
  payload,
  recipient,
  attempts: 1,
  activityId: null,
  conversationId: null,
  triedSince: null,
  reason: null,
})

/** What a message comes to at an instant, for whom it is meant, with these app roles of their last sign-in. */
export async function composed(
  store: Store,
  row: ComposedRow,
  { at, appRoles = [] }: { at: Date; appRoles?: readonly string[] },
): Promise<Composed> {
  const clock = (): Date => at
  const access = await accessFor(store, clock, { key: { idOrEmail: row.recipient ?? '' }, appRoles })
  const composer = composers[row.kind]
  if (!access || !composer) throw new Error(`nobody composes ${row.kind} for ${row.recipient ?? 'nobody'}`)
  const refuse = (): Promise<never> => Promise.reject(new Error('nothing is sent here'))
  const channel = { post: refuse, update: refuse, remove: refuse, create: refuse }
  const delivery: Delivery = { store, clock, sendingTime: clock, log: createLog('info'), channel }
  return composer.compose(messageOf(row), { staff: access.staff, access, conversationId: 'a:chat' }, delivery)
}

/** The card in plain JSON; empty where there is none. */
export const cardText = (of: Composed): string => ('card' in of ? JSON.stringify(of.card) : '')
