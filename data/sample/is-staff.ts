import type { Day } from '../domain/day'
import { sampleStaff } from './assignments/sample-staff'
import { sampleStudents } from './students'
import { termAround } from './term'

/** Whether somebody works at the sample university, by staff ID or e-mail, before it is built. */
export function isSampleStaff(idOrEmail: string, { seed, today }: { seed: number; today: Day }): boolean {
  const term = termAround(today)
  const { staff } = sampleStaff(seed, term, sampleStudents(seed, term))
  const given = idOrEmail.trim()
  return staff.some(({ staff_id, email }) => staff_id === given || email === given.toLowerCase())
}
