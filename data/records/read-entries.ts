import type { AccessEntryTable } from '../store/schema'
import { exactText } from '../store/exact-text'
import type { Database } from '../store/store'

/** These entries by their IDs. At most 2,000. */
export async function entriesOf(db: Database, entryIds: readonly string[]): Promise<Map<string, ReadEntry>> {
  const { read } = exactText(db)
  const entries = await db
    .selectFrom('access_entry')
    .where('access_entry.entry_id', 'in', entryIds)
    .select(entryColumns(db))
    .execute()
  return new Map(entries.map(read).map((entry) => [entry.entry_id, entry]))
}

/** An entry as it was read: where it was tampered with, its role and detail may be none. */
export type ReadEntry = { [Column in keyof AccessEntryTable]: string }

/** The columns of an entry, to be read byte for byte. */
export function entryColumns(db: Database) {
  const { of } = exactText(db)
  return [
    of('access_entry.entry_id').as('entry_id'),
    of('access_entry.occurred_at').as('occurred_at'),
    of('access_entry.staff_id').as('staff_id'),
    of('access_entry.role').as('role'),
    of('access_entry.detail').as('detail'),
    of('access_entry.intent').as('intent'),
    of('access_entry.conversation').as('conversation'),
  ] as const
}

/** Which students these entries show, sorted. At most 2,000 entries. */
export async function studentsOf(db: Database, entryIds: readonly string[]): Promise<Map<string, string[]>> {
  const { of, read } = exactText(db)
  const rows = await db
    .selectFrom('access_entry_student')
    .where('entry_id', 'in', entryIds)
    .select([of('entry_id').as('entry_id'), of('student_id').as('student_id')])
    .orderBy('access_entry_student.student_id')
    .execute()
  const students = new Map<string, string[]>()
  for (const { entry_id, student_id } of rows.map(read)) {
    const known = students.get(entry_id)
    if (known) known.push(student_id)
    else students.set(entry_id, [student_id])
  }
  return students
}
