import { trailKey, type TrailKey } from '../../data/queries/trail-key'
import type { Store } from '../../data/store/store'
import { plural } from '../answers/phrases'
import type { Check, Finding, WithStore } from './check'

/** Whether the access trail goes on with the secret of this process: otherwise nobody is shown anything. */
export const accessTrailCheck: Check<WithStore> = {
  name: 'access-trail',
  look: async ({ store }) =>
    store.engine === 'sqlserver' && store.secret === undefined
      ? { because: 'ENGAGEMENT_SECRET is not set' }
      : [findingOf(await trailKey(store), store.engine)],
}

function findingOf(found: TrailKey, engine: Store['engine']): Finding {
  if (found.state === 'other-secret')
    return {
      state: 'wrong',
      what: 'The access trail was begun with another ENGAGEMENT_SECRET: nobody is shown any student.',
      mend:
        engine === 'sqlite'
          ? 'Set the one that it began with; where none was set then, leave it out: the embedded store has its own.'
          : 'Set the one that it began with, the same for every instance and job: look in the Key Vault, or in the backup of it.',
    }
  if (found.state === 'changed')
    return {
      state: 'wrong',
      what: 'The end of the access trail is not as it was written: nobody is shown any student.',
      mend: "Run 'engagement audit verify': it says what was changed. Tell the data protection officer, and keep the database as it is.",
    }
  return {
    state: 'well',
    what:
      found.entries === 0
        ? 'Nobody has looked at a student yet.'
        : `ENGAGEMENT_SECRET is the one of the access trail (${plural(found.entries, 'sealed record')}). Whether it is whole, 'engagement audit verify' tells.`,
  }
}
