import { startConnector, type Connector } from '../connector'
import { temporaryFolder } from '../store'
import { startAuthority, type Authority } from './authority'
import { createCertificate, type Certificate } from './certificate'
import { startGraph, type Graph } from './graph'
import { startIdentityEndpoint, type IdentityEndpoint } from './identity-endpoint'
import { channelIssuer, startKeyServer, type KeyServer } from './key-server'
import { posterTo, type Poster } from './poster'
import { startServer, type ServerProcess } from './server-process'

export const appId = '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001'
export const tenantId = '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002'
/** A university that is not ours. */
export const otherTenantId = '11e0f3b2-9a4c-4d87-b6f1-5c2a8e7d0003'
export const botIdentity = {
  clientId: '5d1c7e02-8a3b-4e6f-9c41-2b7a9d3e0004',
  principalId: 'a9e4f6c8-0d27-4b15-8f3a-6c5e1b2d0005',
}
const secret = 'the-client-secret-of-the-tests'

/** What the server's keys are derived from: a test that looks at students in the same store needs it too. */
export const storeSecret = 'a secret of the tests that nobody needs to guess'

/** One running server. */
export interface EntraServer extends ServerProcess, Poster {}

/** The built server with sign-in by Entra ID, and stand-ins for all that it speaks to. */
export interface EntraBot extends EntraServer {
  keyServer: KeyServer
  authority: Authority
  graph: Graph
  identityEndpoint: IdentityEndpoint
  connector: Connector
  /** What an operator would set, but for the store and the port. */
  environment: Record<string, string>
  /** Another instance on the same database. It stops with the first. */
  startAnother(environment?: Record<string, string>): Promise<EntraServer>
  /** The stand-ins behave as at first and have seen nothing; people, photographs and the server stay. */
  reset(): void
}

/** The built server (`npm run build`) with sign-in by Entra ID, for the tests of this file. */
export function useEntraBot(options: {
  database: string | (() => string)
  /** More variables, or others; an empty one counts as absent. They may be told by servers with the same certificate. */
  environment?:
    Record<string, string> | ((certificate: Certificate, world: World) => Promise<Record<string, string>>)
  now?: Date
}): () => EntraBot {
  const folder = temporaryFolder()
  const running: { stop(): Promise<void> }[] = []
  let bot: EntraBot | undefined

  beforeAll(async () => {
    const certificate = await createCertificate(folder)
    const world = await startWorld(certificate)
    running.push(world)
    const { database, environment, now } = options
    const common = {
      ...world.environment,
      ENGAGEMENT_DATABASE: typeof database === 'string' ? database : database(),
      ...(typeof environment === 'function' ? await environment(certificate, world) : environment),
    }
    const start = async (more: Record<string, string> = {}): Promise<EntraServer> => {
      const server = await startServer({
        environment: { ...common, ...more },
        ...(now === undefined ? {} : { now }),
      })
      running.push(server)
      return { ...server, ...posterTo(server.address, world) }
    }
    bot = { ...world, ...(await start()), startAnother: start }
  })
  afterAll(async () => {
    for (const each of running.reverse()) await each.stop()
  })
  return () => {
    if (!bot) throw new Error('The bot runs only while tests run.')
    return bot
  }
}

type StandIns = Pick<
  EntraBot,
  'keyServer' | 'authority' | 'graph' | 'identityEndpoint' | 'connector' | 'environment' | 'reset' | 'stop'
>

interface World extends StandIns {
  /** Of all of them. */
  certificate: Certificate
}

/** The stand-ins alone, for tests of this file that start for themselves what speaks to them. */
export function useEntraWorld(): () => World {
  const folder = temporaryFolder()
  let world: World | undefined
  beforeAll(async () => {
    world = await startWorld(await createCertificate(folder))
  })
  afterAll(() => world?.stop())
  return () => {
    if (!world) throw new Error('The stand-ins run only while tests run.')
    return world
  }
}

/** Everything outside the server, as one university would see it. */
async function startWorld(certificate: Certificate): Promise<World> {
  const connector = await startConnector(certificate)
  const keyServer = await startKeyServer({ appId, tenantId, serviceUrl: connector.serviceUrl })
  const authority = await startAuthority({ appId, tenantId, secret, trusts: botIdentity }, certificate)
  const graph = await startGraph(authority, certificate)
  const identityEndpoint = await startIdentityEndpoint(authority, botIdentity)
  const all = [connector, keyServer, authority, graph, identityEndpoint]
  return {
    certificate,
    environment: settings({ keyServer, authority, graph }, certificate),
    connector,
    keyServer,
    authority,
    graph,
    identityEndpoint,
    reset: () => {
      connector.sent.length = 0
      connector.requests.length = 0
      connector.silent = false
      authority.reset()
      graph.reset()
    },
    stop: async () => {
      for (const each of all) await each.close()
    },
  }
}

/** What an operator would set, pointed at the stand-ins. */
function settings(
  { keyServer, authority, graph }: Pick<World, 'keyServer' | 'authority' | 'graph'>,
  certificate: Certificate,
): Record<string, string> {
  return {
    NODE_EXTRA_CA_CERTS: certificate.file,
    SIGN_IN: 'entra',
    ENGAGEMENT_SECRET: storeSecret,
    MicrosoftAppId: appId,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: secret,
    BOT_DOMAIN: 'bot.university.example',
    ENTRA_AUTHORITY: authority.url,
    GRAPH_URL: graph.url,
    ToChannelFromBotLoginUrl: authority.url,
    ToChannelFromBotOAuthScope: channelIssuer,
    ToBotFromChannelTokenIssuer: channelIssuer,
    OAuthUrl: new URL(keyServer.metadataUrl).origin,
    ToBotFromChannelOpenIdMetadataUrl: keyServer.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: keyServer.metadataUrl,
    CallerId: 'urn:botframework:azure',
  }
}
