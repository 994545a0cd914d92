import { randomUUID } from 'node:crypto'
import type { ActAction, ActOf } from '../../cards/acts'
import { longestNote } from '../../data/domain/contact'
import type { Scope } from '../../data/domain/scope'
import { studentToContact } from '../../data/queries/contacts'
import type { StudentName } from '../../data/queries/student-names'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { contactFormAnswer, historyButton } from './contact-cards'
import { storableText } from './contact-input'
import { contactsNotShown, whoseContact } from './contact-refusals'
import { answerAtFullDetail } from './full-detail'

/**
 * The form for a contact, filled in from what was said. Nothing is written before it is saved.
 *
 * @param back a way back to what the form was opened from
 */
export function answerRecordContact(
  question: QuestionOf<'record-contact'>,
  asking: Asking,
  back: ActAction[] = [],
): Promise<Answer> {
  const { student } = question
  if (student === undefined) return Promise.resolve(whoseContact(asking))
  return answerAtFullDetail(question, student, asking, {
    find: (scope, id) => studentToContact(asking.store, scope, id, lookOf(asking, question)),
    person: (scope, found) => emptyForm(scope, found, { ...question, back }, asking),
    others: contactsNotShown,
    open: (id) => formFor(id, question),
  })
}

/** By the button of a card, which keeps what was said of the contact. */
function formFor(student: string, { channel, note }: QuestionOf<'record-contact'>): ActOf<'contact-form'> {
  return {
    verb: 'contact-form',
    student,
    ...(channel === undefined ? {} : { channel }),
    ...(note === undefined ? {} : { note: note.slice(0, longestNote) }),
  }
}

function emptyForm(
  scope: Scope,
  student: StudentName,
  { channel, note = '', back }: QuestionOf<'record-contact'> & { back: ActAction[] },
  { access }: Asking,
): Answer {
  return contactFormAnswer(scope, student, {
    problems: [],
    inputs: { channel, happenedOn: access.today, note: storableText(note), followUpOn: '' },
    today: access.today,
    // The form carries the contact's ID, so that one pressed twice saves once.
    save: { contact: randomUUID(), version: 0, student: student.student_id },
    others: [...back, historyButton(student)],
  })
}
