import { sql } from 'kysely'
import type { OperatorGrant } from '../domain/read-grants'
import { entryColumns, studentsOf, type ReadEntry } from '../records/read-entries'
import { exactText } from '../store/exact-text'
import type { Store } from '../store/store'
import { inParts } from '../store/in-parts'

/** Which entries to show. Times are half-open. */
export interface TrailFilter {
  staffId?: string | undefined
  studentId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** The newest so many. */
  limit: number
}

/** One look, as the trail tells it. */
export interface ShownEntry extends ReadEntry {
  /** Its place in the chain; null for an entry from before there was one. */
  position: number | null
  question: string | null
  students: string[]
}

/** The newest entries of the access trail that fit a filter, newest first. */
export async function trailEntries(
  store: Store,
  _grant: OperatorGrant,
  filter: TrailFilter,
): Promise<ShownEntry[]> {
  const rows = await store.db
    .selectFrom(fitting(store, filter).as('entry'))
    .selectAll()
    .where('entry.newest', '<=', filter.limit)
    .orderBy('entry.newest')
    .execute()
  const entries = rows.map(exactText(store.db).read)
  const students = new Map<string, string[]>()
  for (const ids of inParts(entries.map(({ entry_id }) => entry_id))) {
    for (const [id, shown] of await studentsOf(store.db, ids)) students.set(id, shown)
  }
  return entries.map(({ newest, ...entry }) => ({
    ...entry,
    question: entry.position === null ? null : entry.question,
    students: students.get(entry.entry_id) ?? [],
  }))
}

function fitting({ db }: Store, { staffId, studentId, from, to }: TrailFilter) {
  const entries = db
    .selectFrom('access_entry')
    .leftJoin('access_seal', 'access_seal.entry_id', 'access_entry.entry_id')
    .$if(staffId !== undefined, (entry) => entry.where('access_entry.staff_id', '=', staffId ?? ''))
    .$if(from !== undefined, (entry) => entry.where('access_entry.occurred_at', '>=', iso(from)))
    .$if(to !== undefined, (entry) => entry.where('access_entry.occurred_at', '<', iso(to)))
    .$if(studentId !== undefined, (entry) =>
      entry.where((eb) =>
        eb.exists(
          eb
            .selectFrom('access_entry_student')
            .select('access_entry_student.student_id')
            .whereRef('access_entry_student.entry_id', '=', 'access_entry.entry_id')
            .where('access_entry_student.student_id', '=', studentId ?? ''),
        ),
      ),
    )
  const newest = sql<number>`row_number() over (order by access_entry.occurred_at desc, access_seal.position desc)`
  return entries
    .select(entryColumns(db))
    .select([
      'access_seal.position',
      exactText(db).of('access_seal.question').as('question'),
      newest.as('newest'),
    ])
}

function iso(time: Date | undefined): string {
  return time?.toISOString() ?? ''
}
