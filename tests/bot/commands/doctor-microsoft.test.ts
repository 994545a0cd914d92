import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { diagnose, examineAlone, found, type Diagnosis, type Patient } from '../../support/doctor'
import { freePort } from '../../support/free-port'
import { createCertificate, type Certificate } from '../../support/identity/certificate'
import { botIdentity, otherTenantId, storeSecret, useEntraWorld } from '../../support/identity/entra-bot'
import { startServer } from '../../support/identity/server-process'
import { expiredSecret, foreignIdentity } from '../../support/identity/token-refusal'
import { putInService } from '../../support/in-service'
import { json, startModelServer, type ModelServer } from '../../support/model-server'
import { copySample } from '../../support/sample'
import { standIn, type Answer, type Received, type StandIn } from '../../support/stand-in'
import { now, temporaryFolder } from '../../support/store'
import { startTrustingCommands, type TrustingCommands } from '../../support/trusting-commands'

const database = copySample()
const folder = temporaryFolder()
const others = temporaryFolder()
const world = useEntraWorld()

/** What stands at BOT_DOMAIN, with a certificate of its own. */
const answersOfBot = {
  live: { status: 200, body: { live: true } } as Answer,
  message: { status: 401 } as Answer,
}
let front: StandIn
let model: ModelServer
let commands: TrustingCommands

beforeAll(async () => {
  const { certificate, connector } = world()
  await putInService(database, connector.serviceUrl)
  front = await startFront(certificate)
  model = await startModelServer(certificate)
  commands = startTrustingCommands(certificate.file)
})
afterAll(async () => {
  commands.stop()
  await front.close()
  await model.close()
})
beforeEach(() => {
  world().reset()
  Object.assign(answersOfBot, { live: { status: 200, body: { live: true } }, message: { status: 401 } })
})

const startFront = (certificate: Certificate): Promise<StandIn> =>
  standIn(
    ({ method, path: asked }) =>
      method === 'GET' && asked === '/health/live'
        ? answersOfBot.live
        : asked === '/api/messages'
          ? answersOfBot.message
          : { status: 404 },
    certificate,
  )

/** Node takes one file of further authorities. */
function trusting(...certificates: Certificate[]): Record<string, string> {
  const file = path.join(folder, `${certificates.length}-authorities.pem`)
  writeFileSync(file, certificates.map((each) => readFileSync(each.file, 'utf8')).join('\n'))
  return { NODE_EXTRA_CA_CERTS: file }
}

/** As what ends TLS before the bot does. */
const passTo =
  (address: string) =>
  async ({ method, path: asked, headers, body }: Received): Promise<Answer> => {
    const response = await fetch(`${address}${asked}`, {
      method,
      headers: { 'content-type': headers['content-type'] ?? 'text/plain' },
      ...(method === 'POST' && { body }),
    })
    return { status: response.status, body: await response.text() }
  }

const domainOf = ({ url }: StandIn): string => new URL(url).host

/** The doctor where everything is configured and stands ready, but for the store and what a test sets. */
function examine(
  environment: Record<string, string> = {},
  { database = `sqlite:${path.join(folder, 'absent.db')}`, args = [] }: Partial<Patient> = {},
): Promise<Diagnosis> {
  const all = {
    ...world().environment,
    TEAMS_SERVICE_URL: world().connector.serviceUrl,
    BOT_DOMAIN: domainOf(front),
    ...environment,
  }
  // Whom a process trusts, it learns when it starts.
  return 'NODE_EXTRA_CA_CERTS' in environment
    ? examineAlone({ database, environment: all, args })
    : diagnose(commands.run, { database, environment: all, args })
}

const microsoft = [
  'entra',
  'clock',
  'bot-credentials',
  'permissions',
  'channel-keys',
  'connector',
  'endpoint',
]

describe('where everything is as it should be', () => {
  const install = 'TeamsAppInstallation.ReadWriteSelfForUser.All'
  const whole = {
    PROACTIVE_INSTALL: '1',
    TEAMS_APP_CATALOG_ID: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0009',
    // The sample's library feed is late by design.
    ENGAGEMENT_CONFIGURATION: path.join(folder, 'configuration.json'),
  }
  let told: Diagnosis

  beforeAll(async () => {
    writeFileSync(whole.ENGAGEMENT_CONFIGURATION, '{"feeds": {"lateAfterTeachingDays": 15}}')
    world().authority.settings.permissions = [install]
    const server = await startServer({
      environment: { ...world().environment, ENGAGEMENT_DATABASE: database },
      now,
    })
    const proxy = await standIn(passTo(server.address), world().certificate)
    told = await examine(
      {
        ...whole,
        BOT_DOMAIN: domainOf(proxy),
        LANGUAGE_MODEL: `azure-openai:${model.url}/gpt-4o`,
        LANGUAGE_MODEL_KEY: 'a-key-of-tests',
      },
      { database, args: ['--now', now.toISOString()] },
    )
    await proxy.close()
    await server.stop()
  })

  it('everything is well, and the exit code 0', () => {
    expect(told.findings.filter(({ check, state }) => state !== 'well' && check !== 'node')).toEqual([])
    expect(told).toMatchObject({ well: true, code: 0 })
    expect(told.notLookedAt).toEqual([
      { check: 'grants', because: 'an embedded store knows no logins' },
      { check: 'restored', because: 'no restored store waits for its feeds' },
      { check: 'app-roles', because: 'nobody with a wide role has signed in yet' },
    ])
  })

  it('every check has told something', () => {
    const checks = new Set([...told.findings, ...told.notLookedAt].map(({ check }) => check))
    expect(checks.size).toBe(27)
    for (const check of microsoft) expect(checks).toContain(check)
  })

  it('nothing was sent to anybody, and no message to the model', () => {
    expect(world().connector.sent).toEqual([])
    expect(model.requests.every(({ messages }) => messages.length === 0)).toBe(true)
  })
})

describe('the bot’s credentials', () => {
  it.each([
    [
      'a wrong secret',
      { MicrosoftAppPassword: 'not-the-secret' },
      /the client secret is not one of the app registration/u,
      'AADSTS7000215',
    ],
    ['another app', { MicrosoftAppId: otherTenantId }, /the tenant does not know the app/u, 'AADSTS700016'],
  ])('%s is told, with what to do', async (_, environment, what, code) => {
    const told = await examine(environment)
    const [finding, ...others] = found(told, 'bot-credentials')
    expect(finding).toMatchObject({ state: 'wrong', what: expect.stringMatching(what) as string })
    expect(finding?.what).toContain(code)
    expect(finding?.mend).toContain('MicrosoftApp')
    expect(others).toEqual([])
    expect(told.notLookedAt).toContainEqual({ check: 'connector', because: 'there is no token for Teams' })
  })

  it('an expired secret is told from a wrong one', async () => {
    world().authority.settings.refusal = expiredSecret
    const [finding] = found(await examine(), 'bot-credentials')
    expect(finding).toMatchObject({
      state: 'wrong',
      what: 'Entra ID gives no token for Teams with the client secret (AADSTS7000222): the client secret has expired.',
      mend: expect.stringContaining('Certificates & secrets') as string,
    })
  })

  it('what this version does not know is told by its number', async () => {
    world().authority.settings.refusal = { ...expiredSecret, code: 7009999 }
    const [finding] = found(await examine(), 'bot-credentials')
    expect(finding?.mend).toContain('https://login.microsoftonline.com/error?code=7009999')
  })

  it('a fault that passes is a warning', async () => {
    world().authority.settings.state = 'failing'
    expect(found(await examine(), 'bot-credentials')).toMatchObject([
      { state: 'warning', what: expect.stringContaining('AADSTS90033') as string },
    ])
  })

  it('they go along no redirection', async () => {
    const received: string[] = []
    const elsewhere = await standIn(({ body }) => {
      received.push(body)
      return { status: 200, body: { access_token: 'x', token_type: 'Bearer', expires_in: 3600 } }
    }, world().certificate)
    world().authority.settings.leadsTo = `${elsewhere.url}/token`
    const told = await examine()
    await elsewhere.close()
    expect(received).toEqual([])
    expect(found(told, 'bot-credentials')).not.toMatchObject([{ state: 'well' }])
  })

  it('that its secret will expire is said, where it is well', async () => {
    const [finding] = found(await examine(), 'bot-credentials')
    expect(finding).toMatchObject({
      state: 'well',
      what: expect.stringContaining('When it expires cannot be read') as string,
    })
  })
})

describe('a managed identity', () => {
  // Each its own: the process keeps the tokens of an identity.
  const identity = () => ({ MANAGED_IDENTITY_CLIENT_ID: randomUUID(), MicrosoftAppPassword: '' })
  let gives: Answer
  let service: StandIn

  beforeAll(async () => {
    service = await standIn(() => gives)
  })
  afterAll(() => service.close())
  const onAzure = () => ({
    ...identity(),
    IDENTITY_ENDPOINT: `${service.url}/msi/token`,
    IDENTITY_HEADER: 'x',
  })
  const token = (assertion = 'an-assertion') => {
    const expires = String(Math.floor(Date.now() / 1000) + 3600)
    return {
      status: 200,
      body: { access_token: assertion, expires_on: expires, resource: 'x', token_type: 'Bearer' },
    }
  }

  it('is as good as a secret, and has none', async () => {
    gives = token(await world().authority.identityToken(botIdentity, 'api://AzureADTokenExchange'))
    const told = await examine(onAzure())
    expect(found(told, 'bot-credentials')).toMatchObject([
      { state: 'well', what: expect.stringContaining('no secret that could expire') as string },
    ])
    expect(world().authority.requests.every(({ proof }) => proof === 'assertion')).toBe(true)
  })

  it('that the registration does not trust is told, with what to compare', async () => {
    gives = token()
    world().authority.settings.refusal = foreignIdentity
    const [finding] = found(await examine(onAzure()), 'bot-credentials')
    expect(finding).toMatchObject({ state: 'wrong', what: expect.stringContaining('AADSTS700213') as string })
    expect(finding?.mend).toContain("subject the identity's principal ID")
  })

  it.each([
    ['is not assigned', () => onAzure()],
    ['is not to be had, for this is not Azure', identity],
  ])('that %s is told', async (_, environment) => {
    gives = { status: 400, body: { statusCode: 400, message: 'No such identity.' } }
    expect(found(await examine(environment()), 'bot-credentials')).toMatchObject([
      { state: 'wrong', what: 'The managed identity gives no token, so Entra ID cannot be asked.' },
    ])
  })
})

describe('Entra ID', () => {
  const withoutTenant = () => new URL(world().authority.url).origin

  it('does not know the tenant', async () => {
    const environment = { MicrosoftAppTenantId: otherTenantId, ENTRA_AUTHORITY: withoutTenant() }
    expect(found(await examine(environment), 'entra')).toMatchObject([
      {
        state: 'wrong',
        what: 'Entra ID refuses (AADSTS90002): there is no such tenant.',
        mend: expect.stringContaining('MicrosoftAppTenantId') as string,
      },
    ])
  })

  it('answers for another tenant than the configured one', async () => {
    expect(found(await examine({ MicrosoftAppTenantId: otherTenantId }), 'entra')).toMatchObject([
      { state: 'wrong', what: 'ENTRA_AUTHORITY is that of another tenant than MicrosoftAppTenantId.' },
    ])
  })

  it('is a page that asks to sign in to the network', async () => {
    const portal = await standIn(
      () => ({ status: 200, type: 'text/html', body: '<h1>Accept</h1>' }),
      world().certificate,
    )
    const told = await examine({ ENTRA_AUTHORITY: portal.url })
    await portal.close()
    expect(found(told, 'entra')).toMatchObject([
      { state: 'wrong', what: expect.stringContaining('is not Entra ID') as string },
    ])
  })

  it('is connected to, and says nothing: that ends in time', async () => {
    const silent = await standIn(() => 'silence', world().certificate)
    const told = await examine({ ENTRA_AUTHORITY: silent.url })
    await silent.close()
    expect(found(told, 'entra')).toMatchObject([
      { state: 'wrong', what: expect.stringContaining('gives no answer. Tried: GET https://127') as string },
    ])
    expect(told.took).toBeLessThan(45_000)
    expect(found(told, 'outbound').map(({ state }) => state)).not.toContain('wrong')
    for (const check of ['bot-credentials', 'permissions', 'clock', 'connector'])
      expect(told.notLookedAt.map((each) => each.check)).toContain(check)
  })

  it('is behind something that takes connections and says nothing, not even who it is', async () => {
    const mute = createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const { port } = mute.address() as AddressInfo
    const told = await examine({ ENTRA_AUTHORITY: `https://127.0.0.1:${port}` })
    mute.close()
    expect(found(told, 'entra')).toMatchObject([
      { state: 'wrong', what: expect.stringContaining('cannot be spoken to: nobody answers') as string },
    ])
    expect(found(told, 'outbound')).toMatchObject([{ state: 'wrong' }])
    expect(told.took).toBeLessThan(20_000)
  })

  it('gives no token in time', async () => {
    world().authority.settings.state = 'silent'
    const told = await examine()
    expect(found(told, 'bot-credentials')).toMatchObject([
      {
        state: 'warning',
        what: expect.stringContaining('gave no answer when it was asked for a token') as string,
      },
    ])
    expect(told.took).toBeLessThan(45_000)
  })

  it('cannot be connected to: of the check that is a warning, of the address something wrong', async () => {
    const told = await examine({ ENTRA_AUTHORITY: `https://127.0.0.1:${await freePort()}` })
    expect(found(told, 'entra')).toMatchObject([
      {
        state: 'warning',
        what: expect.stringMatching(
          /could not be looked at: the connection is refused \(ECONNREFUSED\)\. Tried: GET/u,
        ) as string,
      },
    ])
    expect(found(told, 'outbound')).toMatchObject([
      {
        state: 'wrong',
        mend: expect.stringMatching(
          /firewall rule: from this machine to 127\.0\.0\.1:\d+, TCP, outbound/u,
        ) as string,
      },
    ])
  })

  it.each([
    [45, 'warning'],
    [-400, 'wrong'],
  ] as const)('has a clock that is %i seconds behind this one', async (behind, state) => {
    world().authority.settings.behind = behind
    expect(found(await examine(), 'clock')).toMatchObject([
      { state, what: expect.stringContaining(behind > 0 ? 'ahead of' : 'behind') as string },
    ])
  })
})

describe('application permissions', () => {
  it('that are lacking, and those that are too many, are named', async () => {
    world().authority.settings.permissions = ['Directory.Read.All']
    const environment = { PROACTIVE_INSTALL: '1', TEAMS_APP_CATALOG_ID: otherTenantId }
    expect(found(await examine(environment), 'permissions')).toMatchObject([
      {
        state: 'wrong',
        what: expect.stringContaining('TeamsAppInstallation.ReadWriteSelfForUser.All') as string,
      },
      { state: 'warning', what: expect.stringContaining('Directory.Read.All') as string },
    ])
  })
})

describe('Teams', () => {
  const answering = async (
    answer: Answer,
    environment: (url: string) => Record<string, string>,
  ): Promise<Diagnosis> => {
    const other = await standIn(() => answer, world().certificate)
    const told = await examine(environment(other.url))
    await other.close()
    return told
  }
  const connector = async (answer: Answer) =>
    found(await answering(answer, (url) => ({ TEAMS_SERVICE_URL: url })), 'connector')

  it('refuses the token', async () => {
    expect(
      await connector({ status: 401, body: { message: 'Authorization has been denied for this request.' } }),
    ).toMatchObject([{ state: 'wrong', mend: expect.stringContaining('Azure Bot resource') as string }])
  })

  it('knows no such chat, which is well', async () => {
    const body = { error: { code: 'BadSyntax', message: 'Bad format of conversation ID' } }
    expect(await connector({ status: 404, body })).toMatchObject([{ state: 'well' }])
  })

  it.each([[403], [502], [404]])('is not what answers with a page of status %i', async (status) => {
    expect(await connector({ status, type: 'text/html', body: '<p>Blocked</p>' })).toMatchObject([
      { state: 'warning' },
    ])
  })

  it('has keys that cannot be read', async () => {
    const told = await answering({ status: 404 }, (url) => ({ ToBotFromChannelOpenIdMetadataUrl: url }))
    expect(found(told, 'channel-keys')).toMatchObject([
      { state: 'wrong', mend: expect.stringContaining('ToBotFromChannelOpenIdMetadataUrl') as string },
    ])
  })
})

describe('the messaging endpoint', () => {
  const endpoint = async (environment: Record<string, string> = {}) =>
    found(await examine(environment), 'endpoint')

  it.each([
    [502, /cannot reach it/u, /engagement start/u],
    [404, /Not the bot answers/u, /BOT_DOMAIN/u],
    [302, /Not the bot answers/u, /BOT_DOMAIN/u],
  ])('answers with %i where the bot should', async (status, what, mend) => {
    answersOfBot.live = { status, headers: { location: 'https://elsewhere.example/' } }
    const [finding] = await endpoint()
    expect(finding).toMatchObject({
      state: 'wrong',
      what: expect.stringMatching(what) as string,
      mend: expect.stringMatching(mend) as string,
    })
  })

  it('is another program', async () => {
    answersOfBot.live = { status: 200, body: { status: 'ok' } }
    expect(await endpoint()).toMatchObject([
      { state: 'wrong', what: expect.stringContaining('Not the bot') as string },
    ])
  })

  it.each([[200], [403], [302]])(
    'lets something stand before it that answers an unsigned message with %i',
    async (status) => {
      answersOfBot.message = { status }
      expect(await endpoint()).toMatchObject([
        { state: 'wrong', what: expect.stringContaining(`answered with ${status}`) as string },
      ])
    },
  )

  it('cannot be reached from here, which is no proof', async () => {
    expect(await endpoint({ BOT_DOMAIN: `127.0.0.1:${await freePort()}` })).toMatchObject([
      { state: 'warning', what: expect.stringContaining('Tried: GET https://127.0.0.1') as string },
    ])
    expect(await endpoint({ BOT_DOMAIN: 'bot.university.invalid' })).toMatchObject([
      { state: 'warning', what: expect.stringMatching(/name/u) as string },
    ])
  })

  it.each([
    [20, 'warning', /^The certificate of BOT_DOMAIN ends on /u],
    [-1, 'wrong', /its certificate has ended \(CERT_HAS_EXPIRED\)/u],
  ])('has a certificate for %i days more', async (days, state, what) => {
    const own = await createCertificate(others, days)
    const other = await startFront(own)
    const told = await endpoint({ BOT_DOMAIN: domainOf(other), ...trusting(world().certificate, own) })
    await other.close()
    expect(told).toMatchObject([{ state, what: expect.stringMatching(what) as string }])
  })

  it('has a certificate that nobody knows', async () => {
    const other = await startFront(await createCertificate(others))
    const told = await endpoint({ BOT_DOMAIN: domainOf(other) })
    await other.close()
    expect(told).toMatchObject([
      { state: 'wrong', mend: expect.stringContaining('NODE_EXTRA_CA_CERTS') as string },
    ])
  })
})

describe('the language model', () => {
  const configured = (deployment = 'gpt-4o') => ({
    LANGUAGE_MODEL: `azure-openai:${model.url}/${deployment}`,
    LANGUAGE_MODEL_KEY: 'a-key-of-tests',
  })

  it.each([
    [401, 'wrong', /LANGUAGE_MODEL_KEY/u],
    [403, 'wrong', /network settings/u],
    [404, 'wrong', /deployment/u],
    [429, 'warning', /quota/u],
    [503, 'warning', /again/u],
  ])('answers with %i', async (status, state, mend) => {
    model.answer = (response) => json(response, status, { error: { code: 'x', message: 'x' } })
    const told = found(await examine(configured()), 'language-model')
    expect(told).toMatchObject([{ state, mend: expect.stringMatching(mend) as string }])
  })

  it('refuses what is no message, which is well', async () => {
    model.answer = (response) => json(response, 400, { error: { message: "[] is too short - 'messages'" } })
    expect(found(await examine(configured()), 'language-model')).toMatchObject([{ state: 'well' }])
  })
})

describe('without any network', () => {
  let told: Diagnosis
  beforeAll(async () => {
    const nowhere = `https://127.0.0.1:${await freePort()}`
    told = await examine({
      ENTRA_AUTHORITY: nowhere,
      GRAPH_URL: nowhere,
      TEAMS_SERVICE_URL: nowhere,
      ToBotFromChannelOpenIdMetadataUrl: nowhere,
      BOT_DOMAIN: new URL(nowhere).host,
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=11111111-1111-4111-8111-111111111111;IngestionEndpoint=https://ingestion.invalid/;LiveEndpoint=y`,
    })
  })

  it('what is elsewhere could not be looked at, which is a warning that says what was tried', () => {
    const elsewhere = told.findings.filter(({ check }) => [...microsoft, 'outbound'].includes(check))
    expect(elsewhere.length).toBeGreaterThan(4)
    for (const finding of elsewhere) {
      expect(finding).toMatchObject({
        state: 'warning',
        what: expect.stringContaining('could not be looked at') as string,
      })
      expect(finding.mend).toBeDefined()
    }
    expect(found(told, 'outbound').map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/^ingestion\.invalid:443 \(Application Insights\) could not be looked at: /u),
    )
  })

  it('does not hang', () => {
    expect(told.took).toBeLessThan(30_000)
  })
})

describe('what is told', () => {
  it('shows no secret and no token', async () => {
    const secret = world().environment.MicrosoftAppPassword ?? ''
    const { text } = await examine({
      LANGUAGE_MODEL: `azure-openai:${model.url}/gpt-4o`,
      LANGUAGE_MODEL_KEY: 'a-key-of-tests',
    })
    for (const value of [secret, storeSecret, 'a-key-of-tests', 'eyJ']) expect(text).not.toContain(value)
  })

  it('with --offline is about this machine alone, and nobody is asked', async () => {
    world().authority.requests.length = 0
    const told = await examine({}, { args: ['--offline'] })
    for (const check of [...microsoft, 'outbound', 'language-model'])
      expect(told.notLookedAt).toContainEqual({ check, because: '--offline' })
    expect(world().authority.requests).toEqual([])
    expect(told.took).toBeLessThan(15_000)
  })
})
