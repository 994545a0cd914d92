import type { Day } from '../domain/day'
import type { Database } from '../store/store'

/**
 * The students of whom somebody said that they know the reason, for a time that is not over: nobody is alerted about them.
 * What was said last counts.
 */
export async function studentsWithKnownReason(db: Database, today: Day): Promise<Set<string>> {
  const rows = await db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .where('alert_act.act', 'in', ['known-reason', 'reason-ended'])
    .select(['alert.student_id', 'alert_act.act', 'alert_act.until_date'])
    .orderBy('alert_act.acted_at')
    .orderBy('alert_act.act_id')
    .execute()
  const last = new Map(rows.map((row) => [row.student_id, row]))
  return new Set(
    [...last.values()]
      .filter(({ act, until_date }) => act === 'known-reason' && until_date !== null && until_date > today)
      .map(({ student_id }) => student_id),
  )
}
