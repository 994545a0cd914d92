import type { Scope } from '../domain/scope'
import type { Store } from '../store/store'
import { namedColumns } from './details'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { scopedStudents } from './scoped-students'

export interface StudentName {
  student_id: string
  given_name: string
  family_name: string
}

/**
 * The names a question may mean: those of the students in scope, none at a detail that shows no person. They resolve
 * words and are not shown, so they leave no entry in the access trail.
 */
export async function studentNames(store: Store, scope: Scope): Promise<StudentName[]> {
  if (!namedColumns(scope.detail)) return []
  return store.readAs(scope.staffId, (db) =>
    scopedStudents(db, scope)
      .select(['student.student_id', 'student.given_name', 'student.family_name'])
      .orderBy('student.student_id')
      .execute(),
  )
}

/** Of these students, those in scope: they are shown by their IDs, and entered in the access trail. */
export function idsInScope(
  store: Store,
  scope: Scope,
  ids: readonly string[],
  look: Look,
): Promise<string[]> {
  const asked = new Set(ids)
  return readOnTheRecord(
    store,
    scope,
    look,
    async (db) => {
      const rows = await scopedStudents(db, scope).select('student.student_id').execute()
      return rows.map(({ student_id }) => student_id).filter((id) => asked.has(id))
    },
    (found) => found,
  )
}
