import type { JWTPayload } from 'jose'
import { standIn, type Answer, type Received } from '../stand-in'
import type { Application } from './application'
import type { Certificate } from './certificate'
import { entraUser, type EntraUser } from './entra-user'
import { createSigningKey, secondsFromNow, type Claims } from './signing-key'
import type { ManagedIdentity } from './identity-endpoint'
import { grant } from './token-grants'
import { refuse, unavailable, wrongTenant, type Refusal } from './token-refusal'
import { ssoToken, verifiedClaims } from './user-tokens'

/** What somebody asked the token endpoint for. */
export interface TokenRequest {
  grantType: string | undefined
  scopes: string[]
  /** How the application proved itself. */
  proof: 'secret' | 'assertion' | 'none'
}

/** How the authority behaves, for a test to set. */
export interface AuthoritySettings {
  state: 'answering' | 'failing' | 'silent'
  /** How long each token takes, in milliseconds. */
  delay: number
  /** How long tokens hold, in seconds. */
  lifetime: number
  /** Who gets no token, by object ID, and why. */
  refused: Map<string, Refusal>
  /** Claims of ID tokens that are replaced or, if undefined, left out. */
  idTokenClaims: Claims
  /** Why nobody at all gets a token; absent where they do. */
  refusal: Refusal | undefined
  /** The application permissions that the application has. */
  permissions: string[]
  /** To where it sends whoever asks for a token; absent where it answers itself. */
  leadsTo: string | undefined
  /** By how many seconds its clock is behind. */
  behind: number
}

export interface Authority {
  /** With the tenant. */
  url: string
  tenantId: string
  settings: AuthoritySettings
  /** What was asked for, oldest first. */
  requests: TokenRequest[]
  /** Registers somebody. */
  addUser(given?: Partial<EntraUser>): EntraUser
  user(oid: string): EntraUser | undefined
  /** What Teams sends for somebody who is signed in there, some of its claims replaced or, if undefined, left out. */
  ssoToken(user: EntraUser, overrides?: Claims): Promise<string>
  /** What a managed identity of the tenant shows to whom it speaks to. */
  identityToken(identity: ManagedIdentity, audience: string): Promise<string>
  /** The claims of an Authorization header's token, if this authority issued it for that audience and it still holds. */
  verify(authorization: string | undefined, audience: string | string[]): Promise<JWTPayload | undefined>
  /** Behaves again as it did at first, with nothing asked yet. */
  reset(): void
  close(): Promise<void>
}

/** Stands in for Entra ID over https: one tenant with one application. */
export async function startAuthority(app: Application, certificate: Certificate): Promise<Authority> {
  const key = await createSigningKey('entra')
  const users = new Map<string, EntraUser>()
  const refreshTokens = new Map<string, string>()
  const requests: TokenRequest[] = []
  const settings = usual()
  const server = await standIn(answer, certificate)
  const url = `${server.url}/${app.tenantId}`
  return {
    url,
    tenantId: app.tenantId,
    settings,
    requests,
    addUser: (given) => {
      const user = entraUser(app.tenantId, given)
      users.set(user.oid, user)
      return user
    },
    user: (oid) => users.get(oid),
    ssoToken: (user, overrides) => ssoToken({ key, url: server.url, appId: app.appId }, user, overrides),
    identityToken: ({ clientId, principalId }, audience) =>
      key.sign({
        iss: `${url}/v2.0`,
        aud: audience,
        sub: principalId,
        oid: principalId,
        appid: clientId,
        exp: secondsFromNow(3600),
      }),
    verify: (authorization, audience) => verifiedClaims(key, authorization, audience),
    reset: () => {
      Object.assign(settings, usual())
      requests.length = 0
    },
    close: () => server.close(),
  }

  function answer({ method, path, body }: Received): Answer | Promise<Answer> {
    const [tenant, ...rest] = path.slice(1).split('/')
    if (tenant !== app.tenantId) return refuse(wrongTenant)
    const place = `${method} ${rest.join('/')}`
    if (place === 'GET v2.0/.well-known/openid-configuration')
      return { status: 200, body: metadata(url), headers: { date: dateOf(settings) } }
    if (place === 'GET discovery/v2.0/keys') return { status: 200, body: { keys: [key.jwk] } }
    if (place === 'GET oauth2/v2.0/authorize')
      return { status: 200, type: 'text/html', body: '<h1>Sign in</h1>' }
    return place === 'POST oauth2/v2.0/token' ? giveToken(body) : { status: 404 }
  }

  async function giveToken(body: string): Promise<Answer> {
    const form = Object.fromEntries(new URLSearchParams(body))
    requests.push(requestOf(form))
    await new Promise((resolve) => setTimeout(resolve, settings.delay))
    if (settings.leadsTo !== undefined) return { status: 307, headers: { location: settings.leadsTo } }
    if (settings.state === 'silent') return 'silence'
    if (settings.state === 'failing') return refuse(unavailable)
    if (settings.refusal) return refuse(settings.refusal)
    return grant({ ...app, ...settings, url: server.url, key, users, refreshTokens }, form)
  }
}

function usual(): AuthoritySettings {
  const none = { refused: new Map(), refusal: undefined, permissions: [], leadsTo: undefined }
  return { state: 'answering', delay: 0, lifetime: 3600, idTokenClaims: {}, behind: 0, ...none }
}

const dateOf = ({ behind }: AuthoritySettings): string => new Date(Date.now() - behind * 1000).toUTCString()

function metadata(url: string): object {
  return {
    issuer: `${url}/v2.0`,
    authorization_endpoint: `${url}/oauth2/v2.0/authorize`,
    token_endpoint: `${url}/oauth2/v2.0/token`,
    end_session_endpoint: `${url}/oauth2/v2.0/logout`,
    jwks_uri: `${url}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  }
}

function requestOf(form: Record<string, string>): TokenRequest {
  const { grant_type: grantType, scope = '', client_secret: secret, client_assertion: assertion } = form
  return {
    grantType,
    scopes: scope.split(' ').filter((part) => part !== ''),
    proof: secret !== undefined ? 'secret' : assertion !== undefined ? 'assertion' : 'none',
  }
}
