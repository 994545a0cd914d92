import { sql } from 'kysely'
import type { ContactFields, ContactState } from '../domain/contact'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import { fullName } from '../domain/student'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Instant } from '../store/schema'
import type { Database, Store } from '../store/store'
import { namedColumns } from './details'
import { isNewestVersion } from './newest-version'
import { partOf, type Part } from './paging'
import { scopedStudents } from './scoped-students'
import type { StudentName } from './student-names'

/** A contact as it stands. */
export interface Contact extends ContactFields {
  contactId: string
  version: number
  studentId: string
  state: ContactState
  /** Staff ID of who recorded it. */
  by: string
  /** Their name. */
  byName: string
  /** When this version was written. */
  writtenAt: Instant
}

/** A page of the contacts with one student. */
export interface ContactPage {
  student: StudentName
  contacts: Contact[]
  offset: number
  total: number
}

/** The student, where the scope covers them at a detail that shows contacts. */
export async function contactStudent(
  db: Database,
  scope: Scope,
  studentId: string,
): Promise<StudentName | undefined> {
  if (!namedColumns(scope.detail)?.contacts) return undefined
  return scopedStudents(db, scope)
    .where('student.student_id', '=', studentId)
    .select(['student.student_id', 'student.given_name', 'student.family_name'])
    .executeTakeFirst()
}

/** The same by itself, entered in the access trail: for a form about them. */
export function studentToContact(
  store: Store,
  scope: Scope,
  studentId: string,
  look: Look,
): Promise<StudentName | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    (db) => contactStudent(db, scope, studentId),
    (student) => (student ? [student.student_id] : []),
  )
}

/**
 * The contacts with one student, the newest first, withdrawn ones among them; entered in the access trail. Undefined when
 * the scope does not cover the student, or shows no contacts.
 */
export function contactsWith(
  store: Store,
  scope: Scope,
  studentId: string,
  part: Part,
  look: Look,
): Promise<ContactPage | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (db) => {
      const student = await contactStudent(db, scope, studentId)
      if (!student) return undefined
      const all = await allWith(db, studentId)
      const { rows, offset } = partOf(all, part)
      return { student, contacts: rows, offset, total: all.length }
    },
    (page) => (page ? [page.student.student_id] : []),
  )
}

/** A contact that stands, with its student, entered in the access trail. Undefined as {@link contactsWith}. */
export function oneContact(
  store: Store,
  scope: Scope,
  contactId: string,
  look: Look,
): Promise<{ student: StudentName; contact: Contact } | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    (db) => readOne(db, scope, contactId),
    (found) => (found ? [found.student.student_id] : []),
  )
}

/** The same inside a given transaction. */
export async function readOne(
  db: Database,
  scope: Scope,
  contactId: string,
): Promise<{ student: StudentName; contact: Contact } | undefined> {
  const contact = await readContact(db, contactId)
  const student = contact && (await contactStudent(db, scope, contact.studentId))
  return student && { student, contact }
}

/** A contact in its newest version, whoever asks. */
export async function readContact(db: Database, contactId: string): Promise<Contact | undefined> {
  const row = await standing(db).where('contact_version.contact_id', '=', contactId).executeTakeFirst()
  return row && toContact(row)
}

/** The newest contact with a student that was not withdrawn. */
export async function newestContact(db: Database, studentId: string): Promise<Contact | undefined> {
  return (await allWith(db, studentId)).find(({ state }) => state === 'recorded')
}

/** The contacts with a student on or after a day that were not withdrawn, the newest first. */
export async function contactsSince(db: Database, studentId: string, from: Day): Promise<Contact[]> {
  const all = await allWith(db, studentId)
  return all.filter(({ state, happenedOn }) => state === 'recorded' && happenedOn >= from)
}

async function allWith(db: Database, studentId: string): Promise<Contact[]> {
  const rows = await standing(db)
    .where('contact_version.student_id', '=', studentId)
    .orderBy('contact_version.happened_on', 'desc')
    .orderBy('contact_version.written_at', 'desc')
    .orderBy('contact_version.contact_id')
    .execute()
  return rows.map(toContact)
}

function standing(db: Database) {
  return db
    .selectFrom('contact_version')
    .leftJoin('staff', 'staff.staff_id', 'contact_version.written_by')
    .where(isNewestVersion)
    .selectAll('contact_version')
    .select([
      sql<string>`coalesce(staff.given_name, '-')`.as('given_name'),
      sql<string>`coalesce(staff.family_name, contact_version.written_by)`.as('family_name'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof standing>['execute']>>[number]

function toContact(row: Row): Contact {
  return {
    contactId: row.contact_id,
    version: row.version,
    studentId: row.student_id,
    happenedOn: row.happened_on,
    channel: row.channel,
    note: row.note,
    followUpOn: row.follow_up_on,
    state: row.state,
    by: row.written_by,
    byName: fullName(row),
    writtenAt: row.written_at,
  }
}
