import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { repository } from '../support/command'
import { engagementHere } from '../support/command-here'
import { useEntraBot, type EntraServer } from '../support/identity/entra-bot'
import { teamsMessage } from '../support/identity/teams-activity'
import { instrumentationKey, startIngestion, type Ingestion } from '../support/ingestion'
import { freePort } from '../support/free-port'
import { copySample } from '../support/sample'
import { standIn, type Received, type StandIn } from '../support/stand-in'
import { now, temporaryFolder } from '../support/store'
import { until } from '../support/until'

/** Where telemetry goes and where it does not, by the built server as an operator would run it. */
const database = copySample()
const folder = temporaryFolder()
let ingestion: Ingestion
const bot = useEntraBot({
  database,
  now,
  environment: async (certificate) => {
    ingestion = await startIngestion(certificate)
    return {}
  },
})
afterAll(() => ingestion.close())
beforeEach(() => {
  ingestion.reset()
})

interface Watched extends EntraServer {
  /** Where it has connected to, each place once. */
  connections(): Set<string>
  temporary: string
}

let started = 0

/** Another server, which notes where it connects to and has a folder of its own for temporary files. */
async function start(environment: Record<string, string>): Promise<Watched> {
  started += 1
  const [file, temporary] = [path.join(folder, `connections-${started}`), path.join(folder, `tmp-${started}`)]
  mkdirSync(temporary)
  const watch = `--require "${path.join(repository, 'tests', 'support', 'connections.cjs').replaceAll('\\', '/')}"`
  const server = await bot().startAnother({
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${watch}`,
    ENGAGEMENT_TEST_CONNECTIONS: file,
    TMPDIR: temporary,
    ...environment,
  })
  const connections = () => new Set(existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
  return { ...server, connections, temporary }
}

const hostOf = (url: string): string => new URL(url).host

async function say(server: EntraServer, text = 'help'): Promise<number> {
  const before = performance.now()
  const user = bot().authority.addUser()
  expect((await server.post(teamsMessage(user, text))).status).toBe(200)
  return performance.now() - before
}

it('is not even loaded where no connection string is set', async () => {
  const server = await start({})
  await say(server)
  await server.stop()
  expect(server.connections()).toContain('telemetry not loaded')
})

it('goes to the endpoint and nowhere else: the exporter tells nobody about itself, and asks the machine nothing', async () => {
  const server = await start({ APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString })
  await say(server)
  await server.stop()
  expect(ingestion.measured('engagement.turn.duration')).toMatchObject([{ count: 1 }])
  expect(ingestion.requests[0]?.headers.authorization).toBeUndefined()
  const { authority, keyServer, connector } = bot()
  const [endpoint = ''] = /127[^/]*/u.exec(ingestion.connectionString) ?? []
  expect(server.connections()).toEqual(
    new Set([
      endpoint,
      ...[authority.url, keyServer.metadataUrl, connector.serviceUrl].map(hostOf),
      'telemetry loaded',
    ]),
  )
  expect(readdirSync(server.temporary)).toEqual([])
})

describe('with a managed identity', () => {
  const identity = '0c07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0009'
  const asked: { resource: string | null; client: string | null; header: unknown }[] = []
  let endpoint: StandIn
  beforeAll(async () => {
    endpoint = await standIn(answer)
  })
  afterAll(() => endpoint.close())

  /** As Container Apps answers an identity's process. */
  function answer({ query, headers }: Received) {
    const [resource, client] = [query.get('resource'), query.get('client_id')]
    asked.push({ resource, client, header: headers['x-identity-header'] })
    const expires_on = String(Math.floor(Date.now() / 1_000) + 3_600)
    return {
      status: 200,
      body: { access_token: `for ${resource ?? ''}`, expires_on, resource, token_type: 'Bearer' },
    }
  }

  it('is sent in its name', async () => {
    const server = await start({
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      MANAGED_IDENTITY_CLIENT_ID: identity,
      MicrosoftAppPassword: '',
      IDENTITY_ENDPOINT: `${endpoint.url}/msi/token`,
      IDENTITY_HEADER: 'header-of-the-tests',
    })
    await say(server)
    await server.stop()
    expect(ingestion.measured('engagement.turn.duration')).toMatchObject([{ count: 1 }])
    const bearers = new Set(ingestion.requests.map(({ headers }) => headers.authorization))
    expect([...bearers]).toEqual(['Bearer for https://monitor.azure.com'])
    expect(asked).toContainEqual({
      resource: 'https://monitor.azure.com',
      client: identity,
      header: 'header-of-the-tests',
    })
  })
})

it('that cannot be sent delays nothing, is told of once in the log, and lies on no disk', async () => {
  const nowhere = `InstrumentationKey=${instrumentationKey};IngestionEndpoint=https://127.0.0.1:${await freePort()}/`
  const server = await start({ APPLICATIONINSIGHTS_CONNECTION_STRING: nowhere })
  await say(server)
  // Traces are sent every five seconds, and each time in vain.
  await until(() => server.output().includes('telemetry cannot be sent'))
  const after = []
  for (let count = 0; count < 3; count += 1) after.push(await say(server))
  expect(Math.min(...after)).toBeLessThan(1_000)
  const before = performance.now()
  await server.stop()
  expect(performance.now() - before).toBeLessThan(10_000)
  expect(server.output().split('telemetry cannot be sent')).toHaveLength(2)
  expect(server.output()).toContain('"error":"RestError","msg":"telemetry cannot be sent"')
  expect(readdirSync(server.temporary)).toEqual([])
})

it('that is refused is told of with its status, and that it is taken again', async () => {
  ingestion.status = 403
  const server = await start({ APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString })
  await say(server)
  await until(() => server.output().includes('"code":"http-403","msg":"telemetry cannot be sent"'))
  ingestion.status = 200
  await say(server)
  await until(() => server.output().includes('telemetry is sent again'))
  await server.stop()
})

it('traces the share of turns that is asked for, and measures all', async () => {
  const server = await start({
    APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
    OTEL_TRACES_SAMPLER_ARG: '0',
  })
  await say(server)
  await server.stop()
  expect(ingestion.measured('engagement.turn.duration')).toMatchObject([{ count: 1 }])
  expect(ingestion.traces()).toEqual([])
})

it.each([
  ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'a secret that is none'],
  ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'InstrumentationKey=secret'],
  ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'IngestionEndpoint=https://secret.example/'],
  [
    'APPLICATIONINSIGHTS_CONNECTION_STRING',
    `InstrumentationKey=${instrumentationKey};IngestionEndpoint=http://secret.example/`,
  ],
  ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
  ['OTEL_TRACES_SAMPLER_ARG', 'secret'],
])('a wrong %s stops the start: %s', async (name, value) => {
  const environment = { SIGN_IN: 'playground', [name]: value }
  const { code, stderr } = await engagementHere(['start'], { database, environment })
  expect(code).toBe(1)
  expect(stderr).toMatch(new RegExp(`^engagement: ${name} must be `, 'u'))
  expect(stderr).not.toContain('secret')
})
