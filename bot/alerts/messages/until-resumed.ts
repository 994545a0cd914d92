import { addDays, startOf } from '../../../data/domain/day'
import { pausedUntil } from '../../../data/records/alert-pause'
import type { Composed, Recipient } from './composer'
import type { Delivery } from '../delivery'

/** When alerts come again to somebody who has paused them, perhaps since theirs were planned; undefined where they come now. */
export async function untilResumed(
  { access: { staff, today } }: Recipient,
  { store }: Pick<Delivery, 'store'>,
): Promise<Extract<Composed, { later: Date }> | undefined> {
  const pause = await pausedUntil(store.db, staff.staff_id, today)
  // One without an end is looked at again the next day.
  return pause && { later: startOf(pause.until ?? addDays(today, 1)) }
}
