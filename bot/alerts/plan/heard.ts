import { dayOf } from '../../../data/domain/day'
import type { PlannedAlert, PlannedReason } from '../../../data/queries/planned-alerts'

const reasonIn = ({ reasons }: PlannedAlert, episodeId: string): PlannedReason | undefined =>
  reasons.find((reason) => reason.episodeId === episodeId)

/**
 * Whether who has an alert need not be told of an episode by another: they are to be, or were, by this one. What was over before it
 * was told does not count, nor what is the case again since or is to be told anew, nor what was taken back: that they do not see
 * any more.
 */
export function hasHeard(
  alert: PlannedAlert,
  episodeId: string,
  isAnew: (alert: PlannedAlert) => boolean = () => false,
): boolean {
  const reason = reasonIn(alert, episodeId)
  if (!reason || alert.state === 'withdrawn') return false
  if (alert.endedAt !== null && reason.state === 'open' && isAnew(alert)) return false
  const { endedAt, toldAt, openedAt } = alert
  return endedAt === null || ((toldAt !== null || openedAt !== null) && !isAgain(reason, endedAt))
}

/** Whether an alert that was told and over goes on, since this episode of it is the case again. One that was taken back is not seen any more. */
export function isToldAgain(alert: PlannedAlert, episodeId: string): boolean {
  const reason = reasonIn(alert, episodeId)
  const { endedAt, toldAt, state } = alert
  return (
    reason !== undefined &&
    endedAt !== null &&
    toldAt !== null &&
    state === 'closed' &&
    isAgain(reason, endedAt)
  )
}

/** Data that came later showed that it was not over; whoever dealt with it before that is told again. */
function isAgain({ state, lastChange, openedOn, changedOn }: PlannedReason, endedAt: Date): boolean {
  return state === 'open' && lastChange === 'opened' && changedOn > openedOn && changedOn >= dayOf(endedAt)
}
