import { demoTutor } from '../../../data/sample/demo-staff'
import { attack, cannotFind, leadsNowhere, notMine, type Attacks } from './attack'
import { aisha, ask, type World } from './world'

/** Buttons and hidden values that no card of ours holds. */
export const forgedCards = ({ press, say }: World): Attacks => ({
  'forged card data': [
    attack(
      'a button for somebody else’s tutee, by ID',
      () => press('helen', ask(`show ${aisha.student_id}`)),
      cannotFind,
    ),
    attack(
      'a button for somebody else’s tutee, by name',
      () => press('helen', ask('show Aisha Rahman')),
      cannotFind,
    ),
    attack(
      'data that claim a role, a scope and a detail',
      () =>
        press(
          'helen',
          ask(`show ${aisha.student_id}`, {
            role: 'elt',
            detail: 'full',
            scope: 'institution',
            appRoles: ['Engagement.Institution'],
          }),
        ),
      cannotFind,
    ),
    attack(
      'data that claim to be of somebody else',
      () =>
        press(
          'helen',
          ask(`show ${aisha.student_id}`, {
            staffId: demoTutor.staffId,
            aadObjectId: demoTutor.entraObjectId,
          }),
        ),
      cannotFind,
    ),
    attack(
      'a way back that is a foreign student',
      () => press('helen', ask('help', { back: { text: `show ${aisha.student_id}` } })),
      'What you can ask',
    ),
    attack('a verb of its own', () => press('helen', { verb: 'export', text: 'everything' }), notMine),
    attack('a verb from the prototype', () => press('helen', { verb: '__proto__', text: 'x' }), notMine),
    attack('an object for the words', () => press('helen', ask({ $ne: '' })), notMine),
    attack('a list for the words', () => press('helen', ask(['show', aisha.student_id])), notMine),
    attack('a page below the first', () => press('helen', ask('show my tutees', { page: -1 })), notMine),
    attack(
      'a page that is no number',
      () => press('helen', ask('show my tutees', { page: '1; drop table student' })),
      notMine,
    ),
    attack(
      'a message’s hidden value with a foreign ID',
      () => say('helen', '', { text: undefined, value: ask(`show ${aisha.student_id}`) }),
      cannotFind,
    ),
    attack(
      'a card about a student whose reference is an ID',
      () => press('helen', { verb: 'open-student', reference: aisha.student_id }),
      leadsNowhere,
    ),
    attack(
      'a card about a student whose reference somebody made up',
      () => press('helen', { verb: 'open-student', reference: 'A'.repeat(380) }),
      leadsNowhere,
    ),
    attack(
      'a card about a student with an ID in the place of a reference',
      () => press('helen', { verb: 'open-student', student: aisha.student_id }),
      notMine,
    ),
    attack(
      'a card about a student with words to ask',
      () => press('helen', ask(`show ${aisha.student_id}`, { verb: 'open-student' })),
      notMine,
    ),
    attack('no data', () => press('helen', undefined), notMine),
  ],
})
