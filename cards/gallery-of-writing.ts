import { actAction } from './acts'
import type { Card } from './card'
import { contactFormCard } from './contact-form'
import { contactsCard } from './contacts'
import { feedbackFormCard } from './feedback-form'
import { messageCard } from './message'
import { askAction } from './verbs'

// The gallery's examples of what people write down, and of the forms in which they do.

const contact = '3f0e6f0a-52c1-4f0e-9d3b-6a1f0c9d7e11'
const contactsWithHer = askAction({
  title: 'Contacts with Aisha',
  text: 'contacts with 00412345',
  besideForm: true,
})
const ofAisha = 'Aisha Khan · 00412345 · shown to you as personal tutor'

const contactForm = contactFormCard({
  title: 'Record a contact',
  student: ofAisha,
  problems: [],
  inputs: {
    channel: 'call',
    happenedOn: '2026-11-24',
    note: 'Talked about attendance; she works nights.',
    followUpOn: '',
  },
  today: '2026-11-24',
  save: { contact, version: 0, student: '00412345' },
  others: [contactsWithHer],
})

const contactFormAgain = contactFormCard({
  title: 'Change a contact',
  student: ofAisha,
  problems: [
    'Choose how you were in touch.',
    'The day of the contact must not lie in the future.',
    'Nothing is saved yet.',
  ],
  inputs: { happenedOn: '2026-12-24', note: '', followUpOn: '2026-12-31' },
  today: '2026-11-24',
  save: { contact, version: 2, student: '00412345' },
  others: [actAction('Leave it as it is', { verb: 'contact-open', contact }), contactsWithHer],
})

const recordedContact = contactsCard({
  title: 'Contact recorded',
  scope: ofAisha,
  notices: [],
  rows: [
    {
      heading: 'Call · Tuesday 24 November',
      details: 'Sarah Hughes · follow up on Friday 27 November',
      note: 'Talked about attendance; she works nights.\nAgreed: she comes to the Friday drop-in.',
    },
  ],
  actions: [
    actAction('Edit', { verb: 'contact-edit', contact }),
    actAction('Withdraw', { verb: 'contact-withdraw', contact, version: 1 }),
    contactsWithHer,
  ],
})

const changedContact = contactsCard({
  title: 'This contact has changed meanwhile',
  scope: ofAisha,
  notices: [
    'It was changed on Tuesday 24 November, 09:05, before this came in. Nothing of this was saved; here is how it stands now.',
    'You had written: “Talked about attendance.”',
  ],
  rows: [
    {
      heading: 'Meeting · Tuesday 24 November',
      details: 'Sarah Hughes · edited on Tuesday 24 November, 09:05',
    },
  ],
  actions: [contactsWithHer],
})

const contactHistory = contactsCard({
  title: 'Contacts',
  scope: ofAisha,
  notices: [],
  rows: [
    {
      heading: 'Call · Tuesday 24 November',
      details: 'Sarah Hughes · follow up on Friday 27 November',
      note: 'Talked about attendance; she works nights.',
      open: { verb: 'contact-open', contact },
    },
    {
      heading: 'E-mail · Monday 9 November · withdrawn',
      details: 'Tom Bell · withdrawn on Tuesday 10 November, 10:12',
      open: { verb: 'contact-open', contact },
    },
  ],
  paging: { first: 1, last: 2, total: 7, next: { text: 'contacts with 00412345', page: 2 } },
  actions: [actAction('Record a contact', { verb: 'contact-form', student: '00412345' })],
})

const noContacts = contactsCard({
  title: 'Contacts',
  scope: ofAisha,
  notices: [],
  rows: [],
  empty: 'No contact has been recorded. That does not mean that nobody was in touch.',
  paging: { first: 0, last: 0, total: 0 },
  actions: [actAction('Record a contact', { verb: 'contact-form', student: '00412345' })],
})

const whoHasLooked = messageCard({
  title: 'Who has looked at Aisha Khan',
  paragraphs: [ofAisha, 'In the last 90 days: 3 people.', 'This look is recorded too.'],
  facts: [
    {
      title: 'Sarah Hughes (s0201)',
      value: 'personal tutor · 12 looks, the last on Tuesday 24 November, 09:00',
    },
    {
      title: 'Tom Bell (s0202)',
      value: 'level tutor · programme leader · 1 look, the last on Monday 9 November, 16:40',
    },
    {
      title: 'An operator on the command line',
      value: 'in somebody’s name · 2 looks, the last on Monday 2 November, 11:05',
    },
  ],
  suggestions: [{ text: 'show 00412345' }],
})

const topics = [
  { title: 'A list of students', value: 'list-students' },
  { title: 'I was not understood', value: 'unclear' },
]
const feedbackForm = feedbackFormCard({ feedback: contact, text: '', about: '', topics })
const feedbackFormAgain = feedbackFormCard({
  feedback: contact,
  problem: 'Write something first.',
  text: '',
  about: 'unclear',
  topics,
})

export const writtenExamples: { name: string; card: Card }[] = [
  { name: 'contact-form', card: contactForm },
  { name: 'contact-form-again', card: contactFormAgain },
  { name: 'contact-recorded', card: recordedContact },
  { name: 'contact-changed', card: changedContact },
  { name: 'contacts', card: contactHistory },
  { name: 'contacts-none', card: noContacts },
  { name: 'who-viewed', card: whoHasLooked },
  { name: 'feedback-form', card: feedbackForm },
  { name: 'feedback-form-again', card: feedbackFormAgain },
]
