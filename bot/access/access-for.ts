import { dayOf, type Clock } from '../../data/domain/day'
import { findStaff, type StaffKey } from '../../data/queries/staff'
import type { Store } from '../../data/store/store'
import { accessOf, type Access } from './access'

/** What somebody may see today; undefined where the staff records do not hold them. */
export async function accessFor(
  store: Store,
  clock: Clock,
  { key, appRoles }: { key: StaffKey; appRoles: readonly string[] },
): Promise<Access | undefined> {
  const staff = await findStaff(store, key)
  return staff && accessOf(store, staff, appRoles, dayOf(clock()))
}
