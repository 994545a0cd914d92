import { demoTutor } from '../../../data/sample/demo-staff'
import { teamsTokenExchange } from '../../support/identity/teams-activity'
import { attack, cannotFind, signInFirst, type Attacks } from './attack'
import { aisha, ask, type World } from './world'

/** For as long as the attack runs, the store says something else. */
async function whileTrue<T>(change: (undo: boolean) => Promise<unknown>, act: () => Promise<T>): Promise<T> {
  await change(false)
  try {
    return await act()
  } finally {
    await change(true)
  }
}

/** What was right once: an old button, an old token, a chat of somebody else. */
export const endedRights = ({ bot, people, press, reply, say, store }: World): Attacks => {
  const ofAisha = () =>
    store()
      .db.updateTable('assignment')
      .where('student_id', '=', aisha.student_id)
      .where('role', '=', 'personal-tutor')
  return {
    'replay after the right has ended': [
      attack(
        'a button after the student has another tutor',
        () =>
          whileTrue(
            (undo) =>
              ofAisha()
                .set({ end_date: undo ? null : '2026-11-01' })
                .execute(),
            () => press('ruth', ask(`show ${aisha.student_id}`)),
          ),
        cannotFind,
      ),
      attack(
        'a button before the role begins',
        () =>
          whileTrue(
            (undo) =>
              ofAisha()
                .set({ start_date: undo ? '2026-09-01' : '2026-12-01' })
                .execute(),
            () => press('ruth', ask(`show ${aisha.student_id}`)),
          ),
        cannotFind,
      ),
      attack(
        'a button after the feed dropped the assignment',
        () =>
          whileTrue(
            (undo) =>
              ofAisha()
                .set({ gone_on: undo ? null : '2026-11-24' })
                .execute(),
            () => press('ruth', ask(`show ${aisha.student_id}`)),
          ),
        cannotFind,
      ),
      attack(
        'a button after the student left the records',
        () =>
          whileTrue(
            (undo) =>
              store()
                .db.updateTable('student')
                .set({ gone_on: undo ? null : '2026-11-24' })
                .where('student_id', '=', aisha.student_id)
                .execute(),
            () => press('ruth', ask(`show ${aisha.student_id}`)),
          ),
        cannotFind,
      ),
      attack(
        'a button after the person left the staff',
        () =>
          whileTrue(
            (undo) =>
              store()
                .db.updateTable('staff')
                .set({ gone_on: undo ? null : '2026-11-24' })
                .where('staff_id', '=', demoTutor.staffId)
                .execute(),
            () => press('ruth', ask('show my tutees')),
          ),
        'I cannot place you yet',
      ),
      attack(
        'an old token, exchanged again',
        async () =>
          reply(
            teamsTokenExchange(people().ruth, {
              token: await bot().authority.ssoToken(people().ruth, { exp: 1_700_000_000 }),
            }),
          ),
        '"status":412',
      ),
      attack(
        'a question of somebody signed in, in another chat',
        () =>
          say('ruth', 'show my tutees', {
            conversation: {
              id: 'a:of-the-attacker',
              conversationType: 'personal',
              tenantId: people().ruth.tid,
            },
          }),
        signInFirst,
      ),
      attack(
        'a button of somebody signed in, in another chat',
        () =>
          press('ruth', ask('show my tutees'), {
            conversation: {
              id: 'a:of-the-attacker',
              conversationType: 'personal',
              tenantId: people().ruth.tid,
            },
          }),
        'loginRequest',
      ),
    ],
  }
}
