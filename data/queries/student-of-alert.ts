import type { Store } from '../store/store'

/** Whom an alert is about, for the person who has it; undefined for everybody else. It shows nobody. */
export function studentOfAlert(store: Store, staffId: string, alertId: string): Promise<string | undefined> {
  return store.readAs(staffId, async (db) => {
    const row = await db
      .selectFrom('alert')
      .where('alert_id', '=', alertId)
      .where('staff_id', '=', staffId)
      .select('student_id')
      .executeTakeFirst()
    return row?.student_id
  })
}
