import { plannedAlerts, type PlannedAlert } from '../../../data/queries/planned-alerts'
import { endAlert } from '../../../data/records/alert-changes'
import { dropMessage } from '../../../data/records/planned-messages'
import type { Database } from '../../../data/store/store'
import { reviseDigests } from './cards-back'
import { readChains } from './chains'
import { revise } from './renew'
import { newsSince, step, type Round } from './round'

export interface Ended {
  /** Over, and put right where they had been told. */
  closed: number
  /** Taken back: never the case and opened by nobody, or of somebody who looks after the student no more. */
  withdrawn: number
  /** Over before they were told, or nobody's to tell any more: never sent. */
  unsent: number
}

/** Ends the alerts of which every episode is over, and those of people who look after the student no more. */
export function endAlerts(round: Round): Promise<Ended> {
  return step(round, async (db) => {
    const ended = { closed: 0, withdrawn: 0, unsent: 0 }
    const looksAfter = await whoLooksAfter(db, round)
    const digestsOf = new Set<string>()
    for (const alert of await plannedAlerts(db, round.now)) {
      if (alert.endedAt !== null) continue
      if (!looksAfter(alert)) {
        ended[await takeBack(db, round, alert)] += 1
        if (alert.toldIn === 'digest') digestsOf.add(alert.staffId)
      } else if (isToEnd(alert, round)) ended[await end(db, round, alert)] += 1
    }
    await reviseDigests(db, round, digestsOf)
    return ended
  })
}

async function whoLooksAfter(db: Database, round: Round): Promise<(alert: PlannedAlert) => boolean> {
  const chainOf = await readChains(db, round)
  return (alert) => chainOf(alert).some(({ staffId }) => staffId === alert.staffId)
}

/** What lies in the chat of somebody without the right to it does not stay there until the student's next news. */
async function takeBack(db: Database, round: Round, alert: PlannedAlert): Promise<keyof Ended> {
  await endAlert(db, alert.alertId, 'withdrawn', round.now)
  if (alert.state !== 'told') return dropUnsent(db, round, alert, 'out-of-scope')
  await revise(db, round, alert)
  return 'withdrawn'
}

/** A digest is sent without it. */
async function dropUnsent(
  db: Database,
  { now: at }: Round,
  { messageId, toldIn }: PlannedAlert,
  reason: string,
): Promise<'unsent'> {
  if (messageId !== null && toldIn === 'card') await dropMessage(db, messageId, { reason, at })
  return 'unsent'
}

/** Good news is over once it is told, or no news any more. */
function isToEnd({ reasons, state }: PlannedAlert, round: Round): boolean {
  const isNews = ({ rule, state: its, openedOn }: PlannedAlert['reasons'][number]): boolean =>
    rule === 'recovered' && its === 'closed' && openedOn >= newsSince(round) && state === 'waiting'
  return reasons.every((reason) => reason.state !== 'open' && !isNews(reason))
}

async function end(db: Database, round: Round, alert: PlannedAlert): Promise<keyof Ended> {
  const { now } = round
  const { alertId, state, openedAt, reasons } = alert
  const wasNever = reasons.every((reason) => reason.state === 'corrected')
  const isTakenBack = state === 'told' && wasNever && openedAt === null
  await endAlert(db, alertId, isTakenBack ? 'withdrawn' : 'closed', now)
  if (state === 'waiting') return dropUnsent(db, round, alert, 'over')
  await revise(db, round, alert)
  return isTakenBack ? 'withdrawn' : 'closed'
}
