import type { Database } from '../store/store'

interface Removed {
  numDeletedRows: bigint
}

/** Alerts that were made too long ago. */
export async function oldAlerts(db: Database, before: string): Promise<string[]> {
  const rows = await db.selectFrom('alert').select('alert_id as key').where('made_at', '<', before).execute()
  return rows.map(({ key }) => key)
}

/** Removes alerts with what they are about and what was done with them; what was passed on from them stays. */
export async function removeAlerts(db: Database, before: string, keys: string[]): Promise<Removed> {
  const old = db
    .selectFrom('alert')
    .where('alert_id', 'in', keys)
    .where('made_at', '<', before)
    .select('alert.alert_id')
  await db.updateTable('alert').set({ passed_from: null }).where('passed_from', 'in', old).execute()
  await db.deleteFrom('alert_act').where('alert_id', 'in', old).execute()
  await db.deleteFrom('alert_reason').where('alert_id', 'in', old).execute()
  return db.deleteFrom('alert').where('alert_id', 'in', keys).where('made_at', '<', before).executeTakeFirst()
}

/** Episodes that were opened too long ago and that no alert is about any more. One that is still open would be found again. */
export async function oldEpisodes(db: Database, before: string): Promise<string[]> {
  const rows = await episodesToGo(db, before).select('alert_episode.episode_id as key').execute()
  return rows.map(({ key }) => key)
}

export function removeEpisodes(db: Database, before: string, keys: string[]): Promise<Removed> {
  return db
    .deleteFrom('alert_episode')
    .where('episode_id', 'in', keys)
    .where('episode_id', 'in', episodesToGo(db, before).select('alert_episode.episode_id'))
    .executeTakeFirst()
}

function episodesToGo(db: Database, before: string) {
  return db
    .selectFrom('alert_episode')
    .where('alert_episode.opened_on', '<', before.slice(0, 10))
    .where('alert_episode.state', '<>', 'open')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('alert_reason')
            .whereRef('alert_reason.episode_id', '=', 'alert_episode.episode_id')
            .select('alert_reason.alert_id'),
        ),
      ),
    )
}
