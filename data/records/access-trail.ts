import { randomUUID } from 'node:crypto'
import type { Scope } from '../domain/scope'
import { keysOf } from '../rights/keys'
import type { Database, Store } from '../store/store'
import { sealEntry, type TrailEntry } from './access-chain'
import { alertUnusualLooks, type LookLimits } from './unusual-looks'

/** The question behind a read, and where it was asked. */
export interface Look {
  intent: string
  /** As understood, JSON of at most 1,000 characters, without the words that were typed. */
  question: string
  conversation: string
  at: Date
  /** Beyond how many students a person's looks are unusual. */
  limits: LookLimits
}

/**
 * Reads students and writes the access trail in one transaction: who, in which role and detail, by which question,
 * saw whom. If the trail cannot be written and sealed, nothing is returned.
 */
export async function readOnTheRecord<T>(
  store: Store,
  scope: Scope,
  look: Look,
  read: (db: Database) => Promise<T>,
  seen: (result: T) => readonly string[],
): Promise<T> {
  const { trail } = await keysOf(store)
  return store.transaction(
    async ({ db }) => {
      const result = await read(db)
      const entry = entryOf(scope, look, seen(result))
      await record(db, entry)
      await sealEntry(db, trail, entry)
      if (entry.students.length > 0) await alertUnusualLooks(db, scope.staffId, look)
      return result
    },
    { actingStaff: scope.staffId, repeatable: true },
  )
}

function entryOf(scope: Scope, look: Look, students: readonly string[]): TrailEntry {
  return {
    entry_id: randomUUID(),
    occurred_at: look.at.toISOString(),
    staff_id: scope.staffId,
    role: scope.role,
    detail: scope.detail,
    intent: look.intent,
    conversation: storable(look.conversation),
    question: storable(look.question),
    students: [...new Set(students)],
  }
}

/** As a store gives it back: what it would replace or cut at could not be proved later. */
function storable(text: string): string {
  return Buffer.from(text).toString().replaceAll('\0', '')
}

/** SQL Server takes 2,100 parameters a statement. */
const rowsAStatement = 500

async function record(db: Database, { students, question, ...entry }: TrailEntry): Promise<void> {
  await db.insertInto('access_entry').values(entry).execute()
  for (let from = 0; from < students.length; from += rowsAStatement) {
    const rows = students.slice(from, from + rowsAStatement)
    await db
      .insertInto('access_entry_student')
      .values(rows.map((student_id) => ({ entry_id: entry.entry_id, student_id })))
      .execute()
  }
}
