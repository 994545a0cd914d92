import { z } from 'zod'
import type { Store } from '../store/store'
import { keysOf } from './keys'
import { open, seal } from './sealing'

const day = 86_400_000

/** How long a reference leads to its student, in milliseconds: a chat is read for years, a card in it is not. */
const holds = 30 * day

/** Longer than any content, so that a reference's length tells nothing of the ID in it. */
const padded = 256

/** Of what a reference is sealed for; no other text under the same key would open as one. */
const place = ['student']

const content = z.object({ student: z.string().min(1), until: z.string().datetime() })

/**
 * Whom a card is about, for a chat whose members may all read the card: only this store's secret opens it, for thirty
 * days. It is encrypted under a nonce of its own and not hashed, since of all student IDs hashes are soon made: two
 * references to one student have nothing in common, and neither can be tried against a list of IDs.
 */
export async function studentReference(store: Store, studentId: string, now: Date): Promise<string> {
  const { references } = await keysOf(store)
  const until = new Date(now.getTime() + holds).toISOString()
  return seal(references, { student: studentId, until }, place, padded)
}

/** The student ID of a reference; undefined, without a reason, for one that has expired, was damaged or was made up. */
export async function referredStudent(
  store: Store,
  reference: string,
  now: Date,
): Promise<string | undefined> {
  const { references } = await keysOf(store)
  const opened = content.safeParse(open(references, reference, place))
  return opened.success && now.toISOString() < opened.data.until ? opened.data.student : undefined
}
