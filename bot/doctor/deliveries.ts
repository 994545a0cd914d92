import { deliveries } from '../../data/queries/deliveries'
import { deliveryTroubles } from '../alerts/trouble/delivery-troubles'
import { plural } from '../answers/phrases'
import type { Check, WithStore } from './check'
import { day, instantInWords } from './dates'

/** Whether what staff are told unasked gets to them: what administrators are told of, too. */
export const deliveriesCheck: Check<WithStore> = {
  name: 'deliveries',
  look: async ({ store, time, grant, isSample }) => {
    if (isSample) return { because: 'this is a sample university' }
    const now = time()
    const found = await deliveries(store, grant, { since: new Date(now.getTime() - day), now })
    const troubles = deliveryTroubles(found, now, store.settings.alerts)
    if (troubles.length > 0)
      return troubles.map((what) => ({ state: 'wrong', what, mend: "See 'engagement alerts status'." }))
    const oldest = found.oldestDue ? `, the oldest due since ${instantInWords(found.oldestDue)}` : ''
    return [
      {
        state: 'well',
        what: `In the last day ${plural(found.outcomes.sent, 'message')} sent; ${found.waiting} waiting${oldest}.`,
      },
    ]
  },
}
