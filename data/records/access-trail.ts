import { randomUUID } from 'node:crypto'
import type { Scope } from '../domain/scope'
import type { Database, Store } from '../store/store'

/** The question behind a read, and where it was asked. */
export interface Look {
  intent: string
  conversation: string
  at: Date
}

/**
 * Reads students and writes the access trail in one transaction: who, in which role and detail, by which question,
 * saw whom. If the trail cannot be written, nothing is returned.
 */
export function readOnTheRecord<T>(
  store: Store,
  scope: Scope,
  look: Look,
  read: (db: Database) => Promise<T>,
  seen: (result: T) => readonly string[],
): Promise<T> {
  return store.transaction(
    async ({ db }) => {
      const result = await read(db)
      await record(db, scope, look, seen(result))
      return result
    },
    { actingStaff: scope.staffId, repeatable: true },
  )
}

/** SQL Server takes 2,100 parameters a statement. */
const rowsAStatement = 500

async function record(db: Database, scope: Scope, look: Look, students: readonly string[]): Promise<void> {
  const entryId = randomUUID()
  await db
    .insertInto('access_entry')
    .values({
      entry_id: entryId,
      occurred_at: look.at.toISOString(),
      staff_id: scope.staffId,
      role: scope.role,
      detail: scope.detail,
      intent: look.intent,
      conversation: look.conversation,
    })
    .execute()
  for (let from = 0; from < students.length; from += rowsAStatement) {
    const rows = students.slice(from, from + rowsAStatement)
    await db
      .insertInto('access_entry_student')
      .values(rows.map((student_id) => ({ entry_id: entryId, student_id })))
      .execute()
  }
}
