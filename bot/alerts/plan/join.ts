import type { PlannedAlert, PlannedReason } from '../../../data/queries/planned-alerts'
import { joinAlert, tellAlertBy } from '../../../data/records/alert-changes'
import type { Database } from '../../../data/store/store'
import { renew } from './renew'
import type { Round } from './round'
import type { Wishes } from './targets'

/** An episode that is news to whoever has the alert. */
export type JoiningEpisode = Omit<PlannedReason, 'state' | 'checkedAt'>

/** The level of a concern that is told again. */
export const greatestLevel = 3

/**
 * A further episode of the same student joins an alert: its card is put right in its place, and comes anew only where the
 * concern rises to level 3. A row of an old digest comes again in the next.
 */
export async function join(
  db: Database,
  round: Round,
  { alert, episode, wishes }: { alert: PlannedAlert; episode: JoiningEpisode; wishes: Wishes },
): Promise<void> {
  const before = alert.reasons.filter(({ state }) => state === 'open')
  if (!(await joinAlert(db, alert.alertId, episode.episodeId))) return
  alert.reasons.push({ ...episode, state: 'open', checkedAt: round.now })
  if (alert.state !== 'told') return
  if (alert.toldIn === 'digest') return tellAlertBy(db, alert.alertId, null)
  const isWorse =
    episode.level >= greatestLevel &&
    before.every(({ level }) => level < greatestLevel) &&
    !wishes(alert.staffId).isPaused
  await renew(db, round, alert, { isWorse })
}
