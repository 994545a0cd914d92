import type { IdentitySystem } from '../domain/feed'
import type { Database } from '../store/store'
import type { Reference } from './column'
import type { Duck } from './duck'
import type { Feed } from './feed'

/** A value that a feed may name: the identifier used in the file and the store's own. */
interface KnownKey {
  key: string
  id: string
}

/**
 * Fills the table `known` of DuckDB with what the rows of the feed may name. With `identifiedBy`, students go by their
 * identifier in that system.
 */
export async function stageKnownKeys(
  duck: Duck,
  db: Database,
  feed: Feed,
  identifiedBy?: IdentitySystem,
): Promise<void> {
  await duck.run('create table known (reference varchar, key varchar, id varchar)')
  for (const reference of referencesOf(feed)) {
    const keys = reference === 'student' ? await students(db, identifiedBy) : await others(db, reference)
    await duck.run(
      `insert into known select $1, unnest(from_json($2, '["VARCHAR"]')), unnest(from_json($3, '["VARCHAR"]'))`,
      [reference, JSON.stringify(keys.map(({ key }) => key)), JSON.stringify(keys.map(({ id }) => id))],
    )
  }
}

const everything = ['student', 'staff', 'programme', 'school', 'faculty'] as const

/** Snapshots have rules that look further than their columns; the many increments have none. */
function referencesOf({ kind, columns }: Feed): readonly Reference[] {
  if (kind === 'snapshot') return everything
  return [...new Set(Object.values(columns).flatMap(({ refersTo }) => refersTo ?? []))]
}

function students(db: Database, identifiedBy?: IdentitySystem): Promise<KnownKey[]> {
  if (!identifiedBy)
    return db.selectFrom('student').select(['student_id as key', 'student_id as id']).execute()
  return db
    .selectFrom('student_identity')
    .select(['external_id as key', 'student_id as id'])
    .where('system', '=', identifiedBy)
    .where('gone_on', 'is', null)
    .execute()
}

function others(db: Database, reference: Exclude<Reference, 'student'>): Promise<KnownKey[]> {
  if (reference === 'staff')
    return db.selectFrom('staff').select(['staff_id as key', 'staff_id as id']).execute()
  return db
    .selectFrom('unit')
    .select(['unit_code as key', 'unit_code as id'])
    .where('kind', '=', reference)
    .execute()
}
