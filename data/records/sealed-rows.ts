import type { AccessEntryTable, AccessSealTable } from '../store/schema'
import type { Database } from '../store/store'
import { sealOf, type ChainedEntry } from './access-chain'

/** A row of `access_seal` with what it stands for, as the store holds it now. */
export interface SealedRow {
  seal: AccessSealTable
  /** Absent where the entry itself is gone. */
  entry: AccessEntryTable | undefined
  /** The students that the entry shows. */
  students: string[]
}

/** How many rows are read at once: their IDs fit into one statement. */
const pageSize = 500

/** The chain's rows after a place, in order and in pages. */
export async function* sealedRows(db: Database, after: number): AsyncIterable<SealedRow[]> {
  for (let reached = after; ;) {
    const next = await db
      .selectFrom('access_seal')
      .where('position', '>', reached)
      .select(({ fn }) => fn.min('position').as('position'))
      .executeTakeFirst()
    // Without a row there is no smallest one, whatever the types say.
    const from = next?.position as number | null | undefined
    if (from == null) return
    reached = from + pageSize - 1
    yield await readRows(db, from, reached)
  }
}

/** The rows from one place to another, both included. */
async function readRows(db: Database, from: number, to: number): Promise<SealedRow[]> {
  const seals = await db
    .selectFrom('access_seal')
    .selectAll()
    .where('position', '>=', from)
    .where('position', '<=', to)
    .orderBy('position')
    .execute()
  const ids = seals.map(({ entry_id }) => entry_id)
  const entries = await db.selectFrom('access_entry').selectAll().where('entry_id', 'in', ids).execute()
  const byId = new Map(entries.map((entry) => [entry.entry_id, entry]))
  const students = await studentsOf(db, ids)
  return seals.map((seal) => ({
    seal,
    entry: byId.get(seal.entry_id),
    students: students.get(seal.entry_id) ?? [],
  }))
}

/** Which students these entries show, sorted. At most 2,000 entries. */
export async function studentsOf(db: Database, entryIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('access_entry_student')
    .selectAll()
    .where('entry_id', 'in', entryIds)
    .orderBy('student_id')
    .execute()
  const students = new Map<string, string[]>()
  for (const { entry_id, student_id } of rows) {
    const known = students.get(entry_id)
    if (known) known.push(student_id)
    else students.set(entry_id, [student_id])
  }
  return students
}

/** Whether a row's seal fits what it stands for; at another place or with another row's entry where one is given. */
export function fits(
  key: Buffer,
  { seal, entry, students }: SealedRow,
  other: { position?: number; entry?: AccessEntryTable; students?: string[] } = {},
): boolean {
  const sealed = other.entry ?? entry
  if (!sealed) return false
  const { position, previous_seal, question } = seal
  const chained: ChainedEntry = { ...sealed, question, students, position, previous_seal, ...other }
  return sealOf(key, chained) === seal.seal
}
