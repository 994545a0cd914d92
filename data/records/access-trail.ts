import { randomUUID } from 'node:crypto'
import type { Role } from '../domain/role'
import type { Scope } from '../domain/scope'
import { scopedStudents } from '../queries/scoped-students'
import { keysOf } from '../rights/keys'
import type { Database, Store } from '../store/store'
import { sealEntry, type TrailEntry } from './access-chain'
import { alertUnusualLooks, commandLine, type LookLimits } from './unusual-looks'
import { inParts } from '../store/in-parts'

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
 * saw whom; one entry for each role where several were joined. If the trail cannot be written and sealed, nothing is returned.
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
      const students = [...new Set(seen(result))]
      for (const part of await byRole(db, scope, students)) await write(db, trail, entryOf(scope, look, part))
      if (students.length > 0) await alertUnusualLooks(db, scope.staffId, look)
      return result
    },
    { actingStaff: scope.staffId, repeatable: true },
  )
}

/** Enters into the trail what an operator did to the store as a whole, at the real time. */
export async function recordAct(store: Store, act: { intent: string; question: string }): Promise<void> {
  const { trail } = await keysOf(store)
  const entry: TrailEntry = {
    entry_id: randomUUID(),
    occurred_at: new Date().toISOString(),
    staff_id: 'operator',
    role: 'administrator',
    detail: 'operations',
    conversation: commandLine,
    students: [],
    ...act,
  }
  await store.transaction(({ db }) => write(db, trail, entry), { repeatable: true })
}

async function write(db: Database, key: Buffer, entry: TrailEntry): Promise<void> {
  await record(db, entry)
  await sealEntry(db, key, entry)
}

/** Students under one role. */
interface Part {
  role: Role
  students: readonly string[]
}

/** Each student under the narrowest of the roles that were joined; all under the scope's where none were. */
async function byRole(db: Database, scope: Scope, students: readonly string[]): Promise<Part[]> {
  let left = students
  const parts: Part[] = []
  for (const { role, populations } of scope.joined ?? []) {
    const covered = new Set(await coveredOf(db, { ...scope, populations }, left))
    parts.push({ role, students: left.filter((id) => covered.has(id)) })
    left = left.filter((id) => !covered.has(id))
  }
  const some = [...parts, { role: scope.role, students: left }].filter((part) => part.students.length > 0)
  return some.length > 0 ? some : [{ role: scope.role, students }]
}

async function coveredOf(db: Database, scope: Scope, students: readonly string[]): Promise<string[]> {
  const covered: string[] = []
  for (const ids of inParts(students)) {
    const rows = await scopedStudents(db, scope)
      .where('student.student_id', 'in', ids)
      .select('student.student_id')
      .execute()
    covered.push(...rows.map(({ student_id }) => student_id))
  }
  return covered
}

function entryOf(scope: Scope, look: Look, { role, students }: Part): TrailEntry {
  return {
    entry_id: randomUUID(),
    occurred_at: look.at.toISOString(),
    staff_id: scope.staffId,
    role,
    detail: scope.detail,
    intent: look.intent,
    conversation: storable(look.conversation),
    question: storable(look.question),
    students,
  }
}

/** As a store gives it back: what it would replace or cut at could not be proved later. */
function storable(text: string): string {
  return Buffer.from(text).toString().replaceAll('\0', '')
}

async function record(db: Database, { students, question, ...entry }: TrailEntry): Promise<void> {
  await db.insertInto('access_entry').values(entry).execute()
  for (const ids of inParts(students)) {
    await db
      .insertInto('access_entry_student')
      .values(ids.map((student_id) => ({ entry_id: entry.entry_id, student_id })))
      .execute()
  }
}
