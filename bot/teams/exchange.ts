import { ConfidentialClientApplication, type AuthenticationResult } from '@azure/msal-node'
import { z } from 'zod'
import type { EntraConfig } from '../entra-config'
import { msalOptions } from './msal-options'

/** Somebody whom Entra ID vouches for, until `expiresAt`. */
export interface SignedIn {
  objectId: string
  tenantId: string
  /** The name they sign in with (UPN). */
  upn: string
  appRoles: string[]
  /** For Microsoft Graph, in their name. */
  graphToken: string
  expiresAt: Date
}

const lowerCase = z
  .string()
  .min(1)
  .transform((text) => text.toLowerCase())

const claims = z.object({
  oid: lowerCase,
  tid: lowerCase,
  preferred_username: z.string().default(''),
  roles: z.array(z.string()).default([]),
  exp: z.number().default(0),
})

/** As long as Entra ID lets a token live by default, in milliseconds: nobody stays signed in on one for ever. */
const longest = 90 * 60_000

/** How long an exchange may take in all, in milliseconds: it is an invoke, which Teams waits ten seconds for. */
const patience = 6_000

/** The delegated rights that the bot asks for. */
export function graphScopes({ graph }: EntraConfig): string[] {
  const scopes = graph.photos ? ['User.Read', 'ProfilePhoto.Read.All'] : ['User.Read']
  return scopes.map((scope) => `${graph.url}/${scope}`)
}

/**
 * Exchanges the token that Teams holds for a person for one in their name (on-behalf-of): Entra ID gives one only for a
 * token that it made, for this bot, and that still holds. Only then is anything in the token believed, and only if an
 * ID token that comes back is of the same person.
 *
 * @throws when Entra ID refuses or cannot be reached, or when the two tokens do not agree
 */
export async function exchange(entra: EntraConfig, token: string): Promise<SignedIn> {
  // A client of its own, whose cache ends with it: tokens stay in the protected state alone.
  const client = new ConfidentialClientApplication(msalOptions(entra, AbortSignal.timeout(patience)))
  const result = await client.acquireTokenOnBehalfOf({
    oboAssertion: token,
    scopes: graphScopes(entra),
    skipCache: true,
  })
  if (!result) throw new Error('Entra ID gave no token.')
  return signedInBy(claims.parse(payloadOf(token)), result)
}

/** A sign-in ends with either of its tokens. */
function signedInBy(
  given: z.output<typeof claims>,
  { idTokenClaims, accessToken, expiresOn }: AuthenticationResult,
): SignedIn {
  const received = Object.keys(idTokenClaims).length === 0 ? given : claims.parse(idTokenClaims)
  if (received.oid !== given.oid || received.tid !== given.tid) throw new Error('The tokens differ.')
  const ends = [Date.now() + longest, given.exp * 1000, expiresOn?.getTime() ?? 0]
  return {
    objectId: received.oid,
    tenantId: received.tid,
    upn: received.preferred_username,
    // As Entra ID sees them now; the older token may name one that was taken away.
    appRoles: received.roles,
    graphToken: accessToken,
    expiresAt: new Date(Math.min(...ends)),
  }
}

/** What a token says, its signature aside: that was Entra ID's to check. */
function payloadOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
}
