import type { Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Database } from '../store/store'
import { inForce } from './in-force'

/** The roles that are told about single students, in the order in which they are. */
export const alertedRoles = [
  'personal-tutor',
  'level-tutor',
  'programme-leader',
] as const satisfies readonly Role[]
export type AlertedRole = (typeof alertedRoles)[number]

/** Somebody who may be told about a student, in the first of the roles in which they may. */
export interface PossibleRecipient {
  staffId: string
  role: AlertedRole
  email: string
  /** As staff records have it. */
  given_name: string
  family_name: string
}

/** Whose student it is: personal tutors first, then level tutors, then programme leaders; each person once, by staff ID. */
export async function recipientsOf(
  db: Database,
  student: { student_id: string; programme_code: string; level: number },
  today: Day,
): Promise<PossibleRecipient[]> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('staff', 'staff.staff_id', 'assignment.staff_id')
    .where('staff.gone_on', 'is', null)
    .where(inForce(today))
    .where((eb) =>
      eb.or([
        eb.and([
          eb('assignment.role', '=', 'personal-tutor'),
          eb('assignment.student_id', '=', student.student_id),
        ]),
        eb.and([
          eb('assignment.role', '=', 'level-tutor'),
          eb('assignment.scope_code', '=', student.programme_code),
          eb('assignment.level', '=', student.level),
        ]),
        eb.and([
          eb('assignment.role', '=', 'programme-leader'),
          eb('assignment.scope_code', '=', student.programme_code),
        ]),
      ]),
    )
    .select(['assignment.role', 'staff.staff_id', 'staff.email', 'staff.given_name', 'staff.family_name'])
    .orderBy('staff.staff_id')
    .execute()
  const found = new Map<string, PossibleRecipient>()
  for (const role of alertedRoles)
    for (const { staff_id: staffId, email, given_name, family_name } of rows.filter(
      (row) => row.role === role,
    ))
      if (!found.has(staffId)) found.set(staffId, { staffId, role, email, given_name, family_name })
  return [...found.values()]
}
