import { addDays } from '../../domain/day'
import type { Role } from '../../domain/role'
import { faculties, schools } from '../institution'
import type { StaffRegister } from '../staff-register'
import type { SampleStudent } from '../student'
import type { Term } from '../term'
import { assign, type Assignment } from './assignment'

/** The project whose staff see a cohort of students from several programmes. */
export const sampleProject = 'PRJ-BELONG'

const projectCohortSize = 50

/** Posts that reach beyond a programme. They are filled first, so that their staff IDs do not depend on the seed. */
export function widePosts(
  register: StaffRegister,
  students: readonly SampleStudent[],
  term: Term,
): Assignment[] {
  const start = addDays(term.start, -50)
  const post = (role: Role, scope_code = '') => assign(register.hire(), role, start, { scope_code })
  return [
    ...schools.map(({ code }) => post('director-of-school', code)),
    ...faculties.map(({ code }) => post('faculty-pvc', code)),
    ...faculties.map(({ code }) => post('faculty-ade', code)),
    ...faculties.map(({ code }) => post('faculty-admin', code)),
    ...Array.from({ length: 4 }, () => post('elt')),
    ...Array.from({ length: 2 }, () => post('data-protection')),
    ...Array.from({ length: 2 }, () => post('administrator')),
    ...projectPosts(register, students, term),
  ]
}

function projectPosts(register: StaffRegister, students: readonly SampleStudent[], term: Term): Assignment[] {
  const firstYears = students.filter(({ row }) => row.status === 'active' && row.level <= 4)
  const step = Math.floor(firstYears.length / projectCohortSize)
  const cohort = firstYears.filter((_, index) => index % step === 0).slice(0, projectCohortSize)
  return Array.from({ length: 2 }, () => register.hire()).flatMap((member) => [
    assign(member, 'project-staff', term.start, { scope_code: sampleProject }),
    ...cohort.map(({ row }) =>
      assign(member, 'project-staff', term.start, { scope_code: sampleProject, student_id: row.student_id }),
    ),
  ])
}
