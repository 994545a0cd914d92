import { grantScope } from '../../../data/domain/grant-scope'
import type { Role } from '../../../data/domain/role'
import type { Scope, ScopeFields, ScopePopulation } from '../../../data/domain/scope'
import type { Assignment } from '../../../data/queries/staff'
import type { AssignmentTable, StudentTable, UnitTable } from '../../../data/store/schema'
import type { Store } from '../../../data/store/store'
import type { Look } from '../../../data/records/access-trail'
import type { StudentFilter } from '../../../data/queries/list-students'
import { now } from '../../support/store'

export const today = '2026-11-24'
export const look: Look = {
  intent: 'list-students',
  question: '{"intent":"list-students"}',
  conversation: 'chat-1',
  at: now,
  limits: { hour: 100_000, day: 100_000 },
}
export const everyone: StudentFilter = { sort: 'name', offset: 0, count: 100_000 }

/** A scope with full detail over these populations, unless said otherwise. */
export function scopeOver(populations: readonly ScopePopulation[], given: Partial<ScopeFields> = {}): Scope {
  return grantScope({ staffId: 'S1', role: 'programme-leader', detail: 'full', populations, today, ...given })
}

export interface Records {
  students: StudentTable[]
  units: UnitTable[]
  assignments: AssignmentTable[]
}

export async function readRecords({ db }: Store): Promise<Records> {
  return {
    students: await db.selectFrom('student').selectAll().execute(),
    units: await db.selectFrom('unit').selectAll().execute(),
    assignments: await db.selectFrom('assignment').selectAll().execute(),
  }
}

/** Whom a scope covers, by the plain reading of the records. */
export function coveredBy({ students, units, assignments }: Records, scope: Scope): StudentTable[] {
  const parent = new Map(units.map(({ unit_code, parent_code }) => [unit_code, parent_code]))
  const schoolOf = (student: StudentTable) => parent.get(student.programme_code) ?? ''
  const isAssigned = (student: StudentTable, role: Role, code?: string): boolean =>
    assignments.some(
      (each) =>
        each.role === role &&
        (code === undefined || each.scope_code === code) &&
        each.staff_id === scope.staffId &&
        each.student_id === student.student_id &&
        isCurrent(each, scope.today),
    )
  const covers = (population: ScopePopulation, student: StudentTable): boolean => {
    switch (population.kind) {
      case 'tutees':
        return isAssigned(student, 'personal-tutor')
      case 'project':
        return isAssigned(student, 'project-staff', population.code)
      case 'level':
        return student.programme_code === population.programme && student.level === population.level
      case 'programme':
        return student.programme_code === population.code
      case 'school':
        return schoolOf(student) === population.code
      case 'faculty':
        return parent.get(schoolOf(student)) === population.code
      case 'institution':
        return true
    }
  }
  return students
    .filter(({ gone_on }) => gone_on === null)
    .filter((student) => scope.populations.some((population) => covers(population, student)))
}

/** Of these, the ones that lists show: those who study now or have paused. */
export function listed(students: readonly StudentTable[]): string[] {
  return students
    .filter(({ status }) => status === 'active' || status === 'interrupted')
    .map(({ student_id }) => student_id)
    .sort()
}

export function isCurrent(
  { start_date, end_date, gone_on }: Omit<AssignmentTable, keyof Assignment>,
  day: string,
): boolean {
  return gone_on === null && start_date <= day && (end_date === null || day < end_date)
}
