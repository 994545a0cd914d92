import type { Day } from '../domain/day'
import type { Database, Store } from '../store/store'

/** A pause of somebody's alerts about students. */
export interface AlertPause {
  /** The day on which alerts come again; null where they stay away until resumed. */
  until: Day | null
}

/** Whether a pause until then holds on a day. */
export const isPausedOn = (until: AlertPause['until'], today: Day): boolean => until === null || until > today

/** The pause of a person's alerts that holds on a day; undefined where they come. */
export async function pausedUntil(
  db: Database,
  staffId: string,
  today: Day,
): Promise<AlertPause | undefined> {
  const row = await db
    .selectFrom('alert_preference')
    .select('paused_until')
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row && isPausedOn(row.paused_until, today) ? { until: row.paused_until } : undefined
}

/** Pauses a person's alerts, in place of any pause before. */
export function pauseAlerts(store: Store, staffId: string, { until }: AlertPause, at: Date): Promise<void> {
  return change(store, staffId, async (db) => {
    const values = { staff_id: staffId, paused_until: until, changed_at: at.toISOString() }
    await db.insertInto('alert_preference').values(values).execute()
  })
}

/** Ends the pause of a person's alerts. */
export function resumeAlerts(store: Store, staffId: string): Promise<void> {
  return change(store, staffId, () => Promise.resolve())
}

function change(store: Store, staffId: string, then: (db: Database) => Promise<void>): Promise<void> {
  return store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, `alerts of ${staffId}`)
      await db.deleteFrom('alert_preference').where('staff_id', '=', staffId).execute()
      await then(db)
    },
    { actingStaff: staffId, repeatable: true },
  )
}
