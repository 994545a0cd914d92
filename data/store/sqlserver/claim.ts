import { sql } from 'kysely'
import { inOrderDue } from '../claim-order'
import type { Claim, Database } from '../store'

/**
 * Rows that another instance is taking are skipped; an engine that waits for them instead finds, by the repeated
 * condition, that they are no longer to be had.
 */
export async function takeClaim(db: Database, { table, by, now, until, most }: Claim): Promise<string[]> {
  const rows = sql.table(table)
  const at = now.toISOString()
  const { rows: taken } = await sql<{ id: string; due_at: string }>`
    update ${rows} with (readcommittedlock, readpast, updlock, rowlock)
    set claimed_by = ${by}, claimed_until = ${until.toISOString()}, attempts = ${rows}.attempts + 1
    output inserted.id, inserted.due_at
    where ${rows}.id in (
        select top (${most}) waiting.id from ${rows} as waiting with (readcommittedlock, readpast, updlock, rowlock)
        where waiting.done_at is null and waiting.due_at <= ${at}
          and (waiting.claimed_until is null or waiting.claimed_until <= ${at})
        order by waiting.due_at, waiting.id)
      and ${rows}.done_at is null and (${rows}.claimed_until is null or ${rows}.claimed_until <= ${at})`.execute(
    db,
  )
  return inOrderDue(taken)
}
