import { dayOf } from '../../data/domain/day'
import { appRolesSeen } from '../../data/queries/app-roles-seen'
import { policies } from '../access/policy'
import type { Check, Finding, WithStore } from './check'

/** Whether those who hold a wide role signed in with the app role that is its second key. */
export const appRolesCheck: Check<WithStore> = {
  name: 'app-roles',
  look: async ({ store, clock, isSample, configured: { signIn } }) => {
    if (signIn !== 'entra' || isSample) return { because: 'nobody signs in with Entra ID here' }
    const holders = await appRolesSeen(store, dayOf(clock()))
    const found = policies.flatMap(({ role, words, secondKey }): Finding[] => {
      const seen = holders.filter((holder) => holder.role === role)
      const without = seen.filter(({ appRoles }) => !appRoles.includes(secondKey ?? '')).length
      if (secondKey === undefined || without === 0) return []
      return [
        {
          state: 'warning',
          what: `${without} of ${seen.length} who hold the role ${words} and have signed in lack the app role ${secondKey}: it shows them nothing.`,
          mend: `In the Entra admin centre, Enterprise applications, this app, Users and groups: assign ${secondKey} to those who should have it. It counts from their next sign-in.`,
        },
      ]
    })
    if (found.length > 0) return found
    const wide = holders.filter(({ role }) =>
      policies.some((policy) => policy.role === role && policy.secondKey !== undefined),
    )
    return wide.length === 0
      ? { because: 'nobody with a wide role has signed in yet' }
      : [{ state: 'well', what: 'Everybody with a wide role who has signed in has its app role.' }]
  },
}
