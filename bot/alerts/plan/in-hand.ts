import type { PlannedAlert } from '../../../data/queries/planned-alerts'
import { whyPassedUp } from './overdue'
import { isLive } from './renew'
import type { Round } from './round'
import type { Wishes } from './targets'

/** Whether another of the same role, told of the same, has opened it or still has time to. */
export function isInHand(
  { alertId, role, reasons }: PlannedAlert,
  about: readonly PlannedAlert[],
  { round, wishes }: { round: Round; wishes: Wishes },
): boolean {
  const own = new Set(reasons.map(({ episodeId }) => episodeId))
  return about.some(
    (other) =>
      other.alertId !== alertId &&
      other.role === role &&
      isLive(other) &&
      other.passedAt === null &&
      other.reasons.some(({ episodeId }) => own.has(episodeId)) &&
      (other.openedAt !== null || whyPassedUp(other, round, wishes) === undefined),
  )
}

/** Whether all to whom an alert was passed up have left since, without having dealt with it. */
export function isLeft({ alertId }: PlannedAlert, passedAt: Date, alerts: readonly PlannedAlert[]): boolean {
  const above = alerts.filter(({ why, passedFrom }) => why === 'passed-up' && passedFrom === alertId)
  const isSince = above.some(({ endedAt }) => endedAt !== null && endedAt > passedAt)
  return isSince && above.every(({ state }) => state === 'withdrawn')
}
