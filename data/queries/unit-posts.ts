import type { Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Database } from '../store/store'
import { inForce } from './in-force'

/** The roles over a unit that get its weekly card. */
export const unitRoles = [
  'level-tutor',
  'programme-leader',
  'director-of-school',
  'faculty-ade',
  'faculty-pvc',
  'elt',
] as const satisfies readonly Role[]
export type UnitRole = (typeof unitRoles)[number]

/** A role over a unit that somebody holds. */
export interface UnitPost {
  staffId: string
  role: UnitRole
  /** Its code; null for the whole university. */
  unit: string | null
  /** The level of a level tutor. */
  level: number | null
}

/** Who holds a role over a unit that the records have, on a day; each once. */
export async function unitPosts(db: Database, today: Day): Promise<UnitPost[]> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('staff', 'staff.staff_id', 'assignment.staff_id')
    .leftJoin('unit', 'unit.unit_code', 'assignment.scope_code')
    .where('staff.gone_on', 'is', null)
    .where(inForce(today))
    .where('assignment.role', 'in', unitRoles)
    .where((eb) => eb.or([eb('assignment.role', '=', 'elt'), eb('unit.gone_on', 'is', null)]))
    .select(['assignment.staff_id', 'assignment.role', 'assignment.level', 'unit.unit_code'])
    .distinct()
    .orderBy('assignment.staff_id')
    .orderBy('assignment.role')
    .orderBy('unit.unit_code')
    .orderBy('assignment.level')
    .execute()
  return rows.flatMap(({ staff_id: staffId, role: code, unit_code, level }) => {
    const role = unitRoles.find((each) => each === code)
    const unit = role === 'elt' ? null : unit_code
    return role === undefined || (unit === null && role !== 'elt')
      ? []
      : [{ staffId, role, unit, level: role === 'level-tutor' ? level : null }]
  })
}
