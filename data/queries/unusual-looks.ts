import type { DataProtectionGrant, OperatorGrant } from '../domain/read-grants'
import { parseUnusualLooks, unusualLooksKind, type UnusualLooks } from '../records/unusual-looks'
import type { Database, Store } from '../store/store'
import { staffNames } from './staff-names'

/** An alert about somebody's looks, with the name where the staff records hold one. */
export interface ToldLooks extends UnusualLooks {
  name: string | undefined
}

/** Alerts about unusual looks since a time, the newest first. */
export function unusualLooks(
  store: Store,
  grant: OperatorGrant | DataProtectionGrant,
  since: Date,
): Promise<ToldLooks[]> {
  return 'staffId' in grant
    ? store.readAs(grant.staffId, (db) => readLooks(db, since))
    : readLooks(store.db, since)
}

/** An alert as it is told to somebody. */
export function withName(store: Store, grant: DataProtectionGrant, alert: UnusualLooks): Promise<ToldLooks> {
  return store.readAs(grant.staffId, async (db) => ({
    ...alert,
    name: (await staffNames(db, [alert.staffId])).get(alert.staffId),
  }))
}

async function readLooks(db: Database, since: Date): Promise<ToldLooks[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', unusualLooksKind)
    .where('due_at', '>=', since.toISOString())
    .orderBy('due_at', 'desc')
    .orderBy('id')
    .execute()
  const alerts = rows.map((row) => parseUnusualLooks(row.payload))
  const names = await staffNames(db, [...new Set(alerts.map(({ staffId }) => staffId))])
  return alerts.map((alert) => ({ ...alert, name: names.get(alert.staffId) }))
}
