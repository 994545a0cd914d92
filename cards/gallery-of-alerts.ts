import { alertKinds } from '../data/domain/alert'
import { alertCard, type AlertCardModel } from './alert'
import { passFormCard, reasonFormCard, wrongDataFormCard } from './alert-forms'
import { alertSettingsCard } from './alert-settings'
import type { Card } from './card'
import { studentListCard } from './student-list'

// The gallery's examples of what staff are told unasked, and of what they do with it.

const alert = '3f0e6f0a-52c1-4f0e-9d3b-6a1f0c9d7e12'
const ref = { alert, sent: true } as const
const freshness = 'Data to Monday 23 November · late, left out: library (to Saturday 14 November)'
const ofAisha = 'Aisha Khan · 00412345 · shown to you as personal tutor'

const fresh: AlertCardModel = {
  ref,
  studentId: '00412345',
  kind: 'Alert · high concern',
  name: 'Aisha Khan',
  subtitle: '00412345 · BSc Computer Science · level 5',
  band: 'none',
  trend: 'falling',
  reasons: [
    'Nothing was seen of them in any source for 21 days: last seen on Monday 2 November · worse since Monday 23 November',
    'They have not handed in one piece of work that most of their peers have: CS501 (due 20 Nov) · new on Tuesday 24 November',
  ],
  why: 'You get this because you are their personal tutor.',
  freshness,
  warnings: [],
  done: [],
  offers: ['seen', 'contact', 'known-reason', 'wrong-data', 'not-useful', 'pass-on'],
}

const reminded = alertCard({
  ...fresh,
  state: {
    words:
      'Reminder: you have not responded to this yet. Press “Seen” if that is enough; without a response it may go to a colleague.',
    isOver: false,
  },
})

const shared = alertCard({
  ...fresh,
  kind: 'Alert · medium concern',
  why: 'Passed up to you as programme leader: Sarah Hughes has not responded to it for 4 working days.',
  warnings: [
    'Sarah Hughes also has this and opened it, Tuesday 24 November, 09:10: agree who gets in touch.',
    'Tom Bell also has this and has not responded yet.',
  ],
  done: [
    'You saw this, Tuesday 24 November, 09:12.',
    'You reported wrong data, Tuesday 24 November, 09:13: the people who run me are being told, and the data will be checked again.',
    'Checked again on Wednesday 25 November, 06:00: the data held still say so.',
    'Contact: call by Sarah Hughes on Monday 9 November.',
  ],
  offers: ['useful', 'contact', 'known-reason', 'not-useful', 'pass-on'],
})

const known = alertCard({
  ...fresh,
  state: { words: 'Done: you know of a reason, Tuesday 24 November, 09:12.', isOver: true },
  done: ['Placement or visit, as you said: nobody is alerted about them until Monday 14 December.'],
  offers: ['useful', 'not-useful', 'reason-ended'],
})

const corrected = alertCard({
  ...fresh,
  state: { words: 'Data that came later show that this was not so: please disregard it.', isOver: true },
  reasons: [
    'Nothing was seen of them in any source for 14 days: last seen on Monday 9 November · data that came later show otherwise',
  ],
  offers: [],
})

const { band: _band, trend: _trend, ...withoutScore } = fresh
const goodNews = alertCard({
  ...withoutScore,
  kind: 'Good news',
  name: 'A name of *many* words '.repeat(10),
  reasons: [
    'They are active again, as of Tuesday 24 November: nothing had been seen of them since 3 November',
  ],
  offers: ['seen', 'contact', 'wrong-data', 'not-useful'],
})

const reasonForm = reasonFormCard({
  ref,
  student: ofAisha,
  problems: [],
  reason: '',
  until: '',
  earliest: '2026-11-25',
  latest: '2027-03-24',
})

const reasonFormAgain = reasonFormCard({
  ref: { alert },
  student: ofAisha,
  problems: ['Choose what kind of reason it is.', 'Nothing is saved yet.'],
  reason: '',
  until: '2026-12-14',
  earliest: '2026-11-25',
  latest: '2027-03-24',
})

const wrongDataForm = wrongDataFormCard({ ref, student: ofAisha, problems: [] })

const wrongDataFormAgain = wrongDataFormCard({
  ref,
  student: ofAisha,
  problems: ['Choose what is wrong.', 'Nothing is reported yet.'],
})

const passForm = passFormCard({
  ref,
  student: ofAisha,
  problems: [],
  colleagues: [
    { staffId: 's0202', words: 'Tom Bell · level tutor' },
    { staffId: 's0203', words: 'Gareth Pritchard · programme leader' },
  ],
})

const noColleague = passFormCard({ ref, student: ofAisha, problems: [], colleagues: [] })

const settings = alertSettingsCard({
  title: 'Your alerts are paused',
  paragraphs: ['They come again on Tuesday 8 December.'],
  frequency: 'each',
  kinds: [...alertKinds],
  off: ['recovered'],
  suggestions: [{ text: 'resume my alerts' }, { text: 'pause my alerts for two weeks' }],
})

const settingsOfNumbers = alertSettingsCard({
  title: 'Your alerts are on',
  paragraphs: [
    'To pause them until a day, write “pause my alerts until Monday”, or any day within a year.',
    'Once a week you get a card with numbers on the students whom your role covers.',
  ],
  kinds: ['weekly-card'],
  off: ['weekly-card'],
  suggestions: [{ text: 'pause my alerts for a week' }],
})

const openAlerts = studentListCard({
  title: 'Your open alerts',
  scope: '1 alert, the most concerning first',
  freshness,
  rows: [
    {
      name: 'Aisha Khan',
      subtitle: '00412345 · BSc Computer Science · level 5',
      band: 'none',
      trend: 'falling',
      reason:
        'High concern, 23 Nov: Nothing was seen of them in any source for 21 days: last seen on Monday 2 November',
      open: { verb: 'alert-open', alert },
    },
  ],
  paging: { first: 1, last: 1, total: 1 },
  suggestions: [{ text: 'list all alerts' }, { text: 'alert settings' }],
})

export const alertExamples: { name: string; card: Card }[] = [
  { name: 'alert', card: alertCard(fresh) },
  { name: 'alert-reminder', card: reminded },
  { name: 'alert-shared', card: shared },
  { name: 'alert-known-reason', card: known },
  { name: 'alert-corrected', card: corrected },
  { name: 'alert-good-news', card: goodNews },
  { name: 'alert-reason-form', card: reasonForm },
  { name: 'alert-reason-form-again', card: reasonFormAgain },
  { name: 'alert-wrong-form', card: wrongDataForm },
  { name: 'alert-wrong-form-again', card: wrongDataFormAgain },
  { name: 'alert-pass-form', card: passForm },
  { name: 'alert-pass-form-nobody', card: noColleague },
  { name: 'alert-settings', card: settings },
  { name: 'alert-settings-of-numbers', card: settingsOfNumbers },
  { name: 'alerts', card: openAlerts },
]
