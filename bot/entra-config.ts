import { z } from 'zod'
import { EngagementError } from '../data/domain/errors'
import { guid, readEnvironment, setVariables } from './config'
import { readManagedIdentity } from './managed-identity'
import { variables } from './variables'
import { together } from './wrong-environment'

/** Signing in with Entra ID, and the bot's own registration there. */
export interface EntraConfig {
  appId: string
  /** How the bot proves to Entra ID who it is. */
  proof: Proof
  tenantId: string
  /** Where tokens come from, with the tenant: `https://login.microsoftonline.com/<tenant>`. */
  authority: string
  /** The host name under which Teams and people's browsers reach the bot. */
  domain: string
  /** The university's own privacy notice, which the bot's pages lead to. */
  privacyNotice: string | undefined
  graph: GraphConfig
  /** Where Teams takes messages before any chat has said so. */
  serviceUrl: string
  /** The app in the tenant's catalogue, to be installed for people who are to be told something; absent where that is off. */
  catalogAppId: string | undefined
  /** The SDK's own settings for another cloud than the public one. */
  channel: ChannelSettings | undefined
}

/** A secret of the registration, or a managed identity that the registration trusts (a federated credential). */
export type Proof = { kind: 'secret'; secret: string } | { kind: 'managed-identity'; clientId: string }

export interface GraphConfig {
  url: string
  /** Show students' photographs, which needs ProfilePhoto.Read.All. */
  photos: boolean
}

/** By the SDK's own names: all of them or none. Not every cloud's caller has an ID. */
const channelSettings = variables({
  ToChannelFromBotLoginUrl: z.string(),
  ToChannelFromBotOAuthScope: z.string(),
  ToBotFromChannelTokenIssuer: z.string(),
  OAuthUrl: z.string(),
  ToBotFromChannelOpenIdMetadataUrl: z.string(),
  ToBotFromEmulatorOpenIdMetadataUrl: z.string(),
  CallerId: z.string().default(''),
})
export type ChannelSettings = z.infer<typeof channelSettings>

const https = z.string().refine(isHttps, 'must be an https address')

/** The host name under which the bot is reached. */
export const hostName = z
  .string()
  .regex(/^[a-z0-9.-]+(:\d+)?$/iu, 'must be a host name, such as engagement.university.ac.uk')

const environment = variables({
  MicrosoftAppId: guid,
  MicrosoftAppType: z
    .string()
    .regex(/^SingleTenant$/iu, "must be 'SingleTenant'")
    .default('SingleTenant'),
  MicrosoftAppTenantId: guid,
  MicrosoftAppPassword: z.string().optional(),
  ENTRA_AUTHORITY: https.default('https://login.microsoftonline.com'),
  BOT_DOMAIN: hostName,
  PRIVACY_NOTICE: https.optional(),
  GRAPH_URL: https.default('https://graph.microsoft.com'),
  GRAPH_PHOTOS: z.enum(['0', '1'], { message: "must be '0' or '1'" }).default('0'),
  TEAMS_SERVICE_URL: https.default('https://smba.trafficmanager.net/teams'),
  PROACTIVE_INSTALL: z.enum(['0', '1'], { message: "must be '0' or '1'" }).default('0'),
})
const catalogue = variables({ TEAMS_APP_CATALOG_ID: guid })

/**
 * Reads what signing in with Entra ID needs from the environment.
 *
 * @throws WrongEnvironment naming each variable that is missing or wrong
 */
export function readEntraConfig(): EntraConfig {
  const { read, proof, catalogAppId, channel } = together({
    read: () => readEnvironment(environment),
    proof: readProof,
    catalogAppId: readCatalogAppId,
    channel: readChannelSettings,
  })
  const tenantId = read.MicrosoftAppTenantId.toLowerCase()
  return {
    appId: read.MicrosoftAppId.toLowerCase(),
    proof,
    tenantId,
    authority: withTenant(read.ENTRA_AUTHORITY, tenantId),
    domain: read.BOT_DOMAIN,
    // As an address, in which nothing is left that would end an attribute of HTML.
    privacyNotice: read.PRIVACY_NOTICE === undefined ? undefined : new URL(read.PRIVACY_NOTICE).href,
    graph: { url: read.GRAPH_URL.replace(/\/$/u, ''), photos: read.GRAPH_PHOTOS === '1' },
    serviceUrl: read.TEAMS_SERVICE_URL,
    catalogAppId,
    channel,
  }
}

/** Whether any part of signing in with Entra ID is configured: where feeds alone are loaded, none need be. */
export function hasEntraConfig(): boolean {
  const own = ['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword', 'BOT_DOMAIN']
  return setVariables().some((name) => own.includes(name))
}

function readProof(): Proof {
  const { MicrosoftAppPassword } = readEnvironment(environment.pick({ MicrosoftAppPassword: true }))
  return proofOf(MicrosoftAppPassword, readManagedIdentity())
}

function readCatalogAppId(): string | undefined {
  // What else it is set to is told with the others.
  const { PROACTIVE_INSTALL } = readEnvironment(z.object({ PROACTIVE_INSTALL: z.string().optional() }))
  return PROACTIVE_INSTALL === '1' ? readEnvironment(catalogue).TEAMS_APP_CATALOG_ID : undefined
}

function readChannelSettings(): ChannelSettings | undefined {
  const given = Object.values(readEnvironment(channelSettings.omit({ CallerId: true }).partial()))
  return given.length > 0 ? readEnvironment(channelSettings) : undefined
}

/** One of the two: with both, a secret that was forgotten would go on opening the registration. */
function proofOf(secret: string | undefined, clientId: string | undefined): Proof {
  if (clientId !== undefined && secret === undefined) return { kind: 'managed-identity', clientId }
  if (clientId === undefined && secret !== undefined) return { kind: 'secret', secret }
  throw new EngagementError(
    'configuration',
    secret === undefined
      ? 'MicrosoftAppPassword must be set, or on Azure MANAGED_IDENTITY_CLIENT_ID.'
      : 'MicrosoftAppPassword must be absent where MANAGED_IDENTITY_CLIENT_ID is set: the registration trusts the identity.',
  )
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}

/** An authority given without a tenant gets the bot's own. */
function withTenant(authority: string, tenantId: string): string {
  const url = new URL(authority)
  if (url.pathname === '/') url.pathname = `/${tenantId}`
  return url.toString().replace(/\/$/u, '')
}
