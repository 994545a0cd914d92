import { exactText } from '../store/exact-text'
import type { Database } from '../store/store'
import { keyedHash } from './keyed-hash'
import { entriesOf, studentsOf } from './read-entries'
import { inParts } from '../store/in-parts'

/** How many entries stand in no seal, and what proves that they are the same ones, unchanged. */
export interface UnsealedSum {
  unsealed: number
  /** The sum of their keyed hashes modulo 2^256: in any order, and less what is removed. */
  unsealed_digest: string
}

/** An entry that stands in no seal. */
export interface Unsealed {
  entry_id: string
  digest: string
}

export const noEntries: UnsealedSum = { unsealed: 0, unsealed_digest: '0'.repeat(64) }

/** The sum of the entries that stand in no seal; without one of them where one is given. */
export async function sumOfUnsealed(db: Database, key: Buffer, except?: string): Promise<UnsealedSum> {
  const entries = await unsealedIn(db, key)
  return entries.filter(({ entry_id }) => entry_id !== except).reduce(plus, noEntries)
}

/** All entries that stand in no seal. */
export async function unsealedIn(db: Database, key: Buffer): Promise<Unsealed[]> {
  const { of, read } = exactText(db)
  const rows = await db
    .selectFrom('access_entry')
    .leftJoin('access_seal', 'access_seal.entry_id', 'access_entry.entry_id')
    .where('access_seal.entry_id', 'is', null)
    .select(of('access_entry.entry_id').as('entry_id'))
    .orderBy('access_entry.entry_id')
    .execute()
  return digestsOf(
    db,
    key,
    rows.map((row) => read(row).entry_id),
  )
}

/** These entries as they are now. */
export async function digestsOf(db: Database, key: Buffer, ids: readonly string[]): Promise<Unsealed[]> {
  const digests: Unsealed[] = []
  for (const page of inParts(ids)) {
    const [entries, students] = [await entriesOf(db, page), await studentsOf(db, page)]
    for (const entry_id of page) {
      const digest = keyedHash(key, [
        'unsealed',
        entry_id,
        Object.entries(entries.get(entry_id) ?? {}).sort(),
        [...(students.get(entry_id) ?? [])].sort(),
      ])
      digests.push({ entry_id, digest })
    }
  }
  return digests
}

export function plus(sum: UnsealedSum, { digest }: Unsealed): UnsealedSum {
  return added(sum, digest, 1)
}

export function minus(sum: UnsealedSum, { digest }: Unsealed): UnsealedSum {
  return added(sum, digest, -1)
}

function added({ unsealed, unsealed_digest }: UnsealedSum, digest: string, sign: 1 | -1): UnsealedSum {
  const sum = BigInt.asUintN(256, BigInt(`0x${unsealed_digest}`) + BigInt(sign) * BigInt(`0x${digest}`))
  return { unsealed: unsealed + sign, unsealed_digest: sum.toString(16).padStart(64, '0') }
}
