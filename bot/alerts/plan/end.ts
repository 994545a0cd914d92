import { plannedAlerts, type PlannedAlert } from '../../../data/queries/planned-alerts'
import { endAlert } from '../../../data/records/alert-changes'
import { dropMessage } from '../../../data/records/planned-messages'
import type { Database } from '../../../data/store/store'
import { revise } from './renew'
import { newsSince, step, type Round } from './round'

export interface Ended {
  /** Over, and put right where they had been told. */
  closed: number
  /** Never the case, and taken back before anybody opened them. */
  withdrawn: number
  /** Over before they were told: never sent. */
  unsent: number
}

/** Ends the alerts of which every episode is over. */
export function endAlerts(round: Round): Promise<Ended> {
  return step(round, async (db) => {
    const ended = { closed: 0, withdrawn: 0, unsent: 0 }
    for (const alert of await plannedAlerts(db, round.now))
      if (alert.endedAt === null && isOver(alert, round)) ended[await end(db, round, alert)] += 1
    return ended
  })
}

/** Good news is over once it is told, or no news any more. */
function isOver({ reasons, state }: PlannedAlert, round: Round): boolean {
  const isNews = ({ rule, state: its, openedOn }: PlannedAlert['reasons'][number]): boolean =>
    rule === 'recovered' && its === 'closed' && openedOn >= newsSince(round) && state === 'waiting'
  return reasons.every((reason) => reason.state !== 'open' && !isNews(reason))
}

async function end(db: Database, round: Round, alert: PlannedAlert): Promise<keyof Ended> {
  const { now } = round
  const { alertId, messageId, toldIn, state, openedAt, reasons } = alert
  const wasNever = reasons.every((reason) => reason.state === 'corrected')
  const isTakenBack = state === 'told' && wasNever && openedAt === null
  await endAlert(db, alertId, isTakenBack ? 'withdrawn' : 'closed', now)
  if (state === 'waiting') {
    if (messageId !== null && toldIn === 'card') await dropMessage(db, messageId, { reason: 'over', at: now })
    return 'unsent'
  }
  await revise(db, round, alert)
  return isTakenBack ? 'withdrawn' : 'closed'
}
