import type { AlertRule, EpisodeChange, EpisodeState } from '../domain/alert'
import type { Day } from '../domain/day'
import { inParts } from '../store/in-parts'
import type { Instant } from '../store/schema'
import type { Database } from '../store/store'

/** An episode that an alert is about. */
export interface AlertReason {
  alertId: string
  episodeId: string
  rule: AlertRule
  /** What is the case, in words that name nobody. */
  reason: string
  since: Day
  openedOn: Day
  /** How much of a concern, 1 to 3. */
  level: number
  state: EpisodeState
  lastChange: EpisodeChange
  changedOn: Day
  checkedAt: Instant
}

/** What alerts are about: of each those that still hold first, the greatest concern before the others. */
export async function alertReasons(db: Database, alertIds: readonly string[]): Promise<AlertReason[]> {
  const reasons: AlertReason[] = []
  for (const ids of inParts(alertIds)) {
    const rows = await db
      .selectFrom('alert_reason')
      .innerJoin('alert_episode', 'alert_episode.episode_id', 'alert_reason.episode_id')
      .where('alert_reason.alert_id', 'in', ids)
      .select([
        'alert_reason.alert_id as alertId',
        'alert_episode.episode_id as episodeId',
        'alert_episode.rule_code as rule',
        'alert_episode.reason',
        'alert_episode.since',
        'alert_episode.opened_on as openedOn',
        'alert_episode.level',
        'alert_episode.state',
        'alert_episode.last_change as lastChange',
        'alert_episode.changed_on as changedOn',
        'alert_episode.checked_at as checkedAt',
      ])
      .execute()
    reasons.push(...rows)
  }
  return reasons.sort(byConcern)
}

function byConcern(a: AlertReason, b: AlertReason): number {
  const holds = ({ state }: AlertReason): number => (state === 'open' ? 0 : 1)
  return (
    holds(a) - holds(b) || b.level - a.level || a.since.localeCompare(b.since) || a.rule.localeCompare(b.rule)
  )
}

/** Whether an alert tells good news alone, which is no episode that stays open. */
export const isGoodNews = (reasons: readonly Pick<AlertReason, 'rule'>[]): boolean =>
  reasons.length > 0 && reasons.every(({ rule }) => rule === 'recovered')

/** Whether nothing of what an alert is about holds any more. Good news is over only where it turned out to be none. */
export function isOver(reasons: readonly Pick<AlertReason, 'rule' | 'state'>[]): boolean {
  if (isGoodNews(reasons)) return reasons.every(({ state }) => state === 'corrected')
  return reasons.filter(({ rule }) => rule !== 'recovered').every(({ state }) => state !== 'open')
}
