import { teamsTokenExchange } from '../../support/identity/teams-activity'
import { attack, privately, type Attacks } from './attack'
import { aisha, ask, group, tenant, type World } from './world'

/** Questions where others read along. */
export const groupChats = ({ bot, people, press, reply, say }: World): Attacks => ({
  'group chats': [
    attack('a question in a group chat', () => say('ruth', 'show low-engagement tutees', group), privately),
    attack('one student in a group chat', () => say('ruth', 'show Aisha Rahman', group), privately),
    attack(
      'a question in a channel',
      () =>
        say('ruth', 'show low-engagement tutees', {
          conversation: { id: '19:channel@thread.tacv2', conversationType: 'channel', isGroup: true },
          ...tenant,
        }),
      privately,
    ),
    attack(
      'a chat that calls itself personal and a group',
      () =>
        say('ruth', 'show my tutees', {
          conversation: { id: 'a:x', conversationType: 'personal', isGroup: true },
          ...tenant,
        }),
      privately,
    ),
    attack(
      'a chat of two people, which calls itself personal',
      () =>
        say('ruth', 'show my tutees', {
          conversation: { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal' },
          ...tenant,
        }),
      privately,
    ),
    attack(
      'a chat of no stated kind',
      () => say('ruth', 'show my tutees', { conversation: { id: 'a:y' }, ...tenant }),
      privately,
    ),
    attack(
      'a chat of a kind in capitals',
      () =>
        say('ruth', 'show my tutees', {
          conversation: { id: 'a:z', conversationType: 'PERSONAL' },
          ...tenant,
        }),
      privately,
    ),
    attack(
      'a mention that hides the question',
      () => say('ruth', '<at>show my tutees</at> show my tutees', group),
      privately,
    ),
    attack(
      'a button pressed in a group chat, for one student',
      () => press('ruth', ask(`show ${aisha.student_id}`), group),
      privately,
    ),
    attack(
      'a sign-in in a group chat, which must not answer there',
      async () => {
        await say('ruth', 'show my tutees', group)
        return reply(
          teamsTokenExchange(people().ruth, { token: await bot().authority.ssoToken(people().ruth) }, group),
        )
      },
      '"sent":[]',
    ),
    attack(
      'a button for a list in a group chat, by somebody signed in there',
      () => press('ruth', ask('show low-engagement tutees'), group),
      /by band · last 14 days(?!.*Action\.Submit)/u,
    ),
    attack(
      'a button in a group chat, by somebody not signed in there',
      () => press('helen', ask('show my tutees'), group),
      'loginRequest',
    ),
    attack('the access of somebody, in a group chat', () => say('ruth', 'my access', group), privately),
  ],
})
