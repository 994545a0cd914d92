import { misplacedMessages } from '../../../data/queries/chat-owners'
import { plannedAlerts, type PlannedAlert } from '../../../data/queries/planned-alerts'
import { tellAlertBy } from '../../../data/records/alert-changes'
import { takeBack } from '../../../data/records/taken-back'
import type { Database } from '../../../data/store/store'
import { isLive, tellAgain } from './renew'
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
      if (isLive(alert) && alert.openedAt === null && ids.has(alert.messageId ?? ''))
        await tellTheRight(db, round, alert)
  })
}

async function tellTheRight(db: Database, round: Round, alert: PlannedAlert): Promise<void> {
  if (alert.toldIn === 'digest') await tellAlertBy(db, alert.alertId, null)
  else await tellAgain(db, round, alert, 'reminder')
}
