import { isSqlite } from '../../data/store/open'
import type { Check, OnThisMachine } from './check'
import { isGuessable } from './guessable'

/** Whether what the keys are derived from is a secret. */
export const secretCheck: Check<OnThisMachine> = {
  name: 'secret',
  look: ({ configured: { store, signIn } }) => {
    if (!store) return Promise.resolve({ because: 'the configuration cannot be read' })
    const isNeeded = signIn === 'entra' || !isSqlite(store.database)
    if (store.secret === undefined)
      return Promise.resolve(
        isNeeded
          ? { because: 'ENGAGEMENT_SECRET is not set' }
          : [{ state: 'well', what: 'The embedded store makes a secret for itself, which is for trials.' }],
      )
    if (!isGuessable(store.secret))
      return Promise.resolve([{ state: 'well', what: 'ENGAGEMENT_SECRET is set, and looks like no sample.' }])
    return Promise.resolve([
      {
        state: isNeeded ? 'wrong' : 'warning',
        what: 'ENGAGEMENT_SECRET can be guessed: whoever does so and reads the store can read sign-ins and forge the access trail.',
        mend: 'Set what `openssl rand -base64 32` prints, before anybody was shown anything: the access trail goes on only with the secret that it began with.',
      },
    ])
  },
}
