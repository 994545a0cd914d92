import type { Day } from '../../../data/domain/day'
import type { PlannedAlert, PlannedReason } from '../../../data/queries/planned-alerts'
import { workingDaysBetween } from '../working-time'
import { greatestLevel } from './join'
import type { Round } from './round'
import type { Wishes } from './targets'

/** The reasons of an alert that are still the case and call for a conversation. */
export const openConcerns = ({ reasons }: PlannedAlert): PlannedReason[] =>
  reasons.filter(({ state, rule }) => state === 'open' && rule !== 'recovered')

/** Whether somebody has taken in hand what an alert tells, since the newest of it came up. */
export function isDealtWith(alert: PlannedAlert, dealtWith: ReadonlyMap<string, Day>): boolean {
  const newest = openConcerns(alert).map(({ lastChange, openedOn, changedOn }) =>
    lastChange === 'worsened' ? changedOn : openedOn,
  )
  const day = dealtWith.get(alert.studentId)
  return day !== undefined && newest.every((each) => each <= day)
}

/** Whether an alert was told and nobody has opened it for so many working days. */
export function isUnopened(alert: PlannedAlert, days: number, { now, settings }: Round): boolean {
  const { state, toldAt, openedAt } = alert
  return (
    state === 'told' &&
    toldAt !== null &&
    openedAt === null &&
    workingDaysBetween(toldAt, now, settings) >= days
  )
}

/** Why an alert is to be passed up; undefined where it is not. */
export function whyPassedUp(
  alert: PlannedAlert,
  round: Round,
  wishes: Wishes,
): 'unopened' | 'undelivered' | 'paused' | undefined {
  const { settings, now } = round
  const days = settings.passUpAfterWorkingDays
  if (alert.state === 'undelivered') return 'undelivered'
  if (alert.state === 'waiting') {
    const isLate = workingDaysBetween(alert.madeAt, now, settings) >= days
    return isLate && wishes(alert.staffId).isPaused ? 'paused' : undefined
  }
  const isGreat = openConcerns(alert).some(({ level }) => level >= greatestLevel)
  return isUnopened(alert, days, round) && (alert.toldIn === 'card' || isGreat) ? 'unopened' : undefined
}
