import { alertWishes } from '../../../data/queries/alert-wishes'
import { dealtWithOn } from '../../../data/queries/dealt-with'
import { plannedAlerts } from '../../../data/queries/planned-alerts'
import { studentsWithKnownReason } from '../../../data/queries/known-reasons'
import { isDealtWith, isUnopened, openConcerns } from './overdue'
import { tellAgain } from './renew'
import { dealtWithSince, step, type Round } from './round'

/**
 * Reminds once of an alert that came by a card and that nobody opened, unless the student's concern is dealt with, the alert
 * has been passed up, or the person has paused their alerts. Gives how many.
 */
export function remind(round: Round): Promise<number> {
  const { now, today, settings } = round
  return step(round, async (db) => {
    const wishes = await alertWishes(db, today)
    const known = await studentsWithKnownReason(db, today)
    const dealtWith = await dealtWithOn(db, dealtWithSince(round))
    const due = (await plannedAlerts(db, now)).filter(
      (alert) =>
        alert.endedAt === null &&
        alert.toldIn === 'card' &&
        alert.remindedAt === null &&
        alert.passedAt === null &&
        openConcerns(alert).length > 0 &&
        !known.has(alert.studentId) &&
        !wishes(alert.staffId).isPaused &&
        isUnopened(alert, settings.remindAfterWorkingDays, round) &&
        !isDealtWith(alert, dealtWith),
    )
    for (const alert of due) await tellAgain(db, round, alert, 'reminder')
    return due.length
  })
}
