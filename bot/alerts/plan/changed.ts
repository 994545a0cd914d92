import { addDays, dayOf, startOf } from '../../../data/domain/day'
import { alertWishes } from '../../../data/queries/alert-wishes'
import { plannedAlerts, type PlannedAlert, type PlannedReason } from '../../../data/queries/planned-alerts'
import { revisionId } from '../../../data/records/outbox'
import { revisedSince, unsentMessages } from '../../../data/records/planned-messages'
import { greatestLevel } from './join'
import { isLive, renew } from './renew'
import { step, type Round } from './round'

/** A card shows at least so old a change by now, in days. */
const longestAgo = 28

/**
 * Puts right what tells alerts of which an episode has changed since: worse, better, or over while another is open. One that
 * became worse up to level 3 is told anew. Gives how many.
 */
export function reviseChanged(round: Round): Promise<number> {
  return step(round, async (db) => {
    const wishes = await alertWishes(db, round.today)
    const revised = await revisedSince(db, startOf(addDays(round.today, -longestAgo)))
    const unsent = await unsentMessages(db)
    let count = 0
    for (const alert of await plannedAlerts(db, round.now)) {
      // What is still to be sent will tell it as it is then.
      const shown = unsent.has(alert.messageId ?? '') ? undefined : shownAt(alert, revised)
      const changed = shown ? alert.reasons.filter((reason) => isNewer(reason, shown)) : []
      if (!isLive(alert) || changed.length === 0) continue
      const isWorse = changed.some(hasWorsened) && !wishes(alert.staffId).isPaused
      await renew(db, round, alert, { isWorse })
      count += 1
    }
    return count
  })
}

/** When the person was last shown how it stands; undefined before they were told. */
function shownAt({ toldAt, messageId }: PlannedAlert, revised: ReadonlyMap<string, Date>): Date | undefined {
  const again = messageId === null ? undefined : revised.get(revisionId(messageId))
  if (toldAt === null || messageId === null) return undefined
  return again !== undefined && again > toldAt ? again : toldAt
}

/** Of the day itself only the evaluation says whether it was before. */
function isNewer({ changedOn, checkedAt }: PlannedReason, shown: Date): boolean {
  const day = dayOf(shown)
  return changedOn > day || (changedOn === day && checkedAt > shown)
}

const hasWorsened = ({ lastChange, level }: PlannedReason): boolean =>
  lastChange === 'worsened' && level >= greatestLevel
