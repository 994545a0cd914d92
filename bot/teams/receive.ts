import { setTimeout as wait } from 'node:timers/promises'
import type { Application } from '@microsoft/teams-ai'
import type { Activity as ChannelActivity } from 'botbuilder'
import type { AuthenticateRequestResult } from 'botframework-connector'
import type { EntraConfig } from '../entra-config'
import type { Log } from '../log'
import type { Receive, Received } from '../server'
import { activity, isOnThisMachine, tenantsOf, type Activity } from './activity'
import { channelIssuer, type ChannelAdapter } from './adapter'
import { teamsEndorsements } from './endorsement'

const notAnActivity: Received = {
  status: 400,
  body: {
    error:
      'The body must be a Bot Framework activity: a JSON object with its type, sender, conversation and service URL.',
  },
}

/** Takes activities from the Playground, which signs nothing: only such as are answered on this machine. */
export function receiveFromPlayground(adapter: ChannelAdapter, app: Application): Receive {
  return async (body) => {
    const parsed = activity.safeParse(body)
    if (!parsed.success || !isOnThisMachine(parsed.data.serviceUrl)) return notAnActivity
    const incoming = toChannelActivity(parsed.data)
    return runTurn(adapter, app, await adapter.authenticate(incoming, ''), incoming)
  }
}

/** How long the channel's keys may take, in milliseconds. */
const patience = 5_000

/**
 * Takes activities from Teams. Whatever is wrong with the token, or does not agree with it, is a 401 without a reason:
 * who sends forgeries learns nothing. Only then is the body looked at.
 */
export function receiveFromTeams(
  adapter: ChannelAdapter,
  app: Application,
  entra: EntraConfig,
  log: Log,
): Receive {
  const authenticate = authenticatorOf(adapter, entra)
  return async (body, authorization) => {
    const authenticated = await Promise.race([
      authenticate(body, authorization).catch(() => undefined),
      wait(patience, 'too-late' as const, { ref: false }),
    ])
    if (!authenticated) return refused(log, 'unauthenticated')
    if (authenticated === 'too-late') {
      log.error('keys of the channel unavailable')
      return { status: 503 }
    }
    const parsed = activity.safeParse(body)
    if (!parsed.success) return notAnActivity
    if (!isFromTenant(parsed.data, entra.tenantId)) return refused(log, 'foreign-tenant')
    return runTurn(adapter, app, authenticated, toChannelActivity(parsed.data))
  }
}

function refused(log: Log, code: string): Received {
  log.warn('request refused', { code })
  return { status: 401 }
}

/** What the token is checked against, from a body that may be anything. */
const claimed = activity.pick({ channelId: true, serviceUrl: true })

/** Checks a request's token: undefined, or whatever the SDK throws, for one that is not of Teams for this activity. */
function authenticatorOf(
  adapter: ChannelAdapter,
  entra: EntraConfig,
): (body: unknown, authorization: string) => Promise<AuthenticateRequestResult | undefined> {
  const isEndorsed = teamsEndorsements(entra)
  return async (body, authorization) => {
    const { channelId, serviceUrl } = claimed.parse(body)
    if (channelId !== 'msteams') return undefined
    const authenticated = await adapter.authenticate(
      toChannelActivity({ channelId, serviceUrl }),
      authorization,
    )
    const { claimsIdentity } = authenticated
    // The SDK would also take the tokens of emulators and of other bots, which anyone with a registration can have made.
    const isOfTeams =
      claimsIdentity.getClaimValue('iss') === channelIssuer(entra) &&
      claimsIdentity.getClaimValue('serviceurl') === serviceUrl
    return isOfTeams && (await isEndorsed(authorization)) ? authenticated : undefined
  }
}

/** An activity must say its tenant, and no other one. */
function isFromTenant(received: Activity, tenantId: string): boolean {
  const tenants = tenantsOf(received)
  return tenants.length > 0 && tenants.every((tenant) => tenant === tenantId)
}

async function runTurn(
  adapter: ChannelAdapter,
  app: Application,
  authenticated: AuthenticateRequestResult,
  incoming: ChannelActivity,
): Promise<Received> {
  const response = await adapter.turn(authenticated, incoming, async (context) => {
    await app.run(context)
  })
  return { status: response.status, body: response.body as unknown }
}

/** The SDK's type has dozens of fields; those that we pass on are checked. */
function toChannelActivity(checked: object): ChannelActivity {
  return checked as ChannelActivity
}
