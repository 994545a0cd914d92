import { createHash } from 'node:crypto'
import { z } from 'zod'
import { weekStart } from '../../../data/domain/day'
import { misplacedMessages, type Misplaced } from '../../../data/queries/chat-owners'
import { plannedAlerts, type PlannedAlert } from '../../../data/queries/planned-alerts'
import { alertKind } from '../../../data/records/alerts'
import { putMessage } from '../../../data/records/outbox'
import { takeBack } from '../../../data/records/taken-back'
import { doneByAnother, neverTold, toldToAnother } from '../../../data/records/told-to-another'
import type { Database } from '../../../data/store/store'
import { toldLooksKind } from '../messages/unusual-looks'
import { parseWeeklyUnit } from '../messages/weekly-unit'
import { nextWorkingTime } from '../working-time'
import { isLive } from './renew'
import { step, type Round } from './round'
import { weeklyCardKind, weeklyId } from './week-ids'

/**
 * Has what lies in the chat of somebody for whom it is not taken back, once: the staff records had named that person by mistake,
 * and name the right one now. What was done there does not count, and who it was for is told in their own chat: what is still
 * open, this week's numbers, and who looked at unusually many students.
 */
export function takeBackMisplaced(round: Round): Promise<void> {
  return step(round, async (db) => {
    const found: Misplaced[] = []
    for (const message of await misplacedMessages(db))
      if (await takeBack(db, { ...message, messageId: message.id }, round.now)) found.push(message)
    if (found.length === 0) return
    for (const message of found) if (isToComeAgain(message, round)) await sendAgain(db, round, message)
    const ids = new Set(found.map(({ id }) => id))
    await doneByAnother(db, [...ids], round.now)
    const alerts = await plannedAlerts(db, round.now)
    for (const alert of alerts)
      if (ids.has(alert.messageId ?? '') && isStillOpen(alert)) await tellTheRight(db, round, alert, alerts)
  })
}

/** What comes as it was. Another week's numbers are none of this one. */
function isToComeAgain({ id, kind, recipient, payload }: Misplaced, { today }: Round): boolean {
  if (kind !== weeklyCardKind) return kind === toldLooksKind
  const { role, unit, level } = parseWeeklyUnit(payload)
  return id === weeklyId('weekly', recipient, role, unit, level, weekStart(today))
}

/** By a new message, whose card is made for whoever it is sent to. */
async function sendAgain(db: Database, { now: dueAt }: Round, message: Misplaced): Promise<void> {
  const { kind, recipient } = message
  const payload = z.object({}).passthrough().parse(JSON.parse(message.payload))
  await putMessage(db, { id: movedId(message.id), kind, payload, recipient, dueAt })
}

/** Also where the other had ended it. */
const isStillOpen = (alert: PlannedAlert): boolean =>
  isLive(alert) || (alert.state === 'closed' && alert.reasons.some(({ state }) => state === 'open'))

/** As for the first time: of what was told, reminded of, opened or ended in another's chat they know nothing. */
async function tellTheRight(
  db: Database,
  { now, settings }: Round,
  alert: PlannedAlert,
  alerts: readonly PlannedAlert[],
): Promise<void> {
  const { alertId, staffId: recipient, toldIn, messageId } = alert
  if (!isLive(alert) && alerts.some((other) => isSame(other, alert) && isLive(other)))
    return neverTold(db, alertId)
  alert.endedAt = null
  alert.state = 'waiting'
  if (toldIn === 'digest' || messageId === null) return toldToAnother(db, alertId, null)
  const id = movedId(messageId)
  const dueAt = nextWorkingTime(now, settings)
  await putMessage(db, { id, kind: alertKind, payload: { alert: alertId }, recipient, dueAt })
  await toldToAnother(db, alertId, id)
}

/** Of the same student, to the same person. */
const isSame = (one: PlannedAlert, other: PlannedAlert): boolean =>
  one.alertId !== other.alertId && one.staffId === other.staffId && one.studentId === other.studentId

/** Another for each message that was misplaced: an alert may be more than once. */
const movedId = (messageId: string): string =>
  `moved:${createHash('sha256').update(messageId).digest('hex').slice(0, 40)}`
