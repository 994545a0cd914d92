import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Scope, ScopePopulation } from '../domain/scope'
import type { Database } from '../store/store'

/** Every read of students starts here: those whom the scope covers, and no others. */
export function scopedStudents(tx: Database, scope: Scope) {
  const populations = scope.populations.map((population) => covers(scope, population))
  return tx
    .selectFrom('student')
    .innerJoin('unit as programme', 'programme.unit_code', 'student.programme_code')
    .leftJoin('unit as school', 'school.unit_code', 'programme.parent_code')
    .where('student.gone_on', 'is', null)
    .where(
      populations.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(populations, sql` or `)})`,
    )
}

function covers(scope: Scope, population: ScopePopulation): RawBuilder<SqlBool> {
  switch (population.kind) {
    case 'tutees':
      return sql`exists (
        select 1 from assignment
        where assignment.student_id = student.student_id and assignment.staff_id = ${scope.staffId}
          and assignment.role = 'personal-tutor' and assignment.gone_on is null
          and assignment.start_date <= ${scope.today}
          and (assignment.end_date is null or assignment.end_date > ${scope.today}))`
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
