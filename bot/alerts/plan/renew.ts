import type { PlannedAlert } from '../../../data/queries/planned-alerts'
import { markReminded, tellAlertBy } from '../../../data/records/alert-changes'
import { alertKind } from '../../../data/records/alerts'
import { putMessage, reviseMessage } from '../../../data/records/outbox'
import type { Database } from '../../../data/store/store'
import { nextWorkingTime } from '../working-time'
import type { Round } from './round'

/** An alert that can still change for whoever has it. */
export const isLive = ({ endedAt, state }: PlannedAlert): boolean =>
  endedAt === null && (state === 'waiting' || state === 'told')

/** Has what tells an alert put right in its place, once it has been sent. */
export async function revise(
  db: Database,
  { now }: Round,
  { messageId, state }: PlannedAlert,
): Promise<void> {
  if (messageId !== null && state === 'told') await reviseMessage(db, messageId, now)
}

/**
 * Tells an alert that was told by a card again, by a new message: once as a reminder, once where it has become worse. The card
 * before goes when the new one comes, so that one is live. Either way they have been reminded. Tells whether it was the first time.
 */
export async function tellAgain(
  db: Database,
  { now, settings }: Round,
  alert: PlannedAlert,
  why: 'reminder' | 'worse',
): Promise<boolean> {
  const { alertId, staffId: recipient, messageId } = alert
  const id = `${why === 'reminder' ? 'remind' : 'worse'}:${alertId}`
  const dueAt = nextWorkingTime(now, settings)
  const payload = { alert: alertId, [why]: true }
  if (!(await putMessage(db, { id, kind: alertKind, payload, recipient, dueAt }))) return false
  await tellAlertBy(db, alertId, id)
  await markReminded(db, alertId, now)
  if (messageId !== null) await reviseMessage(db, messageId, dueAt)
  alert.messageId = id
  return true
}

/** What has become of an alert that was told comes to the person in its place, and anew only where it has become worse. */
export async function renew(
  db: Database,
  round: Round,
  alert: PlannedAlert,
  { isWorse }: { isWorse: boolean },
): Promise<void> {
  if (alert.state !== 'told') return
  // A row of an old digest is not seen again: it comes in the next one.
  if (alert.toldIn === 'digest') {
    if (isWorse) await tellAlertBy(db, alert.alertId, null)
    else await revise(db, round, alert)
    return
  }
  if (isWorse && (await tellAgain(db, round, alert, 'worse'))) return
  await revise(db, round, alert)
}
