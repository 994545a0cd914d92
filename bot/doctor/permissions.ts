import type { Check, Finding, WithEntra } from './check'

const install = 'TeamsAppInstallation.ReadWriteSelfForUser.All'

/** Whether the app has the application permission that it needs, and no others. What people consent to cannot be seen here. */
export const permissionsCheck: Check<WithEntra> = {
  name: 'permissions',
  look: async ({ entra, tokens }) => {
    const trial = await tokens('graph')
    if (trial.kind !== 'token') return { because: 'there is no token for Microsoft Graph' }
    const needed = entra.catalogAppId === undefined ? [] : [install]
    if (trial.permissions === undefined)
      return [
        {
          state: 'warning',
          what: 'Which application permissions the app has cannot be read from its token.',
          mend: `Look under Permissions of the enterprise application: ${needed.length > 0 ? `${install} alone` : 'none of Application type'} should be there.`,
        },
      ]
    return findingsOf(needed, trial.permissions)
  },
}

function findingsOf(needed: readonly string[], held: readonly string[]): Finding[] {
  const lacking = needed.filter((permission) => !held.includes(permission))
  const beyond = held.filter((permission) => !needed.includes(permission))
  const found: Finding[] = []
  if (lacking.length > 0)
    found.push({
      state: 'wrong',
      what: `PROACTIVE_INSTALL=1 needs an application permission that nobody has consented to: ${install}.`,
      mend: "Add it to the app registration under API permissions, as Application, and grant the administrator's consent; or set PROACTIVE_INSTALL=0.",
    })
  if (beyond.length > 0)
    found.push({
      state: 'warning',
      what: `The app may do more in Microsoft Graph than it needs: ${beyond.join(', ')}.`,
      mend: 'Remove these application permissions from the app registration: whoever has its secret has them too.',
    })
  if (found.length > 0) return found
  const what =
    needed.length > 0
      ? 'The app may install itself for people, and nothing else by itself.'
      : 'The app may do nothing by itself in Microsoft Graph, and needs nothing.'
  return [{ state: 'well', what }]
}
