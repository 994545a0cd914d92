import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Database } from '../store/store'
import { isNewestVersion } from './newest-version'
import { scopedStudents } from './scoped-students'

/** For the students of a scope, the newest day on which anybody was in touch; those with whom nobody was are absent. */
export async function lastContacts(db: Database, scope: Scope): Promise<Map<string, Day>> {
  const rows = await scopedStudents(db, scope)
    .innerJoin('contact_version', 'contact_version.student_id', 'student.student_id')
    .where(isNewestVersion)
    .where('contact_version.state', '=', 'recorded')
    .groupBy('contact_version.student_id')
    .select(({ fn }) => ['contact_version.student_id', fn.max('contact_version.happened_on').as('day')])
    .execute()
  return new Map(rows.map(({ student_id, day }) => [student_id, day]))
}
