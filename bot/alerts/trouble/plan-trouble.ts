import { dayOf } from '../../../data/domain/day'
import { staffWithRole } from '../../../data/queries/staff'
import { chatsOf } from '../../../data/records/conversation-references'
import { deliveryTroubleKind, feedTroubleKind, noteTrouble } from '../../../data/records/trouble'
import { operationsGrant } from '../../access/operations'
import { feedFindings } from '../../doctor/feeds'
import type { Delivery } from '../delivery'
import { accessOfRecipient } from '../recipient'
import { presentTroubles } from './delivery-trouble'

/**
 * Has administrators told what is in trouble and what is well again: feeds, and the deliveries themselves. To be run now and
 * then, by one instance at a time or by many: nobody is told twice.
 */
export async function planTrouble(
  planning: Pick<Delivery, 'store' | 'clock' | 'sendingTime'>,
): Promise<void> {
  const { store, clock, sendingTime } = planning
  const today = dayOf(clock())
  const findings = await feedFindings(store, today)
  for (const person of await staffWithRole(store, 'administrator', today)) {
    const { staff_id: recipient } = person
    const chats = await chatsOf(store, recipient)
    const grant = operationsGrant(await accessOfRecipient(planning, person, chats))
    if (!grant) continue
    const troubles = await presentTroubles(grant, planning)
    const at = sendingTime()
    await store.transaction(async ({ db }) => {
      await store.takeTurn(db, `trouble told to ${recipient}`)
      for (const { feed, state } of findings)
        await noteTrouble(
          db,
          { kind: feedTroubleKind, about: feed, recipient },
          { isWell: state === 'well', at },
        )
      const about = 'all'
      const isWell = troubles.length === 0
      await noteTrouble(db, { kind: deliveryTroubleKind, about, recipient }, { isWell, at })
    })
  }
}
