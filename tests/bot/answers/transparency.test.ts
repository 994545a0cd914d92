import { answerPrivacy, anyone } from '../../../bot/answers/conversation'
import { publicPages } from '../../../bot/pages'
import { contactFormCard } from '../../../cards/contact-form'
import { words } from '../../cards/walk'

test('staff are told who may see that they looked, and that students may read what they write', () => {
  const { text } = answerPrivacy(anyone)
  for (const said of ['tutors and leaders can see it for 90 days', 'Students may ask to read notes'])
    expect(text).toContain(said)
  for (const said of ['tutors and leaders of a student can see who looked', 'kept for an hour'])
    expect(publicPages()['/privacy']).toContain(said)
})

test('the form for a contact says that the student may read it', () => {
  const form = contactFormCard({
    title: 'Record a contact',
    student: 'Aisha Rahman',
    problems: [],
    inputs: { happenedOn: '2026-11-24', note: '', followUpOn: '' },
    today: '2026-11-24',
    save: { contact: '0b7c4a52-5d1e-4f60-9a7b-3c2d1e0f9a8b', version: 0, student: '00412301' },
    others: [],
  })
  expect(words(form)).toContain('by the student if they ask')
})
