import { randomUUID } from 'node:crypto'
import { secondsFromNow, type Claims } from './signing-key'

/** Somebody who can sign in. Changes hold from the next token on. */
export interface EntraUser {
  /** The object ID. */
  oid: string
  tid: string
  upn: string
  name: string
  jobTitle: string
  /** App roles. */
  roles: string[]
}

/** A person of the tenant; whatever does not matter to the test is made up. */
export function entraUser(tenantId: string, given: Partial<EntraUser> = {}): EntraUser {
  const oid = given.oid ?? randomUUID()
  return {
    oid,
    tid: tenantId,
    upn: `${oid.slice(0, 8)}@university.example`,
    name: 'Robin Example',
    jobTitle: 'Lecturer',
    roles: [],
    ...given,
  }
}

/** What every token about this person says of them. */
export function claimsAbout(user: EntraUser, issuer: { url: string; lifetime: number }): Claims {
  return {
    iss: `${issuer.url}/${user.tid}/v2.0`,
    iat: secondsFromNow(0),
    nbf: secondsFromNow(0),
    exp: secondsFromNow(issuer.lifetime),
    oid: user.oid,
    tid: user.tid,
    sub: `subject-${user.oid}`,
    preferred_username: user.upn,
    name: user.name,
    ...(user.roles.length === 0 ? {} : { roles: user.roles }),
    uti: randomUUID(),
    ver: '2.0',
  }
}
