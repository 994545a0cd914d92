import { teamsActivity } from '../../support/identity/teams-activity'
import { attack, unclear, notMine, type Attacks } from './attack'
import { ask, type World } from './world'

/** What is far too long, too deep or of no known kind. */
export const sizeAndShape = ({ people, press, reply, say }: World): Attacks => ({
  'size and shape': [
    attack('10,000 characters', () => say('helen', 'a'.repeat(10_000)), unclear),
    attack('10,000 words', () => say('helen', 'show '.repeat(10_000)), unclear),
    attack('10,000 marks', () => say('helen', '<at>'.repeat(2_500)), unclear),
    attack(
      'a name of 10,000 letters',
      () => say('helen', `show ${'b'.repeat(10_000)}`),
      /I did not quite follow that|there is no “b{60}…”/u,
    ),
    attack('a button of 10,000 characters', () => press('helen', ask('c'.repeat(10_000))), notMine),
    attack('a value 2,000 levels deep', () => press('helen', nested(2_000)), notMine),
    attack('a page far past the end', () => press('helen', ask('show my tutees', { page: 1000 })), 'of'),
    attack(
      'a conversation of 451 characters',
      () =>
        say('helen', 'hi', {
          conversation: { id: 'a'.repeat(451), conversationType: 'personal', tenantId: people().helen.tid },
        }),
      '"status":400',
    ),
    attack(
      'an unknown invoke',
      () => reply(teamsActivity(people().helen, { type: 'invoke', name: 'task/fetch', value: {} })),
      /"status":(200|501)/u,
    ),
    attack('an unknown activity', () => reply(teamsActivity(people().helen, { type: 'trace' })), '"sent":[]'),
  ],
})

function nested(depth: number): unknown {
  let value: unknown = 'x'
  for (let level = 0; level < depth; level += 1) value = { value }
  return value
}
