import { isSqlite } from '../../data/store/open'
import type { Check, Finding, OnThisMachine } from './check'
import { isGuessable } from './guessable'

/** Whether what the keys are derived from is a secret. */
export const secretCheck: Check<OnThisMachine> = {
  name: 'secret',
  look: ({ configured: { store, signIn } }) => {
    if (!store) return Promise.resolve({ because: 'the configuration cannot be read' })
    const { secret, database } = store
    const isTrial = isSqlite(database) && signIn !== 'entra'
    if (secret !== undefined) return Promise.resolve([isGuessable(secret) ? guessable(isTrial) : good])
    // Where staff sign in, that it is not set is a fault of the configuration.
    if (signIn === 'entra') return Promise.resolve({ because: 'ENGAGEMENT_SECRET is not set' })
    return Promise.resolve([isTrial ? ownSecret : none])
  },
}

const good: Finding = { state: 'well', what: 'ENGAGEMENT_SECRET is set, and looks like no sample.' }

const ownSecret: Finding = {
  state: 'well',
  what: 'The embedded store makes a secret for itself, which is for trials.',
}

const none: Finding = {
  state: 'warning',
  what: 'ENGAGEMENT_SECRET is not set. Loads and scores need none; audit, retention and ask do.',
  mend: 'Where these are run, set the one that the server has.',
}

const guessable = (isTrial: boolean): Finding => ({
  state: isTrial ? 'warning' : 'wrong',
  what: 'ENGAGEMENT_SECRET can be guessed: whoever does so and reads the store can read sign-ins and forge the access trail.',
  mend: 'Set what `openssl rand -base64 32` prints, before anybody was shown anything: the access trail goes on only with the secret that it began with.',
})
