import type { Scope } from '../data/domain/scope'
import { foundStudents, type FoundStudent } from '../data/queries/found-students'
import { studentNames, type StudentName } from '../data/queries/student-names'
import type { Store } from '../data/store/store'
import type { Access } from './access/access'
import { personScopes } from './access/scope'
import { lookOf, type Asking } from './answers/answer'
import { canFind, searchedStudents } from './language/student-search'

/** As many as a person reads before they type on: whoever is not shown is not looked at either. */
const mostFound = 5

/**
 * Those of the searcher's own students whom the words may mean, each under the narrowest role that shows them, on the
 * record. Nobody of a role that shows no persons. Words that fit nobody leave no entry: nobody was seen.
 */
export async function findStudents(
  store: Store,
  text: string,
  searching: Pick<Asking, 'access' | 'conversation' | 'limits'>,
): Promise<FoundStudent[]> {
  if (!canFind(text)) return []
  const scoped = await narrowestFirst(store, searching.access)
  const names = scoped.flatMap(({ students }) => students)
  const ids = searchedStudents(text, names).slice(0, mostFound)
  const found = new Map<string, FoundStudent>()
  for (const { scope, students } of scoped) {
    const own = students.map(({ student_id }) => student_id).filter((id) => ids.includes(id))
    const look = lookOf(searching, { intent: 'search-students' })
    for (const student of await foundStudents(store, scope, own, look)) found.set(student.student_id, student)
  }
  return ids.flatMap((id) => found.get(id) ?? [])
}

interface Scoped {
  scope: Scope
  students: StudentName[]
}

/** The names in each scope of the searcher, without those that a narrower one has. */
async function narrowestFirst(store: Store, access: Access): Promise<Scoped[]> {
  const scopes = personScopes(access)
  const names = await Promise.all(scopes.map((scope) => studentNames(store, scope)))
  const taken = new Set<string>()
  return scopes.map((scope, index) => {
    const students = (names[index] ?? []).filter(({ student_id }) => !taken.has(student_id))
    for (const { student_id } of students) taken.add(student_id)
    return { scope, students }
  })
}
