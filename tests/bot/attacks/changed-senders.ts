import { teamsTokenExchange } from '../../support/identity/teams-activity'
import { otherTenantId } from '../../support/identity/entra-bot'
import { attack, signInFirst, type Attacks } from './attack'
import type { World } from './world'

/** Messages in the name of somebody else. */
export const changedSenders = ({ bot, chatOf, people, reply, say }: World): Attacks => ({
  'a changed sender': [
    attack(
      'Ruth’s object ID on Helen’s channel ID',
      () =>
        say('helen', 'show my tutees', {
          from: { id: `29:${people().helen.oid}`, aadObjectId: people().ruth.oid },
        }),
      signInFirst,
    ),
    attack(
      'Ruth’s channel ID on Helen’s object ID',
      () =>
        say('helen', 'show my tutees', {
          from: { id: `29:${people().ruth.oid}`, aadObjectId: people().helen.oid },
        }),
      signInFirst,
    ),
    attack(
      'both of Ruth’s, in Helen’s chat',
      () =>
        say('helen', 'show my tutees', {
          from: { id: `29:${people().ruth.oid}`, aadObjectId: people().ruth.oid },
        }),
      signInFirst,
    ),
    attack(
      'no object ID',
      () => say('ruth', 'show my tutees', { from: { id: `29:${people().ruth.oid}` } }),
      signInFirst,
    ),
    attack(
      'an object ID with a blank',
      () =>
        say('ruth', 'show my tutees', {
          from: { id: `29:${people().ruth.oid}`, aadObjectId: ` ${people().ruth.oid}` },
        }),
      signInFirst,
    ),
    attack(
      'an object ID that is a list',
      () =>
        say('ruth', 'show my tutees', {
          from: { id: `29:${people().ruth.oid}`, aadObjectId: [people().ruth.oid] },
        }),
      '"status":400',
    ),
    attack(
      'another tenant in the conversation',
      () =>
        say('ruth', 'show my tutees', {
          conversation: { ...chatOf(people().ruth).conversation, tenantId: otherTenantId },
        }),
      '"status":401',
    ),
    attack(
      'another tenant in the channel data',
      () => say('ruth', 'show my tutees', { channelData: { tenant: { id: otherTenantId } } }),
      '"status":401',
    ),
    attack(
      'somebody else’s token',
      async () =>
        reply(teamsTokenExchange(people().helen, { token: await bot().authority.ssoToken(people().ruth) })),
      '"status":412',
    ),
  ],
})
