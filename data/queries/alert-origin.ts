import type { AlertRule } from '../domain/alert'
import type { Day } from '../domain/day'
import type { OperationsGrant } from '../domain/read-grants'
import { fullName } from '../domain/student'
import type { Database, Store } from '../store/store'

/** What an alert rests on, without whom it is about. */
export interface AlertOrigin {
  rule: AlertRule
  /** The data that it was found from end before this day. */
  dataTo: Day
  /** Whose alert it is: nobody else can say that its data are wrong. */
  holder: string
}

/** What an alert rests on, one for each of its rules. */
export async function alertOrigin(
  store: Store,
  grant: OperationsGrant,
  alertId: string,
): Promise<AlertOrigin[]> {
  const rows = await store.readAs(grant.staffId, (db) => originsIn(db, alertId))
  return rows.map(({ given_name, family_name, ...origin }) => ({
    ...origin,
    holder: fullName({ given_name, family_name }),
  }))
}

function originsIn(db: Database, alertId: string) {
  return db
    .selectFrom('alert_reason')
    .innerJoin('alert', 'alert.alert_id', 'alert_reason.alert_id')
    .innerJoin('staff', 'staff.staff_id', 'alert.staff_id')
    .innerJoin('alert_episode', 'alert_episode.episode_id', 'alert_reason.episode_id')
    .where('alert_reason.alert_id', '=', alertId)
    .orderBy('alert_episode.rule_code')
    .orderBy('alert_episode.episode_id')
    .select([
      'alert_episode.rule_code as rule',
      'alert_episode.data_to as dataTo',
      'staff.given_name',
      'staff.family_name',
    ])
    .execute()
}
