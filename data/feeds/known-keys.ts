import type { Store } from '../store/store'
import type { IdentitySystem } from './definitions/identities'
import type { KnownKey } from './stage-rows'

/** What feed rows may name. With `identifiedBy`, students go by their identifier in that system. */
export async function knownKeys(store: Store, identifiedBy?: IdentitySystem): Promise<KnownKey[]> {
  const students = identifiedBy
    ? await store.db
        .selectFrom('student_identity')
        .select(['external_id as key', 'student_id as id'])
        .where('system', '=', identifiedBy)
        .where('gone_on', 'is', null)
        .execute()
    : await store.db.selectFrom('student').select(['student_id as key', 'student_id as id']).execute()
  const staff = await store.db.selectFrom('staff').select('staff_id').execute()
  const units = await store.db.selectFrom('unit').select(['unit_code', 'kind']).execute()
  return [
    ...students.map(({ key, id }): KnownKey => ({ reference: 'student', key, id })),
    ...staff.map(({ staff_id: id }): KnownKey => ({ reference: 'staff', key: id, id })),
    ...units.map(({ unit_code: id, kind }): KnownKey => ({ reference: kind, key: id, id })),
  ]
}
