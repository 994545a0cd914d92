import type { Day } from '../../data/domain/day'
import type { Detail, Role } from '../../data/domain/role'
import type { ScopePopulation } from '../../data/domain/scope'
import { assignmentsOf, type Staff } from '../../data/queries/staff'
import type { Store } from '../../data/store/store'
import { policies } from './policy'

/** A role that a person holds today and what it covers. */
export interface Grant {
  role: Role
  detail: Detail
  populations: ScopePopulation[]
}

/** What one staff member may see today. No grants: nothing. */
export interface Access {
  staff: Staff
  /** Narrowest role first. */
  grants: Grant[]
  /** Assigned roles whose second key, an Entra app role, is missing from the sign-in. */
  withheld: Role[]
  today: Day
}

/** Reads a person's roles from the assignments in force today. */
export async function accessOf(
  store: Store,
  staff: Staff,
  appRoles: readonly string[],
  today: Day,
): Promise<Access> {
  const assignments = await assignmentsOf(store, staff.staff_id, today)
  const access: Access = { staff, grants: [], withheld: [], today }
  for (const { role, detail, secondKey, population } of policies) {
    const own = assignments.filter((assignment) => assignment.role === role)
    if (own.length === 0) continue
    if (secondKey !== undefined && !appRoles.includes(secondKey)) {
      access.withheld.push(role)
      continue
    }
    access.grants.push({
      role,
      detail,
      populations: distinct(own.flatMap((assignment) => population(assignment) ?? [])),
    })
  }
  return access
}

function distinct(populations: ScopePopulation[]): ScopePopulation[] {
  return [...new Map(populations.map((population) => [JSON.stringify(population), population])).values()]
}
