import { idsInScope } from '../../data/queries/student-names'
import { commandLine, type LookLimits } from '../../data/records/unusual-looks'
import type { Store } from '../../data/store/store'
import type { Access } from '../access/access'
import { personScopes } from '../access/scope'
import { lookOf } from '../answers/answer'
import type { Question } from '../language/question'

/**
 * Enters into the access trail the students whom a question names, before it is printed: words that were typed became
 * IDs, though nobody was shown. Each under the narrowest role that covers them.
 *
 * @param shown whom the answer showed, and the trail holds already
 */
export async function recordQuery(
  store: Store,
  { query, access, looks }: { query: Question; access?: Access | undefined; looks: LookLimits },
  shown: readonly string[] = [],
): Promise<void> {
  let named = namedIn(query).filter((id) => !shown.includes(id))
  if (!access) return
  const conversation = { id: commandLine, kind: 'personal' } as const
  for (const scope of personScopes(access)) {
    if (named.length === 0) return
    const look = lookOf({ access, conversation, limits: looks }, query)
    const found = new Set(await idsInScope(store, scope, named, look))
    named = named.filter((id) => !found.has(id))
  }
}

function namedIn(query: Question): string[] {
  const student = 'student' in query ? query.student : undefined
  if (student === undefined || 'unknown' in student) return []
  return 'id' in student ? [student.id] : student.candidates
}
