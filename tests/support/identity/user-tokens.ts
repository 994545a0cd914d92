import { jwtVerify, type JWTPayload } from 'jose'
import { claimsAbout, type EntraUser } from './entra-user'
import type { Claims, SigningKey } from './signing-key'

/** The Teams client for desktops and phones. */
const teamsClient = '1fec8e78-bce4-4aaf-ab1b-5451cc387264'

/** What Teams sends for somebody who is signed in there. */
export function ssoToken(
  { key, url, appId }: { key: SigningKey; url: string; appId: string },
  user: EntraUser,
  overrides: Claims = {},
): Promise<string> {
  const audience = { aud: `api://botid-${appId}`, scp: 'access_as_user', azp: teamsClient }
  return key.sign({ ...claimsAbout(user, { url, lifetime: 3600 }), ...audience, ...overrides })
}

/** The claims of a header's bearer token, if this key signed it for that audience and it still holds. */
export async function verifiedClaims(
  key: SigningKey,
  authorization: string | undefined,
  audience: string | string[],
): Promise<JWTPayload | undefined> {
  const token = /^Bearer (\S+)$/u.exec(authorization ?? '')?.[1] ?? ''
  try {
    const { payload } = await jwtVerify(token, key.publicKey, { algorithms: ['RS256'], audience })
    return payload
  } catch {
    return undefined
  }
}
