import { roles, type Role } from '../domain/role'
import type { Scope } from '../domain/scope'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { commandLine } from '../records/unusual-looks'
import { exactText } from '../store/exact-text'
import type { Database, Store } from '../store/store'
import { contactStudent } from './contacts'
import { staffNames } from './staff-names'
import type { StudentName } from './student-names'

/** One person's looks at a student, or those of all operators' commands together. */
export interface Looker {
  /** Staff ID, or {@link commandLine}. */
  staffId: string
  /** As the staff records have it; absent where they have none. */
  name: string | undefined
  /** Narrowest first. */
  roles: Role[]
  looks: number
  /** When they last looked. */
  newest: string
}

export interface LooksAt {
  student: StudentName
  /** Who looked last stands first. */
  lookers: Looker[]
}

/**
 * Who has looked at a student since a time, by the access trail; entered in it as a look itself. Undefined when the scope
 * does not cover the student, or shows no such thing.
 */
export function looksAt(
  store: Store,
  scope: Scope,
  studentId: string,
  since: Date,
  look: Look,
): Promise<LooksAt | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (db) => {
      const student = await contactStudent(db, scope, studentId)
      return student && { student, lookers: await lookersAt(db, studentId, since) }
    },
    (found) => (found ? [found.student.student_id] : []),
  )
}

async function lookersAt(db: Database, studentId: string, since: Date): Promise<Looker[]> {
  const groups = await readGroups(db, studentId, since)
  const people = new Map<string, Omit<Looker, 'name'>>()
  for (const { staff_id, role, conversation, looks, newest } of groups) {
    const staffId = conversation === commandLine ? commandLine : staff_id
    const known = people.get(staffId) ?? { staffId, roles: [], looks: 0, newest }
    people.set(staffId, {
      staffId,
      roles: roles.filter((each) => each === role || known.roles.includes(each)),
      looks: known.looks + looks,
      newest: known.newest > newest ? known.newest : newest,
    })
  }
  const names = await staffNames(db, [...people.keys()])
  return [...people.values()]
    .map((person) => ({ ...person, name: names.get(person.staffId) }))
    .sort((a, b) => (a.newest < b.newest ? 1 : -1))
}

/** By the student's own entries, which an index finds; texts byte for byte, for somebody may have tampered with them. */
async function readGroups(db: Database, studentId: string, since: Date) {
  const { of, read } = exactText(db)
  const looks = db
    .selectFrom('access_entry_student')
    .innerJoin('access_entry', 'access_entry.entry_id', 'access_entry_student.entry_id')
    .where('access_entry_student.student_id', '=', studentId)
    .where('access_entry.occurred_at', '>=', since.toISOString())
    .groupBy(['access_entry.staff_id', 'access_entry.role', 'access_entry.conversation'])
    .select(({ fn }) => [
      'access_entry.staff_id',
      'access_entry.role',
      'access_entry.conversation',
      fn.countAll<number>().as('looks'),
      fn.max('access_entry.occurred_at').as('newest'),
    ])
  const rows = await db
    .selectFrom(looks.as('look'))
    .select([
      of('look.staff_id').as('staff_id'),
      of('look.role').as('role'),
      of('look.conversation').as('conversation'),
      'look.looks',
      of('look.newest').as('newest'),
    ])
    .execute()
  return rows.map(read)
}
