import { dayOf, type Day } from '../domain/day'
import type { AlertAct } from '../domain/alert'
import type { Database } from '../store/store'
import { isHoldersAct } from './acts-that-count'
import { isNewestVersion } from './newest-version'

/**
 * What shows that somebody has taken a student's alert in hand. To have opened it does not, nor to have passed it on: that is
 * for its receiver to do. A known reason stands for itself while it holds.
 */
const acts = [
  'seen',
  'useful',
  'contacted',
  'wrong-data',
  'not-useful',
] as const satisfies readonly AlertAct[]

/** The newest day, by student, on which somebody acted on an alert about them or was in touch with them, since a day. */
export async function dealtWithOn(db: Database, since: Day): Promise<Map<string, Day>> {
  const acted = await db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .where('alert_act.act', 'in', acts)
    .where('alert_act.acted_at', '>=', since)
    .where(isHoldersAct)
    .groupBy('alert.student_id')
    .select(({ fn }) => ['alert.student_id', fn.max('alert_act.acted_at').as('at')])
    .execute()
  const days = await contactDays(db, since)
  for (const { student_id, at } of acted) {
    const day = dayOf(new Date(at))
    if (day > (days.get(student_id) ?? '')) days.set(student_id, day)
  }
  return days
}

/** The newest day, by student, on which anybody was in touch with them, since a day. */
export async function contactDays(db: Database, since: Day): Promise<Map<string, Day>> {
  const rows = await db
    .selectFrom('contact_version')
    .where(isNewestVersion)
    .where('contact_version.state', '=', 'recorded')
    .where('contact_version.happened_on', '>=', since)
    .groupBy('contact_version.student_id')
    .select(({ fn }) => ['contact_version.student_id', fn.max('contact_version.happened_on').as('day')])
    .execute()
  return new Map(rows.map(({ student_id, day }) => [student_id, day]))
}
