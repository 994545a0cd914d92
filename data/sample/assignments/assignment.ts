import type { Day } from '../../domain/day'
import type { Role } from '../../domain/role'
import type { StaffMember } from '../staff-register'

/** A row of the assignments feed. */
export interface Assignment {
  staff_id: string
  role: Role
  scope_code: string
  level: number | ''
  student_id: string
  start_date: Day
  /** Empty while it goes on. */
  end_date: Day
}

type Limits = Partial<Omit<Assignment, 'staff_id' | 'role' | 'start_date'>>

/** An assignment that goes on, and is of the whole institution, unless its limits say otherwise. */
export function assign(
  { staff_id }: StaffMember,
  role: Role,
  start_date: Day,
  limits: Limits = {},
): Assignment {
  return { staff_id, role, scope_code: '', level: '', student_id: '', end_date: '', ...limits, start_date }
}
