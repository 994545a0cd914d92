import type { Database } from '../store/store'
import { staffNames } from './staff-names'

/** Whose an alert was before, and how it stood with them. */
export interface PassedFrom {
  alertId: string
  name: string
  /** They were told and did not respond for too long, or were not told: why not is their own affair. */
  because: 'unopened' | 'unreached'
}

/** Whose alert was passed, read by its ID. */
export async function passedFrom(db: Database, alertId: string): Promise<PassedFrom | undefined> {
  const row = await db
    .selectFrom('alert')
    .where('alert.alert_id', '=', alertId)
    .select(['alert.staff_id', 'alert.told_at'])
    .executeTakeFirst()
  if (!row) return undefined
  const name = (await staffNames(db, [row.staff_id])).get(row.staff_id) ?? row.staff_id
  return { alertId, name, because: row.told_at === null ? 'unreached' : 'unopened' }
}
