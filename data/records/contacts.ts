import type { ContactFields, ContactState } from '../domain/contact'
import type { Scope } from '../domain/scope'
import { contactStudent, readContact, readOne, type Contact } from '../queries/contacts'
import type { StudentName } from '../queries/student-names'
import type { Database, Store } from '../store/store'
import { readOnTheRecord, type Look } from './access-trail'
import { reviseAlertsAbout } from './alert-revisions'
import { contactMade } from './contact-made'

/** What a change of a contact came to, and the contact as it stands then. */
export interface WrittenContact {
  /** `changed`: another change came first, and this one was not made; `not-author`: nobody else may change it. */
  outcome: 'done' | 'changed' | 'not-author'
  student: StudentName
  contact: Contact
}

/** Which contact a change is of, and of which version it was made: 0 for a contact that is new. */
export interface ContactChange {
  contactId: string
  version: number
  at: Date
}

/**
 * Records a contact, or changes one of one's own, in one transaction with its entry in the access trail. The same change
 * once more, as by a button pressed twice, comes to the same and adds nothing. Who records a new one has dealt with their
 * alert about the student, and the cards of all who hold one tell it.
 *
 * @returns undefined where the scope does not cover the student today, or the contact is another student's or unknown
 */
export function saveContact(
  store: Store,
  scope: Scope,
  change: ContactChange & { studentId: string; fields: ContactFields },
  look: Look,
): Promise<WrittenContact | undefined> {
  return onTheRecord(store, scope, change, look, async (db) => {
    const { contactId, studentId, fields, version } = change
    const student = await contactStudent(db, scope, studentId)
    const contact = await readContact(db, contactId)
    const isKnown = contact ? contact.studentId === studentId : version === 0
    if (!student || !isKnown) return undefined
    const wanted = { student, contact, state: 'recorded', fields } as const
    const written = await writeVersion(db, scope, change, wanted)
    if (written.isNew) await tellInAlerts(db, scope, { student, version, at: change.at, due: look.at })
    return written
  })
}

/** Withdraws a contact of one's own: it is told as withdrawn from then on, without its note. As {@link saveContact}. */
export function withdrawContact(
  store: Store,
  scope: Scope,
  change: ContactChange,
  look: Look,
): Promise<WrittenContact | undefined> {
  return onTheRecord(store, scope, change, look, async (db) => {
    const found = await readOne(db, scope, change.contactId)
    if (!found) return undefined
    const fields = { ...found.contact, note: null, followUpOn: null }
    const written = await writeVersion(db, scope, change, { ...found, state: 'withdrawn', fields })
    if (written.isNew)
      await reviseAlertsAbout(db, found.student.student_id, { by: scope.staffId, due: look.at })
    return written
  })
}

function tellInAlerts(
  db: Database,
  { staffId }: Scope,
  { student, version, at, due }: { student: StudentName; version: number; at: Date; due: Date },
): Promise<void> {
  const studentId = student.student_id
  if (version > 0) return reviseAlertsAbout(db, studentId, { by: staffId, due })
  return contactMade(db, { staffId, studentId }, { at, due })
}

function onTheRecord(
  store: Store,
  scope: Scope,
  { contactId }: ContactChange,
  look: Look,
  write: (db: Database) => Promise<WrittenContact | undefined>,
): Promise<WrittenContact | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (db) => {
      await store.takeTurn(db, `contact ${contactId}`)
      return write(db)
    },
    (written) => (written ? [written.student.student_id] : []),
  )
}

/** A contact as it stands, and as it is to stand. */
interface Wanted {
  student: StudentName
  contact: Contact | undefined
  state: ContactState
  fields: ContactFields
}

async function writeVersion(
  db: Database,
  scope: Scope,
  { contactId, version, at }: ContactChange,
  wanted: Wanted,
): Promise<WrittenContact & { isNew?: true }> {
  const { student, contact } = wanted
  if (contact && contact.by !== scope.staffId) return { outcome: 'not-author', student, contact }
  if (contact && isAsWanted(contact, wanted) && [version, version + 1].includes(contact.version))
    return { outcome: 'done', student, contact }
  if (contact && (contact.version !== version || contact.state === 'withdrawn'))
    return { outcome: 'changed', student, contact }
  await insert(db, scope, { contactId, version: version + 1, at }, wanted)
  const written = await readContact(db, contactId)
  if (!written) throw new Error('a contact that was just written is not there')
  return { outcome: 'done', student, contact: written, isNew: true }
}

function isAsWanted(contact: Contact, { state, fields }: Wanted): boolean {
  return (
    contact.state === state &&
    contact.channel === fields.channel &&
    contact.happenedOn === fields.happenedOn &&
    contact.note === fields.note &&
    contact.followUpOn === fields.followUpOn
  )
}

async function insert(
  db: Database,
  { staffId }: Scope,
  { contactId, version, at }: ContactChange,
  { student, state, fields }: Wanted,
): Promise<void> {
  await db
    .insertInto('contact_version')
    .values({
      contact_id: contactId,
      version,
      student_id: student.student_id,
      happened_on: fields.happenedOn,
      channel: fields.channel,
      note: fields.note,
      follow_up_on: fields.followUpOn,
      state,
      written_by: staffId,
      written_at: at.toISOString(),
    })
    .execute()
}
