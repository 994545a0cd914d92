import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Day } from '../domain/day'
import type { Scope, ScopePopulation } from '../domain/scope'
import type { Database } from '../store/store'
import { inForce } from './in-force'

/** Every read of students starts here: those whom the scope covers, and no others. */
export function scopedStudents(tx: Database, scope: Scope) {
  return students(tx).where(covered(scope))
}

/** For counting alone: the students of the university whom none of these scopes covers. */
export function studentsBeyond(tx: Database, scopes: readonly Scope[]) {
  return scopes.reduce((beyond, scope) => beyond.where(sql<SqlBool>`not ${covered(scope)}`), students(tx))
}

/** For work on nobody's behalf, which shows nobody to anybody: all who study now. */
export function activeStudents(tx: Database) {
  return students(tx).where('student.status', '=', 'active')
}

/** Students to read about, and the day of the read. */
export interface Among {
  students: ReturnType<typeof students>
  today: Day
}

/** The students in scope, as they are read about. */
export function inScope(tx: Database, scope: Scope): Among {
  return { students: scopedStudents(tx, scope), today: scope.today }
}

/** Who has left is nobody's to look after; who is away may come back. */
export const currentStudents = sql<SqlBool>`student.status in ('active', 'interrupted')`

function students(tx: Database) {
  return tx
    .selectFrom('student')
    .innerJoin('unit as programme', 'programme.unit_code', 'student.programme_code')
    .leftJoin('unit as school', 'school.unit_code', 'programme.parent_code')
    .where('student.gone_on', 'is', null)
}

function covered(scope: Scope): RawBuilder<SqlBool> {
  const populations = scope.populations.map((population) => covers(scope, population))
  return populations.length === 0 ? sql`(1 = 0)` : sql`(${sql.join(populations, sql` or `)})`
}

function covers(scope: Scope, population: ScopePopulation): RawBuilder<SqlBool> {
  switch (population.kind) {
    case 'tutees':
      return assigned(scope, sql`assignment.role = 'personal-tutor'`)
    case 'project':
      return assigned(
        scope,
        sql`assignment.role = 'project-staff' and assignment.scope_code = ${population.code}`,
      )
    case 'level':
      return sql`(student.programme_code = ${population.programme} and student.level = ${population.level})`
    case 'programme':
      return sql`student.programme_code = ${population.code}`
    case 'school':
      return sql`programme.parent_code = ${population.code}`
    case 'faculty':
      return sql`school.parent_code = ${population.code}`
    case 'institution':
      return sql`1 = 1`
  }
}

/** Named by an assignment to this staff member, of this kind, that holds today. */
function assigned({ staffId, today }: Scope, kind: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`exists (
    select 1 from assignment
    where assignment.student_id = student.student_id and assignment.staff_id = ${staffId}
      and ${kind} and ${inForce(today)})`
}
