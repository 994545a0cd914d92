import { contactsWith, type ContactPage } from '../../data/queries/contacts'
import { actAction } from '../../cards/acts'
import type { Scope } from '../../data/domain/scope'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { contactsAnswer, rowOf, scopeOf } from './contact-cards'
import { contactsNotShown } from './contact-refusals'
import { answerAtFullDetail } from './full-detail'
import { pagingOf } from './listing'

/** As many as fit in a card, each with a part of its note. */
const pageSize = 5

/** The contacts with a student, the newest first. */
export function answerContactHistory(
  question: QuestionOf<'contact-history'>,
  asking: Asking,
): Promise<Answer> {
  const part = { offset: (asking.page - 1) * pageSize, count: pageSize }
  return answerAtFullDetail(question, question.student, asking, {
    find: (scope, id) => contactsWith(asking.store, scope, id, part, lookOf(asking, question)),
    person: (scope, page) => historyAnswer(scope, page, asking),
    others: contactsNotShown,
    open: (id) => ({ text: `contacts with ${id}`, tooltip: 'Open the contacts' }),
  })
}

function historyAnswer(scope: Scope, page: ContactPage, asking: Asking): Answer {
  const { student, contacts, offset, total } = page
  const id = student.student_id
  return contactsAnswer(scope, student, {
    title: 'Contacts',
    scope: scopeOf(scope, student),
    notices: [],
    rows: contacts.map((contact) => ({
      ...rowOf(contact, asking),
      open: { verb: 'contact-open', contact: contact.contactId },
    })),
    empty: 'No contact has been recorded. That does not mean that nobody was in touch.',
    paging: pagingOf({ shown: contacts.length, offset, total, size: pageSize }, asking.question),
    actions: [actAction('Record a contact', { verb: 'contact-form', student: id })],
  })
}
