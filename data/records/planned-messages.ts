import type { Database } from '../store/store'
import { revisionKind } from './outbox'

/** Drops a message that nobody has begun to send; what is being sent is left to its composer. Tells whether it was dropped. */
export async function dropMessage(
  db: Database,
  id: string,
  { reason, at }: { reason: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ done_at: at.toISOString(), outcome: 'dropped', reason })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .where('claimed_by', 'is', null)
    .where('sending_since', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Since when messages have been asked to be put right, by the IDs of their revisions. */
export async function revisedSince(db: Database, since: Date): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('outbox')
    .where('kind', '=', revisionKind)
    .where('due_at', '>=', since.toISOString())
    .select(['id', 'due_at'])
    .execute()
  return new Map(rows.map(({ id, due_at }) => [id, new Date(due_at)]))
}

/** The messages that are still to be sent. */
export async function unsentMessages(db: Database): Promise<Set<string>> {
  const rows = await db
    .selectFrom('outbox')
    .where('done_at', 'is', null)
    .where('kind', '<>', revisionKind)
    .select('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The messages of a kind that were sent since, and lie in a chat. */
export async function sentSince(
  db: Database,
  kind: string,
  since: Date,
): Promise<{ id: string; recipient: string | null; payload: string }[]> {
  return db
    .selectFrom('outbox')
    .where('kind', '=', kind)
    .where('outcome', '=', 'sent')
    .where('due_at', '>=', since.toISOString())
    .select(['id', 'recipient', 'payload'])
    .execute()
}

/** Whether more may be put into a message: there is none of this ID, it is due later and nobody has tried it, or it is too late. */
export async function openness(db: Database, id: string, after: Date): Promise<'absent' | 'open' | 'closed'> {
  const row = await db
    .selectFrom('outbox')
    .where('id', '=', id)
    .select(['due_at', 'attempts', 'done_at'])
    .executeTakeFirst()
  if (!row) return 'absent'
  const { due_at, attempts, done_at } = row
  return done_at === null && attempts === 0 && due_at > after.toISOString() ? 'open' : 'closed'
}
