import { planAlerts, type PlanReport } from '../../bot/alerts/plan/plan'
import type { Store } from '../../data/store/store'
import { staffMember } from './alerts'
import { now } from './store'
import { studentIds } from './university-feeds'

/** A Tuesday in working time; Wednesday, Thursday, Friday, then Monday are days 1, 2, 3 and 6. */
export const tuesday = now

/** So many days later. */
export const days = (count: number): Date => new Date(tuesday.getTime() + count * 86_400_000)

/** Rounds of planning in a test's store, on the Tuesday unless it is said otherwise. */
export function planIn(store: () => Store): (at?: Date) => Promise<PlanReport> {
  return (at = tuesday) => planAlerts({ store: store(), clock: () => at })
}

/** The twelve tutees of T9. */
export const tutees = studentIds(1, 12)

/** They are T9's, and nobody else's. */
export async function giveTutees(store: Store): Promise<void> {
  await store.db
    .updateTable('assignment')
    .set({ gone_on: '2026-10-01' })
    .where('staff_id', '=', 'T1')
    .execute()
  await staffMember(store, 'T9', ...tutees.map((student) => ({ role: 'personal-tutor' as const, student })))
}
