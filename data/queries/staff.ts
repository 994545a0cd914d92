import type { Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Store } from '../store/store'

export interface Staff {
  staff_id: string
  given_name: string
  family_name: string
  email: string
  entra_object_id: string | null
}

/** How a staff member is named from outside: by staff ID or e-mail (UPN), or by the Entra object ID of a sign-in. */
export type StaffKey = { idOrEmail: string } | { entraObjectId: string }

/** The staff member so named, if still on the staff and the only one of that name. */
export async function findStaff(store: Store, key: StaffKey): Promise<Staff | undefined> {
  const staff = store.db
    .selectFrom('staff')
    .select(['staff_id', 'given_name', 'family_name', 'email', 'entra_object_id'])
    .where('gone_on', 'is', null)
  const given = ('entraObjectId' in key ? key.entraObjectId : key.idOrEmail).trim()
  if (given === '') return undefined
  // The loads write both names to sign in with in lower case.
  const signInName = given.toLowerCase()
  const rows =
    'entraObjectId' in key
      ? await staff.where('entra_object_id', '=', signInName).execute()
      : await staff.where((eb) => eb.or([eb('staff_id', '=', given), eb('email', '=', signInName)])).execute()
  return rows.length === 1 ? rows[0] : undefined
}

export interface Assignment {
  role: Role
  scope_code: string | null
  level: number | null
  student_id: string | null
}

/** What a staff member is assigned to on a day. */
export function assignmentsOf(store: Store, staffId: string, today: Day): Promise<Assignment[]> {
  return store.readAs(staffId, (db) =>
    db
      .selectFrom('assignment')
      .select(['role', 'scope_code', 'level', 'student_id'])
      .where('staff_id', '=', staffId)
      .where('gone_on', 'is', null)
      .where('start_date', '<=', today)
      .where((eb) => eb.or([eb('end_date', 'is', null), eb('end_date', '>', today)]))
      .orderBy('row_key')
      .execute(),
  )
}
