import type { ChainHead } from '../records/access-chain'
import { minus, noEntries, plus, unsealedIn, type Unsealed, type UnsealedSum } from '../records/unsealed-sum'
import { exactText } from '../store/exact-text'
import type { Database } from '../store/store'
import type { TrailFault } from './trail-faults'

/** How often the head is read anew when retention removes old entries meanwhile. */
const mostReadings = 20

/**
 * Entries, and students of entries, that stand in no seal: those from before the chain are counted, and compared with
 * the sum that its start sealed; others are told.
 */
export async function unsealedEntries(
  db: Database,
  key: Buffer,
  headNow: () => Promise<ChainHead | undefined>,
): Promise<{ unsealed: number; faults: TrailFault[] }> {
  let [head, entries] = [await headNow(), await stillUnsealed(db, await unsealedIn(db, key))]
  for (let reading = 1; reading < mostReadings; reading += 1) {
    const later = await headNow()
    if (later?.unsealed_digest === head?.unsealed_digest) break
    head = later
    entries = await stillUnsealed(db, await unsealedIn(db, key))
  }
  const strays = (await strayStudents(db)).map((entry) => inserted(entry, 'shows students and is no entry'))
  // Before the chain began, and where its head says nothing, there is nothing to compare with.
  const faults = head && head.unsealed_digest !== '' ? compare(head, entries) : []
  const forged = faults.filter(({ kind, entry }) => kind === 'inserted' && entry !== undefined).length
  return { unsealed: entries.length - forged, faults: [...faults, ...strays] }
}

function compare(sealed: UnsealedSum, entries: readonly Unsealed[]): TrailFault[] {
  if (sealed.unsealed === 0) return entries.map(({ entry_id }) => inserted(entry_id, 'stands in no seal'))
  const found = entries.reduce(plus, noEntries)
  if (found.unsealed_digest === sealed.unsealed_digest && found.unsealed === sealed.unsealed) return []
  const one = entries.find((entry) => minus(found, entry).unsealed_digest === sealed.unsealed_digest)
  if (one) return [inserted(one.entry_id, 'stands in no seal')]
  const what = `the entries from before the chain are not those that its start sealed: ${entries.length} where ${sealed.unsealed} were`
  return [{ kind: kindOf(entries.length - sealed.unsealed), what }]
}

function kindOf(more: number): TrailFault['kind'] {
  if (more === 0) return 'changed'
  return more > 0 ? 'inserted' : 'removed'
}

function inserted(entry: string, what: string): TrailFault {
  return { kind: 'inserted', entry, what }
}

/** A look that ended between the reads of the two tables has its seal by now. */
async function stillUnsealed(db: Database, entries: readonly Unsealed[]): Promise<Unsealed[]> {
  const unsealed: Unsealed[] = []
  for (const entry of entries) {
    const seal = await db
      .selectFrom('access_seal')
      .select('position')
      .where('entry_id', '=', entry.entry_id)
      .executeTakeFirst()
    if (!seal) unsealed.push(entry)
  }
  return unsealed
}

async function strayStudents(db: Database): Promise<string[]> {
  const { of, read } = exactText(db)
  const strays = await db
    .selectFrom('access_entry_student')
    .leftJoin('access_entry', 'access_entry.entry_id', 'access_entry_student.entry_id')
    .leftJoin('access_seal', 'access_seal.entry_id', 'access_entry_student.entry_id')
    .where('access_entry.entry_id', 'is', null)
    .where('access_seal.entry_id', 'is', null)
    .select(of('access_entry_student.entry_id').as('entry_id'))
    .distinct()
    .execute()
  return strays.map((stray) => read(stray).entry_id).sort()
}
