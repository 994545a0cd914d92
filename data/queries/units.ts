import type { Store } from '../store/store'

export interface Unit {
  unit_code: string
  kind: 'faculty' | 'school' | 'programme'
  name: string
  parent_code: string | null
}

/** The university's faculties, schools and programmes. Their names are public: they need no scope. */
export function readUnits(store: Store): Promise<Unit[]> {
  return store.db
    .selectFrom('unit')
    .select(['unit_code', 'kind', 'name', 'parent_code'])
    .where('gone_on', 'is', null)
    .orderBy('unit_code')
    .execute()
}
