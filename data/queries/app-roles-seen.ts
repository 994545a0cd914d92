import { z } from 'zod'
import type { Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Store } from '../store/store'
import { isOwners } from './chat-owners'
import { inForce } from './in-force'

/** Somebody who holds a role and has signed in: nobody in particular. */
export interface SignedInHolder {
  role: Role
  /** The app roles of their last sign-in. */
  appRoles: string[]
}

const names = z.array(z.string())

/** With which app roles those last signed in who hold a role on a day. About nobody: it needs no scope. */
export async function appRolesSeen({ db }: Store, today: Day): Promise<SignedInHolder[]> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('staff', 'staff.staff_id', 'assignment.staff_id')
    .innerJoin('conversation_reference', 'conversation_reference.staff_id', 'staff.staff_id')
    .where('staff.gone_on', 'is', null)
    .where('conversation_reference.upn', '<>', '')
    .where(isOwners())
    .where(inForce(today))
    .select(['assignment.role', 'staff.staff_id', 'conversation_reference.app_roles'])
    .select('conversation_reference.seen_at')
    .distinct()
    .orderBy('conversation_reference.seen_at')
    .execute()
  const newest = new Map(rows.map((row) => [`${row.role} ${row.staff_id}`, row]))
  return [...newest.values()].map(({ role, app_roles }) => ({
    role,
    appRoles: names.parse(JSON.parse(app_roles)),
  }))
}
