import { actAction } from '../../cards/acts'
import { contactFormCard, type ContactFormModel } from '../../cards/contact-form'
import { contactsCard, type ContactsModel } from '../../cards/contacts'
import { askAction, type AskAction } from '../../cards/verbs'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import type { Contact } from '../../data/queries/contacts'
import type { StudentName } from '../../data/queries/student-names'
import { roleWords } from '../access/policy'
import type { AnsweredAs, Answer, Asking } from './answer'
import { contactDetails, contactHeading } from './contact-words'

/** One contact, with what its author may do with it. */
export function contactAnswer(
  scope: Scope,
  { student, contact }: { student: StudentName; contact: Contact },
  asking: Asking,
  { title, notices = [] }: { title: string; notices?: string[] },
): Answer {
  const { contactId, version, by, state } = contact
  const isOwn = by === scope.staffId && state === 'recorded'
  return contactsAnswer(scope, student, {
    title,
    scope: scopeOf(scope, student),
    notices,
    rows: [rowOf(contact, asking)],
    actions: [
      ...(isOwn ? [actAction('Edit', { verb: 'contact-edit', contact: contactId })] : []),
      ...(isOwn ? [actAction('Withdraw', { verb: 'contact-withdraw', contact: contactId, version })] : []),
      historyButton(student),
    ],
  })
}

/** A card of contacts, and the same in plain words. */
export function contactsAnswer(scope: Scope, student: StudentName, model: ContactsModel): Answer {
  const { title, scope: whom, notices, rows, empty = '' } = model
  const lines = rows.map(({ heading, details, note }) =>
    [`- ${heading} · ${details}`, ...(note === undefined ? [] : [`  ${note.replaceAll('\n', '\n  ')}`])].join(
      '\n',
    ),
  )
  return {
    access: answeredAs(scope),
    students: [student.student_id],
    text: [title, whom, ...notices, ...(rows.length === 0 ? [empty] : lines)].join('\n'),
    card: contactsCard(model),
  }
}

/** A contact as a line of a card. One that was withdrawn has no note any more. */
export function rowOf(contact: Contact, { access: { today } }: Asking): ContactsModel['rows'][number] {
  return {
    heading: contactHeading(contact, today),
    details: contactDetails(contact, today),
    ...(contact.note === null ? {} : { note: contact.note }),
  }
}

/** The form for a contact. */
export function contactFormAnswer(
  scope: Scope,
  student: StudentName,
  form: Omit<ContactFormModel, 'student' | 'title'>,
): Answer {
  const title = form.save.version === 0 ? 'Record a contact' : 'Change a contact'
  const model = { ...form, title, student: scopeOf(scope, student) }
  return {
    access: answeredAs(scope),
    students: [student.student_id],
    text: [
      title,
      model.student,
      ...form.problems,
      'In Teams this is a form; nothing is written before Save.',
    ].join('\n'),
    card: contactFormCard(model),
  }
}

/** Leads to all contacts with a student. */
export function historyButton(student: StudentName): AskAction {
  const title = `Contacts with ${student.given_name === '-' ? student.family_name : student.given_name}`
  return askAction({ title, text: `contacts with ${student.student_id}`, besideForm: true })
}

/** "Aisha Khan · 00412345 · shown to you as personal tutor" */
export function scopeOf(scope: Scope, student: StudentName): string {
  return `${fullName(student)} · ${student.student_id} · shown to you as ${roleWords(scope.role)}`
}

function answeredAs({ role, detail }: Scope): AnsweredAs {
  return { role, population: { kind: 'mine' }, detail }
}
