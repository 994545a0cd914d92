import type { AlertAct, AlertState } from '../domain/alert'
import { groupBy } from '../domain/group-by'
import type { Database } from '../store/store'
import { isHoldersAct } from './acts-that-count'

/** What ends an alert for its holder whatever becomes of a reason. */
const ending = ['contacted', 'not-useful', 'passed-on'] as const satisfies readonly AlertAct[]

/** Whether a known reason alone has ended an alert for its holder. */
export function isEndedByReason(state: AlertState, acts: readonly AlertAct[]): boolean {
  return (
    state === 'closed' &&
    acts.includes('known-reason') &&
    !acts.some((act) => ending.some((each) => each === act))
  )
}

/** The alerts that a known reason alone has ended, whether or not it still holds. */
export async function alertsEndedByReason(db: Database): Promise<Set<string>> {
  const rows = await db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .where('alert.state', '=', 'closed')
    .where('alert_act.act', 'in', ['known-reason', ...ending])
    .where(isHoldersAct)
    .select(['alert.alert_id', 'alert_act.act'])
    .execute()
  const byAlert = [...groupBy(rows, ({ alert_id }) => alert_id)]
  const ended = byAlert.filter(([, acts]) =>
    isEndedByReason(
      'closed',
      acts.map(({ act }) => act),
    ),
  )
  return new Set(ended.map(([alertId]) => alertId))
}
