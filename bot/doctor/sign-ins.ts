import { chatsSeen } from '../../data/queries/chats-seen'
import type { Check, WithStore } from './check'
import { day, instantInWords } from './dates'

/** How long nobody need have signed in, for a vacation. In milliseconds. */
const patience = 30 * day

const look =
  'Write "my access" to the bot in Teams and sign in. If that fails: in the Entra admin centre, Enterprise applications, this app, Permissions, the tenant must have consented to User.Read; and the scope access_as_user must be exposed with the Teams clients authorised (deploy/README.md, "Signing staff in").'

/**
 * Whether staff can sign in. The bot may not read what the tenant has consented to, and without a person no sign-in can be
 * tried: those that were are all that can be known.
 */
export const signInsCheck: Check<WithStore> = {
  name: 'sign-ins',
  look: async ({ store, time, isSample, configured: { signIn } }) => {
    if (signIn !== 'entra' || isSample) return { because: 'nobody signs in with Entra ID here' }
    const { lastSignedIn } = await chatsSeen(store)
    if (!lastSignedIn)
      return [
        {
          state: 'warning',
          what: 'Nobody has signed in yet. Whether the tenant has consented, and whether the scope is right, cannot be told without a person.',
          mend: look,
        },
      ]
    const what = `Somebody who was signed in wrote at ${instantInWords(lastSignedIn)}`
    if (time().getTime() - lastSignedIn.getTime() > patience)
      return [{ state: 'warning', what: `${what}, and nobody since.`, mend: look }]
    return [{ state: 'well', what: `${what}: scope and consent were right then.` }]
  },
}
