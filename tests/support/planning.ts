import { planAlerts, type PlanReport } from '../../bot/alerts/plan/plan'
import type { Store } from '../../data/store/store'
import { words } from '../cards/walk'
import { alertsIn, messagesIn, staffMember } from './alerts'
import { composed } from './composing'
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

/** Somebody's role ends on a day, with all their students. */
export async function endPosts({ db }: Store, staffId: string, day: string): Promise<void> {
  await db.updateTable('assignment').set({ end_date: day }).where('staff_id', '=', staffId).execute()
}

/** The newest alert that somebody has. */
export async function newestAlertOf(store: Store, staffId: string) {
  const alert = (await alertsIn(store)).filter(({ staff_id }) => staff_id === staffId).at(-1)
  if (!alert) throw new Error(`${staffId} has no alert`)
  return alert
}

/** What the card of the newest alert of somebody says at an instant. */
export async function cardOf(store: Store, staffId: string, at: Date): Promise<string> {
  const { message_id } = await newestAlertOf(store, staffId)
  const row = (await messagesIn(store)).find(({ id }) => id === message_id)
  if (!row) throw new Error(`the alert of ${staffId} has no message`)
  const made = await composed(store, row, { at })
  if (!('card' in made)) throw new Error(`the alert of ${staffId} has no card`)
  return words(made.card)
}
