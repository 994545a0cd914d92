import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ConfidentialClientApplication } from '@azure/msal-node'
import { ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder'
import { z } from 'zod'
import { startAuthority, type Authority } from '../support/identity/authority'
import { createCertificate, type Certificate } from '../support/identity/certificate'
import { wrongHeaders, wrongTokens } from '../support/identity/channel-tokens'
import type { EntraUser } from '../support/identity/entra-user'
import { appId, otherTenantId, tenantId } from '../support/identity/entra-bot'
import { photo, startGraph, type Graph } from '../support/identity/graph'
import { channelIssuer, startKeyServer, type KeyServer } from '../support/identity/key-server'
import { graphAudience } from '../support/identity/token-grants'
import { refusals } from '../support/identity/token-refusal'
import { temporaryFolder } from '../support/store'

/** The stand-ins for Entra ID and Teams are judged by Microsoft's own libraries: what those take is like the real thing. */
const folder = temporaryFolder()
const serviceUrl = 'https://smba.example/teams/'
const secret = 'the secret of the application'
let certificate: Certificate
let authority: Authority
let graph: Graph
let keyServer: KeyServer

beforeAll(async () => {
  certificate = await createCertificate(folder)
  authority = await startAuthority({ appId, tenantId, secret }, certificate)
  graph = await startGraph(authority, certificate)
  keyServer = await startKeyServer({ appId, tenantId, serviceUrl })
})
afterEach(() => {
  authority.reset()
  graph.reset()
})
afterAll(async () => {
  for (const each of [keyServer, graph, authority]) await each.close()
})

function application(clientSecret = secret): ConfidentialClientApplication {
  const knownAuthorities = [new URL(authority.url).host]
  return new ConfidentialClientApplication({
    auth: { clientId: appId, clientSecret, authority: authority.url, knownAuthorities },
    system: { customAgentOptions: { ca: certificate.cert } },
  })
}

describe('the authority, to MSAL', () => {
  const scopes = ['User.Read']

  test('signs in a person on behalf of whom Teams sent a token', async () => {
    const user = authority.addUser({ name: 'Ada Example', roles: ['Engagement.School'] })
    const oboAssertion = await authority.ssoToken(user)
    const result = await application().acquireTokenOnBehalfOf({ oboAssertion, scopes })
    expect(result?.idTokenClaims).toMatchObject({
      aud: appId,
      iss: `${authority.url}/v2.0`,
      oid: user.oid,
      tid: tenantId,
      preferred_username: user.upn,
      name: 'Ada Example',
      roles: ['Engagement.School'],
    })
    expect(result?.account).toMatchObject({ localAccountId: user.oid, tenantId })
    expect(await authority.verify(`Bearer ${result?.accessToken ?? ''}`, graphAudience)).toMatchObject({
      oid: user.oid,
    })
    expect(authority.requests).toEqual([
      {
        grantType: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        scopes: expect.arrayContaining(['User.Read']) as unknown,
        proof: 'secret',
      },
    ])
  })

  test('tells changed roles when a token that held for a moment is renewed', async () => {
    const user = authority.addUser({ roles: ['Engagement.School'] })
    authority.settings.lifetime = 1
    const app = application()
    const first = await app.acquireTokenOnBehalfOf({ oboAssertion: await authority.ssoToken(user), scopes })
    user.roles = []
    const account = first?.account
    if (!account) throw new Error('Nobody was signed in.')
    const second = await app.acquireTokenSilent({ account, scopes })
    expect(second.idTokenClaims).not.toHaveProperty('roles')
    expect(authority.requests.map(({ grantType }) => grantType)).toContain('refresh_token')
  })

  test.each<[string, (name: string) => Promise<string>]>([
    ['for another application', (oid) => ssoTokenOf(oid, { aud: 'api://botid-another' })],
    ['that expired', (oid) => ssoTokenOf(oid, { exp: 1 })],
    ['of another scope', (oid) => ssoTokenOf(oid, { scp: 'other' })],
    ['of somebody unknown', () => ssoTokenOf(authority.addUser().oid, { oid: 'nobody' })],
    ['whose signature is another', async (oid) => `${await ssoTokenOf(oid, {})}AAAA`],
  ])('gives nothing for a token %s', async (_what, mint) => {
    const oboAssertion = await mint(authority.addUser().oid)
    await expect(application().acquireTokenOnBehalfOf({ oboAssertion, scopes })).rejects.toMatchObject({
      errorCode: 'invalid_grant',
    })
  })

  test('asks for consent where there is none', async () => {
    const user = authority.addUser()
    authority.settings.refused.set(user.oid, refusals.consentRequired)
    const oboAssertion = await authority.ssoToken(user)
    await expect(application().acquireTokenOnBehalfOf({ oboAssertion, scopes })).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      subError: 'consent_required',
    })
  })

  test('fails where it is told to fail', async () => {
    authority.settings.state = 'failing'
    const oboAssertion = await authority.ssoToken(authority.addUser())
    await expect(application().acquireTokenOnBehalfOf({ oboAssertion, scopes })).rejects.toMatchObject({
      errorCode: 'temporarily_unavailable',
    })
  })

  test('gives the bot its own token, and nobody else', async () => {
    const asked = { scopes: [`${channelIssuer}/.default`] }
    const result = await application().acquireTokenByClientCredential(asked)
    expect(await authority.verify(`Bearer ${result?.accessToken ?? ''}`, channelIssuer)).toMatchObject({
      appid: appId,
    })
    await expect(application('a guess').acquireTokenByClientCredential(asked)).rejects.toMatchObject({
      errorCode: 'invalid_client',
    })
  })

  test('signs in a guest as one: with their own tenant', async () => {
    const guest = authority.addUser({ tid: otherTenantId })
    const oboAssertion = await authority.ssoToken(guest)
    const result = await application().acquireTokenOnBehalfOf({ oboAssertion, scopes })
    expect(result?.idTokenClaims).toMatchObject({ tid: otherTenantId, oid: guest.oid })
  })

  async function ssoTokenOf(oid: string, overrides: Record<string, unknown>): Promise<string> {
    const user = authority.user(oid)
    if (!user) throw new Error('Nobody has this object ID.')
    return authority.ssoToken(user, overrides)
  }
})

describe('Graph, to a process that trusts the certificate', () => {
  test('tells about the person whose token it is', async () => {
    const user = authority.addUser({ name: 'Ada Example', jobTitle: 'Tutor' })
    const { status, type, body } = await get('/v1.0/me', await graphToken(user))
    expect([status, type]).toEqual([200, 'application/json'])
    expect(JSON.parse(body.toString())).toMatchObject({ displayName: 'Ada Example', jobTitle: 'Tutor' })
    expect(graph.requests).toEqual([{ path: '/v1.0/me', oid: user.oid, status: 200 }])
  })

  test('has photographs of some', async () => {
    const token = await graphToken(authority.addUser())
    graph.photos.set('ada@students.example', photo)
    const found = await get('/v1.0/users/Ada@students.example/photos/48x48/$value', token)
    expect(found).toEqual({ status: 200, type: 'image/png', body: photo })
    expect(await get('/v1.0/users/bob@students.example/photos/48x48/$value', token)).toMatchObject({
      status: 404,
    })
  })

  test('takes no token but its own', async () => {
    expect(await get('/v1.0/me', await authority.ssoToken(authority.addUser()))).toMatchObject({
      status: 401,
    })
  })

  test('fails where it is told to fail', async () => {
    graph.state = 'failing'
    expect(await get('/v1.0/me', await graphToken(authority.addUser()))).toMatchObject({ status: 500 })
  })

  async function graphToken(user: EntraUser): Promise<string> {
    const oboAssertion = await authority.ssoToken(user)
    const result = await application().acquireTokenOnBehalfOf({ oboAssertion, scopes: ['User.Read'] })
    return result?.accessToken ?? ''
  }

  /** As the server would ask: in a process of its own. */
  async function get(path: string, token: string): Promise<{ status: number; type: string; body: Buffer }> {
    const script = `fetch(process.argv[1], { headers: { authorization: process.argv[2] } }).then(async (answer) =>
      console.log(JSON.stringify({ status: answer.status, type: answer.headers.get('content-type'),
        body: Buffer.from(await answer.arrayBuffer()).toString('base64') })))`
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['-e', script, `${graph.url}${path}`, `Bearer ${token}`],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.file } },
    )
    const answer = z
      .object({ status: z.number(), type: z.string(), body: z.string() })
      .parse(JSON.parse(stdout))
    return { ...answer, body: Buffer.from(answer.body, 'base64') }
  }
})

describe('the key server, to the Bot Framework', () => {
  beforeAll(() => {
    // The Bot Framework prints every token that it refuses.
    jest.spyOn(console, 'error').mockImplementation()
  })
  afterAll(() => {
    jest.restoreAllMocks()
  })

  /** What the Bot Framework lets pass: the bot itself has to see to these. */
  const passing = [
    'signed with a key that nobody endorsed',
    'as the emulator sends it',
    'as the emulator sends it, version 2',
  ]

  test('gives good tokens', async () => {
    const { claimsIdentity } = await authenticate(`Bearer ${await keyServer.token()}`)
    expect(claimsIdentity.isAuthenticated).toBe(true)
    expect(keyServer.asked).toEqual({ metadata: 1, keys: 1 })
  })

  test.each(wrongTokens.filter(([what]) => !passing.includes(what)))(
    'gives no good token %s',
    async (_what, mint) => {
      await expect(authenticate(`Bearer ${await mint(keyServer)}`)).rejects.toThrow()
    },
  )

  test.each(wrongTokens.filter(([what]) => passing.includes(what)))(
    'gives a token that passes for a good one %s',
    async (_what, mint) => {
      await expect(authenticate(`Bearer ${await mint(keyServer)}`)).resolves.toBeDefined()
    },
  )

  test.each(wrongHeaders)('gives no good token by %s', async (_what, make) => {
    await expect(authenticate(make(await keyServer.token()) ?? '')).rejects.toThrow()
  })

  async function authenticate(header: string) {
    const url = keyServer.metadataUrl
    const framework = new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: tenantId,
      MicrosoftAppPassword: secret,
      ToChannelFromBotLoginUrl: authority.url,
      ToChannelFromBotOAuthScope: channelIssuer,
      ToBotFromChannelTokenIssuer: channelIssuer,
      OAuthUrl: channelIssuer,
      ToBotFromChannelOpenIdMetadataUrl: url,
      ToBotFromEmulatorOpenIdMetadataUrl: url,
      CallerId: 'urn:botframework:azure',
    })
    const activity: Partial<Activity> = { type: 'message', channelId: 'msteams', serviceUrl }
    return framework.authenticateRequest(activity as Activity, header)
  }
})
