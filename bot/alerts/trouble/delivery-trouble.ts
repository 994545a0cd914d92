import type { Card } from '../../../cards/card'
import { messageCard } from '../../../cards/message'
import { dayInWords, dayOf, timeOf } from '../../../data/domain/day'
import type { OperationsGrant } from '../../../data/domain/read-grants'
import { deliveries } from '../../../data/queries/deliveries'
import { operationsGrant } from '../../access/operations'
import type { Composer } from '../messages/composer'
import type { Delivery } from '../delivery'
import { deliveryTroubles } from './delivery-troubles'
import { whyAdministrators } from './why-administrators'

/** Tells an administrator what is the matter with deliveries, and by the same card that it is over. */
export const deliveryTroubleComposer: Composer = {
  waitsForWorkingTime: true,
  compose: async (message, { access }, delivery) => {
    const grant = operationsGrant(access)
    if (!grant) return { drop: 'no-right' }
    const troubles = await presentTroubles(grant, delivery)
    if (troubles.length > 0) return { card: troubleCard(troubles) }
    return message.activityId === null ? { drop: 'well-again' } : { card: wellCard(delivery.sendingTime()) }
  },
}

/** What is the matter with deliveries now, as the last day shows. */
export async function presentTroubles(
  grant: OperationsGrant,
  { store, sendingTime }: Pick<Delivery, 'store' | 'sendingTime'>,
): Promise<string[]> {
  const now = sendingTime()
  const since = new Date(now.getTime() - 86_400_000)
  return deliveryTroubles(await deliveries(store, grant, { since, now }), now, store.settings.alerts)
}

function troubleCard(troubles: readonly string[]): Card {
  return messageCard({
    title: 'Trouble with what staff are told unasked',
    paragraphs: [...troubles, whyAdministrators],
    suggestions: [{ text: 'list alerts' }, { text: 'data status' }],
  })
}

function wellCard(at: Date): Card {
  return messageCard({
    title: 'Deliveries are well again',
    paragraphs: [`The trouble was over by ${timeOf(at)} on ${dayInWords(dayOf(at))}.`],
    suggestions: [{ text: 'list alerts' }],
  })
}
