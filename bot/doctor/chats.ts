import { dayOf } from '../../data/domain/day'
import { reachByRole, type Reach } from '../../data/queries/reach'
import { roleWords } from '../access/policy'
import type { Check, WithStore } from './check'

/** Whether those who are to be told something can be told. */
export const chatsCheck: Check<WithStore> = {
  name: 'chats',
  look: async ({ store, clock, grant, isSample, configured: { entra } }) => {
    if (isSample) return { because: 'this is a sample university' }
    const reach = await reachByRole(store, grant, dayOf(clock()))
    if (reach.length === 0) return { because: 'nobody holds a role yet' }
    const what = `With a chat: ${reach.map(inShort).join('; ')}.`
    const isWell = reach.every(({ without, blocked }) => without === 0 && blocked === 0)
    if (isWell || entra?.catalogAppId !== undefined) return [{ state: 'well', what }]
    return [
      {
        state: 'warning',
        what: `${what} Nobody else can be told anything unasked.`,
        mend: 'Install the app for staff with a setup policy in the Teams admin centre, or set PROACTIVE_INSTALL=1 (deploy/README.md, "Telling staff unasked").',
      },
    ]
  },
}

function inShort({ role, people, reached, blocked }: Reach): string {
  return `${reached} of ${people} as ${roleWords(role)}${blocked === 0 ? '' : ` (${blocked} blocked)`}`
}
