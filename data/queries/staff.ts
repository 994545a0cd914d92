import type { Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Store } from '../store/store'
import { inForce } from './in-force'

export interface Staff {
  staff_id: string
  given_name: string
  family_name: string
  email: string
  entra_object_id: string | null
}

const columns = ['staff_id', 'given_name', 'family_name', 'email', 'entra_object_id'] as const

/**
 * How a staff member is named from outside: by staff ID or e-mail (UPN), or by a sign-in, whose UPN counts for staff
 * members without an Entra object ID in the records.
 */
export type StaffKey = { idOrEmail: string } | { entraObjectId: string; upn?: string }

/** The staff member so named, if still on the staff and the only one of that name. */
export async function findStaff({ db }: Store, key: StaffKey): Promise<Staff | undefined> {
  const staff = db.selectFrom('staff').select(columns).where('gone_on', 'is', null)
  if ('idOrEmail' in key) {
    const given = key.idOrEmail.trim()
    const rows = await staff
      .where((eb) => eb.or([eb('staff_id', '=', given), eb('email', '=', asStored(given))]))
      .execute()
    return given === '' ? undefined : only(rows)
  }
  const [objectId, upn] = [asStored(key.entraObjectId), asStored(key.upn ?? '')]
  if (objectId === '') return undefined
  const rows = await staff
    .where((eb) => eb.or([eb('entra_object_id', '=', objectId), eb('email', '=', upn)]))
    .execute()
  const known = rows.filter((row) => row.entra_object_id === objectId)
  if (known.length > 0) return only(known)
  const named = upn === '' ? undefined : only(rows)
  return named?.entra_object_id === null ? named : undefined
}

/** The staff member of this ID, if still on the staff: nobody whose e-mail is written like it. */
export function staffOfId({ db }: Store, staffId: string): Promise<Staff | undefined> {
  return db
    .selectFrom('staff')
    .select(columns)
    .where('gone_on', 'is', null)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
}

/** The loads write both names to sign in with in lower case. */
const asStored = (name: string): string => name.trim().toLowerCase()

function only(rows: readonly Staff[]): Staff | undefined {
  return rows.length === 1 ? rows[0] : undefined
}

/** The names of all whom the staff records hold, whether or not they have left. */
export function allStaffNames({ db }: Store): Promise<Pick<Staff, 'given_name' | 'family_name'>[]> {
  return db.selectFrom('staff').select(['given_name', 'family_name']).orderBy('staff_id').execute()
}

export interface Assignment {
  role: Role
  scope_code: string | null
  level: number | null
  student_id: string | null
}

/** Those still on the staff who are assigned to a role on a day. */
export function staffWithRole({ db }: Store, role: Role, today: Day): Promise<Staff[]> {
  return db
    .selectFrom('staff')
    .select(columns)
    .where('gone_on', 'is', null)
    .where('staff_id', 'in', (eb) =>
      eb
        .selectFrom('assignment')
        .select('assignment.staff_id')
        .where('assignment.role', '=', role)
        .where(inForce(today)),
    )
    .orderBy('staff_id')
    .execute()
}

/** What a staff member is assigned to on a day. */
export function assignmentsOf(store: Store, staffId: string, today: Day): Promise<Assignment[]> {
  return store.readAs(staffId, (db) =>
    db
      .selectFrom('assignment')
      .select(['role', 'scope_code', 'level', 'student_id'])
      .where('staff_id', '=', staffId)
      .where(inForce(today))
      .orderBy('row_key')
      .execute(),
  )
}
