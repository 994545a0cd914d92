import { randomUUID } from 'node:crypto'
import { base64url, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Answer } from '../stand-in'
import type { Application } from './application'
import { claimsAbout, type EntraUser } from './entra-user'
import { secondsFromNow, type Claims, type SigningKey } from './signing-key'
import { refuse, unknownApp, wrongAssertion, wrongClient, wrongRequest, type Refusal } from './token-refusal'

/** What the grants draw on: the registered application, its people, and what a test has set. */
export interface Registration extends Application {
  url: string
  key: SigningKey
  users: Map<string, EntraUser>
  refused: Map<string, Refusal>
  /** How long tokens hold, in seconds. */
  lifetime: number
  /** The application permissions that the application has. */
  permissions: string[]
  /** Claims of the ID token that are replaced or, if undefined, left out. */
  idTokenClaims: Claims
  /** Whose refresh token each is. */
  refreshTokens: Map<string, string>
}

const client = z.object({
  client_id: z.string(),
  client_secret: z.string().optional(),
  client_assertion: z.string().optional(),
  scope: z.string(),
})
const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const request = z.discriminatedUnion('grant_type', [
  client.extend({ grant_type: z.literal('client_credentials') }),
  client.extend({
    grant_type: z.literal(onBehalfOf),
    requested_token_use: z.literal('on_behalf_of'),
    assertion: z.string(),
  }),
  client.extend({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
])

/** Gives the tokens that a form asks for, or says why not, as Entra does. */
export async function grant(registration: Registration, form: Claims): Promise<Answer> {
  const parsed = request.safeParse(form)
  if (!parsed.success) return refuse(wrongRequest)
  const { data } = parsed
  if (data.client_id !== registration.appId) return refuse(unknownApp)
  if (!(await isClient(registration, data))) return refuse(wrongClient)
  if (data.grant_type === 'client_credentials') {
    return { status: 200, body: await appToken(registration, data.scope) }
  }
  const oid =
    data.grant_type === 'refresh_token'
      ? registration.refreshTokens.get(data.refresh_token)
      : await subjectOf(registration, data.assertion)
  const user = registration.users.get(oid ?? '')
  const refusal = user ? registration.refused.get(user.oid) : wrongAssertion
  if (!user || refusal) return refuse(refusal ?? wrongAssertion)
  return { status: 200, body: await userTokens(registration, user, data.scope) }
}

/** Secret, or a token of the managed identity that the application trusts. */
async function isClient(registration: Registration, asked: z.infer<typeof client>): Promise<boolean> {
  return asked.client_secret === undefined
    ? isTrusted(registration, asked.client_assertion ?? '')
    : asked.client_secret === registration.secret
}

async function isTrusted({ key, url, tenantId, trusts }: Registration, assertion: string): Promise<boolean> {
  if (!trusts) return false
  const expected = {
    issuer: `${url}/${tenantId}/v2.0`,
    audience: 'api://AzureADTokenExchange',
    subject: trusts.principalId,
  }
  try {
    await jwtVerify(assertion, key.publicKey, { algorithms: ['RS256'], ...expected })
    return true
  } catch {
    return false
  }
}

/** Whose single sign-on token this is, if it is one for this application. */
async function subjectOf({ key, appId }: Registration, assertion: string): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(assertion, key.publicKey, {
      algorithms: ['RS256'],
      audience: [appId, `api://botid-${appId}`],
    })
    return z.object({ oid: z.string(), scp: z.literal('access_as_user') }).parse(payload).oid
  } catch {
    return undefined
  }
}

async function appToken({ key, ...of }: Registration, scope: string): Promise<object> {
  const claims = {
    iss: `${of.url}/${of.tenantId}/v2.0`,
    aud: audienceOf(scope),
    appid: of.appId,
    idtyp: 'app',
    tid: of.tenantId,
    ...(of.permissions.length > 0 && { roles: of.permissions }),
    nbf: secondsFromNow(0),
    exp: secondsFromNow(of.lifetime),
  }
  return { token_type: 'Bearer', expires_in: of.lifetime, access_token: await key.sign(claims) }
}

async function userTokens(registration: Registration, user: EntraUser, scope: string): Promise<object> {
  const { key, url, appId, refreshTokens, lifetime, idTokenClaims } = registration
  const claims = claimsAbout(user, { url, lifetime })
  const refreshToken = randomUUID()
  refreshTokens.set(refreshToken, user.oid)
  return {
    token_type: 'Bearer',
    scope,
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: await key.sign({ ...claims, aud: audienceOf(scope), scp: scopesOf(scope), appid: appId }),
    id_token: await key.sign({ ...claims, aud: appId, ...idTokenClaims }),
    refresh_token: refreshToken,
    client_info: base64url.encode(JSON.stringify({ uid: user.oid, utid: user.tid })),
  }
}

export const graphAudience = 'https://graph.microsoft.com'

/** A scope without a resource is Microsoft Graph's. */
function audienceOf(scope: string): string {
  const resource = scope.split(' ').find((part) => /^(https:|api:|[0-9a-f-]{36}\/)/u.test(part))
  return resource?.replace(/\/[^/]*$/u, '') ?? graphAudience
}

function scopesOf(scope: string): string {
  return scope
    .split(' ')
    .map((part) => part.slice(part.lastIndexOf('/') + 1))
    .join(' ')
}
