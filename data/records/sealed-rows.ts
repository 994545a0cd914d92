import type { AccessSealTable } from '../store/schema'
import { exactText } from '../store/exact-text'
import type { Database } from '../store/store'
import { sealOf, type ChainedEntry } from './access-chain'
import { entriesOf, studentsOf, type ReadEntry } from './read-entries'

/** A row of `access_seal` with what it stands for, as the store holds it now. */
export interface SealedRow {
  seal: AccessSealTable
  /** Absent where the entry itself is gone. */
  entry: ReadEntry | undefined
  /** The students that the entry shows. */
  students: string[]
}

/** How many rows are read at once: their IDs fit into one statement. */
const pageSize = 500

/** The chain's rows after a place, or all of them, in order and in pages. Texts are read byte for byte. */
export async function* sealedRows(db: Database, after?: number): AsyncIterable<SealedRow[]> {
  for (let reached = after; ;) {
    const next = await db
      .selectFrom('access_seal')
      .$if(reached !== undefined, (seals) => seals.where('position', '>', reached ?? 0))
      .where('position', '<=', Number.MAX_SAFE_INTEGER)
      .select(({ fn }) => fn.min('position').as('position'))
      .executeTakeFirst()
    // Without a row there is no smallest one, whatever the types say.
    const from = next?.position as number | null | undefined
    if (from == null) return
    reached = Math.min(from + pageSize - 1, Number.MAX_SAFE_INTEGER)
    yield await readRows(db, from, reached)
  }
}

/** The rows from one place to another, both included. */
async function readRows(db: Database, from: number, to: number): Promise<SealedRow[]> {
  const seals = await sealsBetween(db, from, to)
  const ids = seals.map(({ entry_id }) => entry_id)
  const entries = await entriesOf(db, ids)
  const students = await studentsOf(db, ids)
  return seals.map((seal) => ({
    seal,
    entry: entries.get(seal.entry_id),
    students: students.get(seal.entry_id) ?? [],
  }))
}

async function sealsBetween(db: Database, from: number, to: number): Promise<AccessSealTable[]> {
  const { of, read } = exactText(db)
  const seals = await db
    .selectFrom('access_seal')
    .where('position', '>=', from)
    .where('position', '<=', to)
    .select([
      'position',
      'students',
      of('entry_id').as('entry_id'),
      of('question').as('question'),
      of('previous_seal').as('previous_seal'),
      of('seal').as('seal'),
    ])
    .orderBy('position')
    .execute()
  return seals.map(read)
}

/** Whether a row's seal fits what it stands for; at another place or with another row's entry where one is given. */
export function fits(
  key: Buffer,
  { seal, entry, students }: SealedRow,
  other: { position?: number; entry?: ReadEntry; students?: string[] } = {},
): boolean {
  const sealed = other.entry ?? entry
  if (!sealed) return false
  const { position, previous_seal, question } = seal
  const chained: ChainedEntry = { ...sealed, question, students, position, previous_seal, ...other }
  return sealOf(key, chained) === seal.seal
}
