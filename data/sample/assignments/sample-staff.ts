import { addDays } from '../../domain/day'
import { demoLeader, demoTutor, otherTutor } from '../demo-staff'
import { demoTutees } from '../demo-tutees'
import { Random } from '../random'
import { StaffRegister, type StaffMember } from '../staff-register'
import type { SampleStudent } from '../student'
import type { Term } from '../term'
import { assign, type Assignment } from './assignment'
import { demoTutoring, programmePosts } from './programme-posts'
import { widePosts } from './wide-posts'

const staffWithoutAssignment = 14

export interface SampleStaff {
  staff: readonly StaffMember[]
  assignments: readonly Assignment[]
}

/** Who works at the university, and for which students. */
export function sampleStaff(seed: number, term: Term, students: readonly SampleStudent[]): SampleStaff {
  const random = new Random(seed, 'staff')
  const register = new StaffRegister(random)
  const personas = {
    tutor: register.hirePersona(demoTutor),
    leader: register.hirePersona(demoLeader),
    otherTutor: register.hirePersona(otherTutor),
  }
  const assignments = [
    ...demoTutoring(personas.tutor, students.slice(0, demoTutees.length)),
    ...widePosts(register, students, term),
    ...pastAndFuturePosts(register, term),
    ...programmePosts(random, register, personas, students, term),
  ]
  for (let index = 0; index < staffWithoutAssignment; index++) register.hire()
  return { staff: register.members, assignments }
}

/** Leaders whose time is over, one of them since the term began, and one whose time has not begun. */
function pastAndFuturePosts(register: StaffRegister, { start, today }: Term): Assignment[] {
  const years = (count: number) => addDays(start, -364 * count)
  const leader = (scope_code: string, from: string, end_date = '') =>
    assign(register.hire(), 'programme-leader', from, { scope_code, end_date })
  return [
    leader('LLB-LAW', years(4), years(1)),
    leader('BA-HIS', years(3), addDays(start, 7)),
    leader('BA-ENG', addDays(today, 21)),
  ]
}
