import type { ActOf } from '../../cards/acts'
import type { Scope } from '../../data/domain/scope'
import { oneContact, studentToContact, type Contact } from '../../data/queries/contacts'
import type { StudentName } from '../../data/queries/student-names'
import { saveContact, withdrawContact, type WrittenContact } from '../../data/records/contacts'
import { actAction } from '../../cards/acts'
import { fullScopes } from '../access/scope'
import { lookOfAct, type Answer, type Asking } from './answer'
import { contactAnswer, contactFormAnswer, historyButton } from './contact-cards'
import { fieldsOf, inputsOf, problemsOf } from './contact-input'
import { contactsNotShown, noSuchContact } from './contact-refusals'
import { instantInWords } from './contact-words'
import { firstInFull } from './full-detail'
import { withTypedWords } from './notices'

/** Saves what was typed, or gives the form back with what is wrong with it. */
export async function saveFromForm(act: ActOf<'contact-save'>, asking: Asking): Promise<Answer> {
  const { contact: contactId, version, student: studentId } = act
  const problems = problemsOf(act, asking.access.today)
  if (problems.length > 0) return formAgain(act, problems, asking)
  const fields = fieldsOf(act)
  const about = { student: studentId, contact: contactId, version }
  const change = { contactId, version, studentId, fields, at: asking.clock() }
  const written = await firstInFull(asking.access, (scope) =>
    saveContact(asking.store, scope, change, lookOfAct(asking, act.verb, about)),
  )
  if (!written) return withTypedWords(notFound(asking), act.note)
  const title = written.found.contact.version === 1 ? 'Contact recorded' : 'Contact changed'
  return answerTo(written, title, asking, fields.note ?? undefined)
}

async function formAgain(act: ActOf<'contact-save'>, problems: string[], asking: Asking): Promise<Answer> {
  const { contact, version, student } = act
  const look = lookOfAct(asking, 'contact-form', { student })
  const found = await firstInFull(asking.access, (scope) =>
    studentToContact(asking.store, scope, student, look),
  )
  if (!found) return withTypedWords(notFound(asking), act.note)
  return contactFormAnswer(found.scope, found.found, {
    problems: [...problems, 'Nothing is saved yet.'],
    inputs: inputsOf(act),
    today: asking.access.today,
    save: { contact, version, student },
    others: [historyButton(found.found)],
  })
}

/** Withdraws a contact of one's own. */
export async function withdraw(act: ActOf<'contact-withdraw'>, asking: Asking): Promise<Answer> {
  const { contact: contactId, version } = act
  const look = lookOfAct(asking, act.verb, { contact: contactId, version })
  const change = { contactId, version, at: asking.clock() }
  const written = await firstInFull(asking.access, (scope) =>
    withdrawContact(asking.store, scope, change, look),
  )
  return written ? answerTo(written, 'Contact withdrawn', asking) : notFound(asking)
}

/** One contact in full. */
export async function openContact(act: ActOf<'contact-open'>, asking: Asking): Promise<Answer> {
  const opened = await open(act, asking)
  return opened ? contactAnswer(opened.scope, opened.found, asking, { title: 'Contact' }) : notFound(asking)
}

/** The form with a contact of one's own in it. */
export async function editContact(act: ActOf<'contact-edit'>, asking: Asking): Promise<Answer> {
  const opened = await open(act, asking)
  if (!opened) return notFound(asking)
  const { scope, found } = opened
  if (found.contact.by !== scope.staffId)
    return answerTo({ scope, found: { outcome: 'not-author', ...found } }, '', asking)
  if (found.contact.state === 'withdrawn')
    return contactAnswer(scope, found, asking, { title: 'Contact withdrawn' })
  return editForm(scope, found, asking)
}

function editForm(
  scope: Scope,
  { student, contact }: { student: StudentName; contact: Contact },
  { access }: Asking,
): Answer {
  const { contactId, version, channel, happenedOn, note, followUpOn } = contact
  return contactFormAnswer(scope, student, {
    problems: [],
    inputs: { channel, happenedOn, note: note ?? '', followUpOn: followUpOn ?? '' },
    today: access.today,
    save: { contact: contactId, version, student: student.student_id },
    others: [
      actAction('Leave it as it is', { verb: 'contact-open', contact: contactId }),
      historyButton(student),
    ],
  })
}

function open({ verb, contact }: ActOf<'contact-open' | 'contact-edit'>, asking: Asking) {
  const look = lookOfAct(asking, verb, { contact })
  return firstInFull(asking.access, (scope) => oneContact(asking.store, scope, contact, look))
}

/** What a change came to. What was typed in vain is said once more, so that it is not lost. */
function answerTo(
  { scope, found }: { scope: Scope; found: WrittenContact },
  title: string,
  asking: Asking,
  note?: string,
): Answer {
  const { outcome, contact } = found
  if (outcome === 'done') return contactAnswer(scope, found, asking, { title })
  if (outcome === 'not-author') {
    const notices = [`${contact.byName} recorded this contact. Nothing was changed.`]
    return contactAnswer(scope, found, asking, {
      title: 'Only who recorded a contact may change it',
      notices,
    })
  }
  const at = instantInWords(contact.writtenAt, asking.access.today)
  const notices = [
    `It was changed on ${at}, before this came in. Nothing of this was saved; here is how it stands now.`,
    ...(note === undefined ? [] : [`You had written: “${note}”`]),
  ]
  return contactAnswer(scope, found, asking, { title: 'This contact has changed meanwhile', notices })
}

function notFound({ access }: Asking): Answer {
  return fullScopes(access).length === 0 ? contactsNotShown(access) : noSuchContact(access)
}
