import { randomUUID } from 'node:crypto'
import type { EntraUser } from './entra-user'

export type TeamsActivity = Record<string, unknown>

/** An activity from somebody's private chat as Teams sends it, with what the test cares about in place of the usual. */
export function teamsActivity(user: EntraUser, parts: object): TeamsActivity {
  return {
    id: randomUUID(),
    channelId: 'msteams',
    timestamp: new Date().toISOString(),
    locale: 'en-GB',
    from: { id: `29:${user.oid}`, name: user.name, aadObjectId: user.oid },
    recipient: { id: '28:bot', name: 'My Engagement' },
    conversation: { id: `a:${user.oid}`, conversationType: 'personal', tenantId: user.tid },
    channelData: { tenant: { id: user.tid } },
    ...parts,
  }
}

/** Words that somebody typed. */
export function teamsMessage(user: EntraUser, text: string, parts: object = {}): TeamsActivity {
  return teamsActivity(user, { type: 'message', textFormat: 'plain', text, ...parts })
}

/** A pressed button. */
export function teamsCardAction(user: EntraUser, data: unknown, parts: object = {}): TeamsActivity {
  return teamsActivity(user, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'ask', data } },
    ...parts,
  })
}

/**
 * The client's answer to a sign-in card: a single sign-on token. Teams sends it from every endpoint on which the person
 * is signed in, each time with the same exchange ID.
 */
export function teamsTokenExchange(
  user: EntraUser,
  exchange: { token: string; id?: string; connectionName?: string },
  parts: object = {},
): TeamsActivity {
  const { token, id = randomUUID(), connectionName = '' } = exchange
  const value = { id, connectionName, token }
  return teamsActivity(user, { type: 'invoke', name: 'signin/tokenExchange', value, ...parts })
}

/** The end of signing in or consenting in a window of its own. */
export function teamsVerifyState(user: EntraUser, parts: object = {}): TeamsActivity {
  return teamsActivity(user, { type: 'invoke', name: 'signin/verifyState', value: {}, ...parts })
}
