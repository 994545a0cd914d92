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
  read: (tx: Database) => Promise<T>,
  seen: (result: T) => readonly string[],
): Promise<T> {
  return store.transaction(async (tx) => {
    const result = await read(tx)
    await record(store, tx, scope, look, seen(result))
    return result
  })
}

async function record(
  store: Store,
  tx: Database,
  scope: Scope,
  look: Look,
  students: readonly string[],
): Promise<void> {
  const entryId = randomUUID()
  await tx
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
  store.append(
    'access_entry_student',
    ['entry_id', 'student_id'],
    students.map((student) => [entryId, student]),
  )
}
