import { z } from 'zod'
import { alertToDeliver, earlierMessages, type AlertToDeliver } from '../../../data/queries/alert-delivery'
import { isOver } from '../../../data/queries/alert-reasons'
import { oneAlert } from '../../../data/queries/student-alert'
import { endAlert, markTold, markUndelivered, tellAlertBy } from '../../../data/records/alert-changes'
import { reviseMessage, type OutboxMessage } from '../../../data/records/outbox'
import { fullScopes } from '../../access/scope'
import { alertAnswer } from '../../answers/alert-cards'
import type { Composed, Composer, Recipient } from './composer'
import type { Delivery } from '../delivery'
import { lookUnasked } from './look-unasked'
import { untilResumed } from './until-resumed'

/** Told for the second time it is a reminder, or has become worse since. */
const payload = z.object({
  alert: z.string().uuid(),
  reminder: z.literal(true).optional(),
  worse: z.literal(true).optional(),
})
type Payload = z.infer<typeof payload>

const payloadOf = (message: OutboxMessage): Payload => payload.parse(JSON.parse(message.payload))

/**
 * Why an alert is not told, or is taken back: its recipient may no longer see the student (`out-of-scope`), it was over
 * before it was told (`over`), somebody knows of a reason (`exempt`), they found it by themselves (`opened`), another message
 * tells it (`superseded`), or it is taken back unopened, since it turned out never to have been (`withdrawn`).
 */
type AlertDrop = 'out-of-scope' | 'over' | 'exempt' | 'opened' | 'superseded' | 'withdrawn'

const drop = (code: AlertDrop): { drop: AlertDrop } => ({ drop: code })

/** One alert by a card of its own, made with the rights of the moment. */
export const alertMessage: Composer = {
  waitsForWorkingTime: true,

  async compose(message, recipient, delivery): Promise<Composed> {
    const told = payloadOf(message)
    const { access } = recipient
    const alert = await alertToDeliver(delivery.store.db, told.alert, access.today)
    if (!alert) return drop('withdrawn')
    if (alert.staffId !== access.staff.staff_id) return drop('out-of-scope')
    const hindrance = hindranceOf(alert, message.id, told)
    if (hindrance) return drop(hindrance)
    const later = alert.wasSent ? undefined : await untilResumed(recipient, delivery)
    return later ?? (await cardOf(told, recipient, delivery))
  },

  async sent(db, message, at): Promise<void> {
    const { alert } = payloadOf(message)
    await markTold(db, alert, at)
    // The cards that told it before are taken back now, so that one lies in the chat.
    for (const earlier of await earlierMessages(db, alert, message.id)) await reviseMessage(db, earlier, at)
  },

  async unsent(db, message, reason, at): Promise<void> {
    const { alert } = payloadOf(message)
    if (reason === 'superseded') return
    // The card that it was to take the place of is what its holder has, again.
    const [earlier] = await earlierMessages(db, alert, message.id)
    if (earlier !== undefined) await tellAlertBy(db, alert, earlier, message.id)
    if (reason === 'opened') return markTold(db, alert, at)
    const state = endedAs[reason]
    await (state ? endAlert(db, alert, state, at) : markUndelivered(db, alert, at))
  },
}

/** What becomes of an alert by why it was not told. */
const endedAs: Readonly<Record<string, 'closed' | 'withdrawn'>> = {
  'out-of-scope': 'withdrawn',
  over: 'closed',
  exempt: 'closed',
  withdrawn: 'withdrawn',
}

/** What keeps an alert from being told, or has a card that was sent taken back, whatever its recipient may see. */
function hindranceOf(alert: AlertToDeliver, messageId: string, { worse }: Payload): AlertDrop | undefined {
  // Until the message that takes its place has come, a card stays.
  if (alert.messageId !== messageId) return alert.wasSent ? 'superseded' : undefined
  if (alert.state === 'withdrawn') return 'withdrawn'
  const isCorrected = alert.reasons.length > 0 && alert.reasons.every(({ state }) => state === 'corrected')
  if (isCorrected && alert.openedAt === null) return alert.wasSent ? 'withdrawn' : 'over'
  // A card in a chat stays, and shows how it stands.
  if (alert.wasSent) return undefined
  if (alert.endedAt !== null || isOver(alert.reasons)) return 'over'
  if (alert.isExempt) return 'exempt'
  return alert.openedAt === null || worse ? undefined : 'opened'
}

async function cardOf(
  { alert, reminder, worse }: Payload,
  recipient: Recipient,
  { store }: Delivery,
): Promise<Composed> {
  const { access } = recipient
  for (const scope of fullScopes(access)) {
    const found = await oneAlert(store, scope, alert, lookUnasked(recipient, 'alert', { alert }))
    if (!found) continue
    const around = {
      store,
      today: access.today,
      again: worse ? 'worse' : reminder && 'reminder',
      isSent: true,
    } as const
    return { card: (await alertAnswer(scope, found, around)).card }
  }
  return drop('out-of-scope')
}
