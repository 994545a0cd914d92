import { randomUUID } from 'node:crypto'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { writeAlert, writeEpisode } from '../../support/alert-cards'
import { attack, notMine, privately, type Attack, type Attacks } from './attack'
import { aisha, group, type World } from './world'

const noAlert = 'I cannot find that alert'

/** Buttons of alerts, in the hands of somebody whose alert it is not, or who no longer may. */
export const forgedAlertActs = ({ press, say, store }: World): Attacks => {
  let made: Promise<string> | undefined
  /** Ruth's about her tutee, that was never sent. */
  const ofRuth = (): Promise<string> =>
    (made ??= writeEpisode(store(), aisha.student_id).then((episode) =>
      writeAlert(store(), {
        staffId: demoTutor.staffId,
        studentId: aisha.student_id,
        episodes: [episode],
      }),
    ))
  const does = async (more: object = {}): Promise<object> => ({
    verb: 'alert-do',
    alert: await ofRuth(),
    act: 'seen',
    ...more,
  })
  const every: readonly object[] = [
    {},
    { act: 'reason-ended' },
    { act: 'reopen' },
    { verb: 'alert-open' },
    { verb: 'alert-contact' },
    { verb: 'alert-reason-form' },
    { verb: 'alert-reason', reason: 'placement', until: '2026-12-01' },
    { verb: 'alert-wrong-form' },
    { verb: 'alert-wrong', what: 'attendance' },
    { verb: 'alert-pass-form' },
    { verb: 'alert-pass', to: 's0103' },
  ]
  const byOthers = (who: 'helen' | 'gareth'): Attack[] =>
    every.map((more) =>
      attack(
        `somebody else’s alert, by ${who}: ${JSON.stringify(more)}`,
        async () => press(who, await does(more)),
        noAlert,
      ),
    )
  return {
    'buttons of alerts': [
      ...byOthers('helen'),
      attack('by a director', async () => press('director', await does()), 'neither read nor record'),
      attack(
        'by a pro-vice-chancellor',
        async () => press('vice', await does()),
        /nobody I may show|neither read/u,
      ),
      attack(
        'by an administrator',
        async () => press('admin', await does()),
        /nobody I may show|neither read/u,
      ),
      attack(
        'by data protection',
        async () => press('guardian', await does()),
        /nobody I may show|neither read/u,
      ),
      attack('one that is none', async () => press('ruth', await does({ alert: randomUUID() })), noAlert),
      attack(
        'passed on to somebody whose student it is not, claiming a role',
        async () =>
          press(
            'helen',
            await does({ verb: 'alert-pass', to: demoLeader.staffId, role: 'elt', staffId: 's0101' }),
          ),
        noAlert,
      ),
      attack('an ID that is SQL', async () => press('ruth', await does({ alert: "' or 1=1 --" })), notMine),
      attack(
        'an act that no button has',
        async () => press('ruth', await does({ act: 'contacted' })),
        notMine,
      ),
      attack('in a group chat', async () => press('ruth', await does(), group), privately),
      attack('a list in a group chat', () => say('ruth', 'my alerts', group), privately),
      attack(
        'in another chat than that of the sign-in',
        async () =>
          press('ruth', await does(), {
            conversation: {
              id: 'a:of-the-attacker',
              conversationType: 'personal',
              tenantId: group.channelData.tenant.id,
            },
          }),
        'loginRequest',
      ),
      attack(
        'as a message’s hidden value',
        async () => say('helen', '', { text: undefined, value: await does() }),
        'What you can ask',
      ),
      attack('somebody else’s alerts by name', () => say('helen', 'my alerts'), 'nothing waits for you here'),
    ],
  }
}
