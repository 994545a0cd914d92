import type { Database, Store } from '../store/store'

/** How surely staff are known when they sign in. It says nothing of any of them. */
export interface StaffKnown {
  people: number
  /** Known by the name that they sign in with alone, which can change and be given to somebody else. */
  withoutObjectId: number
  /** In the records with what another has too: whoever is there twice is nobody. */
  twice: number
}

/** How surely those who are on the staff are known. About nobody: it needs no scope. */
export async function staffKnown({ db }: Store): Promise<StaffKnown> {
  const counted = await db
    .selectFrom('staff')
    .where('gone_on', 'is', null)
    .select(({ fn }) => [fn.countAll<number>().as('people'), fn.count<number>('entra_object_id').as('known')])
    .executeTakeFirstOrThrow()
  return {
    people: counted.people,
    withoutObjectId: counted.people - counted.known,
    twice: (await shared(db, 'email')) + (await shared(db, 'entra_object_id')),
  }
}

/** How many have a value of the column that another has too. */
async function shared(db: Database, column: 'email' | 'entra_object_id'): Promise<number> {
  const rows = await db
    .selectFrom('staff')
    .where('gone_on', 'is', null)
    .where(column, 'is not', null)
    .groupBy(column)
    .having(({ fn }) => fn.countAll<number>(), '>', 1)
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .execute()
  return rows.reduce((sum, { people }) => sum + people, 0)
}
