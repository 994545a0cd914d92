import { demoTutor } from '../../../data/sample/demo-staff'
import { teamsMessage } from '../../support/identity/teams-activity'
import { attack, cannotFind, outside, type Attacks } from './attack'
import { aisha, type World } from './world'

/** Questions of people whose role, or post, does not reach so far. */
export const beyondTheRole = ({ bot, people, reply, say, signIn }: World): Attacks => ({
  'more than the role allows': [
    attack(
      'a tutor asks for a programme',
      () => say('ruth', 'show low-engagement students in Computer Science'),
      outside,
    ),
    attack(
      'a leader asks for another programme',
      () => say('gareth', 'show students in Cyber Security'),
      /outside what you may see|I did not quite follow/u,
    ),
    attack(
      'a pro-vice-chancellor asks for one student',
      () => say('vice', `show ${aisha.student_id}`),
      /nobody I may show you|I cannot find/u,
    ),
    attack(
      'an administrator asks for students',
      () => say('admin', 'show low-engagement students'),
      'nobody I may show you',
    ),
    attack(
      'an administrator asks for one student',
      () => say('admin', `show ${aisha.student_id}`),
      'nobody I may show you',
    ),
    attack(
      'data protection without a case asks for one student',
      () => say('guardian', `show ${aisha.student_id}`),
      'nobody I may show you',
    ),
    attack(
      'a stranger of the same tenant',
      async () => {
        const stranger = bot().authority.addUser()
        await signIn(stranger)
        return reply(teamsMessage(stranger, 'show low-engagement students'))
      },
      'I cannot place you yet',
    ),
    attack(
      'a stranger with every app role',
      async () => {
        const stranger = bot().authority.addUser({
          roles: [
            'Engagement.School',
            'Engagement.Faculty',
            'Engagement.FacultyAdmin',
            'Engagement.Institution',
            'Engagement.Admin',
          ],
        })
        await signIn(stranger)
        return reply(teamsMessage(stranger, 'show low-engagement students'))
      },
      'I cannot place you yet',
    ),
    attack(
      'a tutor with every app role',
      async () => {
        people().helen.roles = ['Engagement.School', 'Engagement.Institution']
        await signIn(people().helen)
        const text = await say('helen', `show ${aisha.student_id}`)
        people().helen.roles = []
        return text
      },
      cannotFind,
    ),
    attack(
      'a namesake by UPN, where the records hold another object ID',
      async () => {
        const twin = bot().authority.addUser({ upn: demoTutor.email })
        await signIn(twin)
        return reply(teamsMessage(twin, 'show my tutees'))
      },
      'I cannot place you yet',
    ),
  ],
})
