import { createHash } from 'node:crypto'
import { misplacedMessages } from '../../../data/queries/chat-owners'
import { plannedAlerts, type PlannedAlert } from '../../../data/queries/planned-alerts'
import { alertKind } from '../../../data/records/alerts'
import { putMessage } from '../../../data/records/outbox'
import { takeBack } from '../../../data/records/taken-back'
import { toldToAnother } from '../../../data/records/told-to-another'
import type { Database } from '../../../data/store/store'
import { nextWorkingTime } from '../working-time'
import { isLive } from './renew'
import { step, type Round } from './round'

/**
 * Has what lies in the chat of somebody for whom it is not taken back, once: the staff records had named that person by mistake,
 * and name the right one now. Who it was for is told in their own chat what is still open.
 */
export function takeBackMisplaced(round: Round): Promise<void> {
  return step(round, async (db) => {
    const misplaced = await misplacedMessages(db)
    if (misplaced.length === 0) return
    for (const { id: messageId, ...lying } of misplaced)
      await takeBack(db, { ...lying, messageId }, round.now)
    const ids = new Set(misplaced.map(({ id }) => id))
    for (const alert of await plannedAlerts(db, round.now))
      if (isLive(alert) && ids.has(alert.messageId ?? '')) await tellTheRight(db, round, alert)
  })
}

/** As for the first time: of what was told, reminded of or opened in another's chat they know nothing. */
async function tellTheRight(
  db: Database,
  { now, settings }: Round,
  { alertId, staffId: recipient, toldIn, messageId }: PlannedAlert,
): Promise<void> {
  if (toldIn === 'digest' || messageId === null) return toldToAnother(db, alertId, null)
  const id = movedId(messageId)
  const dueAt = nextWorkingTime(now, settings)
  await putMessage(db, { id, kind: alertKind, payload: { alert: alertId }, recipient, dueAt })
  await toldToAnother(db, alertId, id)
}

/** Another for each message that was misplaced: an alert may be more than once. */
const movedId = (messageId: string): string =>
  `moved:${createHash('sha256').update(messageId).digest('hex').slice(0, 40)}`
