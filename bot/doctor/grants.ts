import type { Rights } from '../../data/store/store'
import type { Check, Finding, WithStore } from './check'

const roles = 'Run deploy/sql/roles.sql as the owner of the database'

/** Whether the login has what its role gives, and no more. */
export const grantsCheck: Check<WithStore> = {
  name: 'grants',
  look: async ({ rights: read, configured: { signIn } }) => {
    const rights = await read()
    if (!rights) return { because: 'an embedded store knows no logins' }
    return rights.isOwner
      ? [owner]
      : [standing(rights, signIn === 'entra'), ...lacking(rights), ...beyond(rights)]
  },
}

const owner: Finding = {
  state: 'warning',
  what: 'The login may do everything in the database. That is right for migrate, retention and audit, and not for the server.',
  mend: `Give the server and the loads logins of their own. ${roles}, then: alter role engagement_bot add member [<user>], engagement_ingest for loads.`,
}

function standing({ roles: held }: Rights, isServer: boolean): Finding {
  const [role, ...others] = held
  const mend = `${roles}, then: alter role ${isServer ? 'engagement_bot' : 'engagement_ingest'} add member [<user>].`
  if (role === undefined)
    return { state: 'wrong', what: 'The login has none of the roles that deploy/sql/roles.sql makes.', mend }
  if (isServer && role !== 'engagement_bot')
    return { state: 'wrong', what: `The login has the role ${role}; the server needs engagement_bot.`, mend }
  if (others.length > 0)
    return {
      state: 'warning',
      what: `The login has several roles: ${held.join(', ')}.`,
      mend: `Leave it the one that its work needs: alter role ${others[0] ?? ''} drop member [<user>].`,
    }
  return { state: 'well', what: `The login has the role ${role}.` }
}

function lacking({ lacking: missing, roles: [role = 'engagement_bot'] }: Rights): Finding[] {
  if (missing.length === 0) return []
  return [
    {
      state: 'wrong',
      what: `The login lacks what ${role} gives: ${inShort(missing)}.`,
      mend: `${roles} again, as after every version that brings migrations.`,
    },
  ]
}

function beyond({ beyond: more, roles: [role = 'engagement_bot'] }: Rights): Finding[] {
  if (more.length === 0) return []
  return [
    {
      state: 'warning',
      what: `The login may do more than ${role} gives: ${inShort(more)}.`,
      mend: 'Take it out of other roles, such as db_datawriter, and revoke what it was granted by itself.',
    },
  ]
}

const few = 5

function inShort(rights: readonly string[]): string {
  const more = rights.length - few
  return `${rights.slice(0, few).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
