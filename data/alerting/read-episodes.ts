import type { ConcernRule } from '../domain/alert'
import { addDays, type Day } from '../domain/day'
import type { Database } from '../store/store'
import { episodeOf, type Episode } from './episode'

/** An episode that ended no longer ago than this is taken up again where its end turns out wrong. */
const reopenedDays = 63

/** The open episodes, and of those who have none the one that ended last, if that was not long ago; by rule and student. */
export async function readEpisodes(
  db: Database,
  today: Day,
): Promise<Record<ConcernRule, Map<string, Episode>>> {
  const rows = await db
    .selectFrom('alert_episode')
    .selectAll()
    .where((eb) => eb.or([eb('state', '=', 'open'), eb('changed_on', '>=', addDays(today, -reopenedDays))]))
    .orderBy('opened_on')
    .orderBy('episode_id')
    .execute()
  const found: Record<ConcernRule, Map<string, Episode>> = {
    'newly-low': new Map(),
    silent: new Map(),
    'sudden-drop': new Map(),
    'missed-sessions': new Map(),
    'nothing-handed-in': new Map(),
  }
  for (const row of rows) {
    if (row.rule_code === 'recovered') continue
    const known = found[row.rule_code].get(row.student_id)
    if (known?.row.state !== 'open') found[row.rule_code].set(row.student_id, episodeOf(row))
  }
  return found
}
