import { chainBegan } from '../records/chain-began'
import type { Database, Store } from '../store/store'
import type { TrailFault } from './trail-faults'

/** Entries, and students of entries, that stand in no seal: those from before the chain are counted, others told. */
export async function unsealedEntries(store: Store): Promise<{ unsealed: number; inserted: TrailFault[] }> {
  const began = await chainBegan(store.db)
  const { unsealed } = await withoutSeal(store.db)
    .where('access_entry.occurred_at', '<', began)
    .select(({ fn }) => fn.countAll<number>().as('unsealed'))
    .executeTakeFirstOrThrow()
  const later = await withoutSeal(store.db)
    .where('access_entry.occurred_at', '>=', began)
    .select('access_entry.entry_id')
    .orderBy('access_entry.entry_id')
    .execute()
  const inserted = [
    ...(await stillUnsealed(store.db, later)).map((entry) => fault(entry, 'stands in no seal')),
    ...(await strayStudents(store.db)).map((entry) => fault(entry, 'shows students and is no entry')),
  ]
  return { unsealed, inserted }
}

function fault(entry: string, what: string): TrailFault {
  return { kind: 'inserted', entry, what }
}

function withoutSeal(db: Database) {
  return db
    .selectFrom('access_entry')
    .leftJoin('access_seal', 'access_seal.entry_id', 'access_entry.entry_id')
    .where('access_seal.entry_id', 'is', null)
}

/** A look that ended between the reads of the two tables has its seal by now. */
async function stillUnsealed(db: Database, entries: readonly { entry_id: string }[]): Promise<string[]> {
  const unsealed: string[] = []
  for (const { entry_id } of entries) {
    const seal = await db
      .selectFrom('access_seal')
      .select('position')
      .where('entry_id', '=', entry_id)
      .executeTakeFirst()
    if (!seal) unsealed.push(entry_id)
  }
  return unsealed
}

async function strayStudents(db: Database): Promise<string[]> {
  const strays = await db
    .selectFrom('access_entry_student')
    .leftJoin('access_entry', 'access_entry.entry_id', 'access_entry_student.entry_id')
    .leftJoin('access_seal', 'access_seal.entry_id', 'access_entry_student.entry_id')
    .where('access_entry.entry_id', 'is', null)
    .where('access_seal.entry_id', 'is', null)
    .select('access_entry_student.entry_id')
    .distinct()
    .orderBy('access_entry_student.entry_id')
    .execute()
  return strays.map(({ entry_id }) => entry_id)
}
