import { z } from 'zod'
import type { DataProtectionGrant, OperatorGrant } from '../domain/read-grants'
import { fullName } from '../domain/student'
import { unusualLooksKind, type UnusualLooks } from '../records/unusual-looks'
import type { Database, Store } from '../store/store'

const counts = z.object({ hour: z.number(), day: z.number() })
const payload: z.ZodType<UnusualLooks> = z.object({
  staffId: z.string(),
  at: z.string(),
  seen: counts,
  limits: counts,
})

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

/** The alert of a message in the outbox, as it is told. */
export function unusualLooksOf(
  store: Store,
  grant: DataProtectionGrant,
  message: string,
): Promise<ToldLooks> {
  return store.readAs(grant.staffId, async (db) => {
    const alert = payload.parse(JSON.parse(message))
    return { ...alert, name: (await namesOf(db, [alert.staffId])).get(alert.staffId) }
  })
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
  const alerts = rows.map((row) => payload.parse(JSON.parse(row.payload)))
  const names = await namesOf(db, [...new Set(alerts.map(({ staffId }) => staffId))])
  return alerts.map((alert) => ({ ...alert, name: names.get(alert.staffId) }))
}

const idsAStatement = 500

async function namesOf(db: Database, staffIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (let from = 0; from < staffIds.length; from += idsAStatement) {
    const staff = await db
      .selectFrom('staff')
      .select(['staff_id', 'given_name', 'family_name'])
      .where('staff_id', 'in', staffIds.slice(from, from + idsAStatement))
      .execute()
    for (const person of staff) names.set(person.staff_id, fullName(person))
  }
  return names
}
