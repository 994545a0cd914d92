import type { Scope } from '../domain/scope'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Store } from '../store/store'
import { namedColumns } from './details'
import { scopedStudents } from './scoped-students'

/** As much of a student as tells them from others of the name. */
export interface FoundStudent {
  student_id: string
  given_name: string
  family_name: string
  programme: string
  level: number
}

/** Of these students, those in scope, entered in the access trail; none at a detail that shows no person. */
export async function foundStudents(
  store: Store,
  scope: Scope,
  ids: readonly string[],
  look: Look,
): Promise<FoundStudent[]> {
  if (!namedColumns(scope.detail) || ids.length === 0) return []
  return readOnTheRecord(
    store,
    scope,
    look,
    (db) =>
      scopedStudents(db, scope)
        .where('student.student_id', 'in', ids)
        .select([
          'student.student_id',
          'student.given_name',
          'student.family_name',
          'programme.name as programme',
          'student.level',
        ])
        .execute(),
    (students) => students.map(({ student_id }) => student_id),
  )
}
