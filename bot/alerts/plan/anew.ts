import type { PossibleRecipient } from '../../../data/queries/alert-recipients'
import { alertsEndedByReason } from '../../../data/queries/ended-by-reason'
import type { PlannedAlert } from '../../../data/queries/planned-alerts'
import type { Database } from '../../../data/store/store'

/** Whether who has an alert that is over is to hear anew of what goes on, where these look after the student. */
export type IsAnew = (alert: PlannedAlert, chain: readonly PossibleRecipient[]) => boolean

/**
 * Of students of whom no known reason holds: an alert that a reason alone had ended is to be told anew, now that the reason
 * holds no more; and what was passed on comes back where its receiver looks after the student no more and had not dealt with it.
 */
export async function readAnew(db: Database, alerts: readonly PlannedAlert[]): Promise<IsAnew> {
  const endedByReason = await alertsEndedByReason(db)
  const passedOn = alerts.filter(({ why }) => why === 'passed-on')
  const isAnew: IsAnew = ({ alertId }, chain) =>
    endedByReason.has(alertId) ||
    passedOn.some(
      (next) => next.passedFrom === alertId && (next.state === 'withdrawn' || isLeft(next, chain)),
    )
  const isLeft: IsAnew = (next, chain) =>
    !chain.some(({ staffId }) => staffId === next.staffId) && isAnew(next, chain)
  return isAnew
}
