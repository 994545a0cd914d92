import { attack, notMine, privately, type Attacks } from './attack'
import { aisha, group, type World } from './world'

const contact = '3f0e6f0a-52c1-4f0e-9d3b-6a1f0c9d7e11'
const noContact = 'I cannot find that contact'
const fields = { channel: 'call', happenedOn: '2026-11-20', note: 'forged' }
const save = (more: object = {}): object => ({
  verb: 'contact-save',
  contact,
  version: 0,
  student: aisha.student_id,
  ...fields,
  ...more,
})

/** Buttons that read or write by IDs, in the hands of somebody who may not. */
export const forgedActs = ({ press, say }: World): Attacks => ({
  'forged buttons that write': [
    attack('a contact with somebody else’s tutee', () => press('helen', save()), noContact),
    attack(
      'the form for somebody else’s tutee',
      () => press('helen', { verb: 'contact-form', student: aisha.student_id }),
      'I cannot find that student',
    ),
    attack(
      'a wrong contact, whose form would name the student',
      () => press('helen', save({ channel: '' })),
      noContact,
    ),
    attack(
      'a contact, claiming a role and an author',
      () => press('helen', save({ role: 'elt', by: 's0101', staffId: 's0101', detail: 'full' })),
      noContact,
    ),
    attack('a contact by a director', () => press('director', save()), 'neither read nor record contacts'),
    attack('a contact by a pro-vice-chancellor', () => press('vice', save()), 'nobody I may show you'),
    attack('a contact by an administrator', () => press('admin', save()), 'nobody I may show you'),
    attack('a contact by data protection', () => press('guardian', save()), 'nobody I may show you'),
    attack(
      'a contact that is not there, withdrawn',
      () => press('helen', { verb: 'contact-withdraw', contact, version: 1 }),
      noContact,
    ),
    attack('an ID that is SQL', () => press('helen', save({ contact: "' or 1=1 --" })), notMine),
    attack('a student that is an object', () => press('helen', save({ student: { $ne: '' } })), notMine),
    attack('a contact in a group chat', () => press('ruth', save(), group), privately),
    attack(
      'a contact by somebody signed in, in another chat',
      () =>
        press('ruth', save(), {
          conversation: {
            id: 'a:of-the-attacker',
            conversationType: 'personal',
            tenantId: group.channelData.tenant.id,
          },
        }),
      'loginRequest',
    ),
    attack(
      'a contact as a message’s hidden value',
      () => say('helen', '', { text: undefined, value: save() }),
      'What you can ask',
    ),
    attack(
      'the contacts with somebody else’s tutee',
      () => say('helen', `contacts with ${aisha.student_id}`),
      'I cannot find that student',
    ),
    attack(
      'who has looked at somebody else’s tutee',
      () => say('helen', `who has looked at ${aisha.student_id}`),
      'I cannot find that student',
    ),
    attack(
      'who has looked at a student, by a director',
      () => say('director', `who has looked at ${aisha.student_id}`),
      'data-protection office',
    ),
  ],
})
