import { createHmac } from 'node:crypto'

/** Crockford's base32: without I, L, O and U, which are misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 50 bits. */
const usualLength = 10

/**
 * The pseudonym of each student of one project's cohort, "P-7K3QF9XM4T": a keyed hash of the student ID, so that it
 * stays the same within the project, differs between projects, and cannot be worked out without the key. Where two
 * would be the same, the later in the order of their IDs takes another.
 */
export function pseudonymsOf(
  studentIds: readonly string[],
  key: Buffer,
  length = usualLength,
): Map<string, string> {
  const taken = new Set<string>()
  const pseudonyms = new Map<string, string>()
  for (const id of [...studentIds].sort()) {
    let attempt = 0
    let pseudonym = pseudonymOf(id, attempt, key, length)
    while (taken.has(pseudonym)) pseudonym = pseudonymOf(id, (attempt += 1), key, length)
    taken.add(pseudonym)
    pseudonyms.set(id, pseudonym)
  }
  return pseudonyms
}

/** Five bits a character; a byte holds them for the character and three that are not used. */
function pseudonymOf(id: string, attempt: number, key: Buffer, length: number): string {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify([id, attempt]))
    .digest()
  const characters = [...hash.subarray(0, length)].map((byte) => alphabet.charAt(byte % alphabet.length))
  return `P-${characters.join('')}`
}
