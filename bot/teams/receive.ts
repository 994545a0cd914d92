import type { Application } from '@microsoft/teams-ai'
import type { Activity as ChannelActivity } from 'botbuilder'
import type { AuthenticateRequestResult } from 'botframework-connector'
import type { EntraConfig } from '../entra-config'
import type { Log } from '../log'
import type { Receive, Received } from '../server'
import { activity, isOnThisMachine, tenantsOf, type Activity } from './activity'
import { channelIssuer, type ChannelAdapter } from './adapter'

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
    const parsed = activity.passthrough().safeParse(body)
    if (!parsed.success || !isOnThisMachine(parsed.data.serviceUrl)) return notAnActivity
    const incoming = toChannelActivity(parsed.data)
    return runTurn(adapter, app, await adapter.authenticate(incoming, ''), incoming)
  }
}

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
  return async (body, authorization) => {
    const authenticated = await authenticate(adapter, entra, body, authorization)
    if (!authenticated) {
      log.warn('request refused', { code: 'unauthenticated' })
      return { status: 401 }
    }
    const parsed = activity.passthrough().safeParse(body)
    if (!parsed.success) return notAnActivity
    if (!isFromTenant(parsed.data, entra.tenantId)) {
      log.warn('request refused', { code: 'foreign-tenant' })
      return { status: 401 }
    }
    return runTurn(adapter, app, authenticated, toChannelActivity(parsed.data))
  }
}

/** What the token is checked against, from a body that may be anything. */
const claimed = activity.pick({ channelId: true, serviceUrl: true })

async function authenticate(
  adapter: ChannelAdapter,
  entra: EntraConfig,
  body: unknown,
  authorization: string,
): Promise<AuthenticateRequestResult | undefined> {
  const parsed = claimed.safeParse(body)
  if (!parsed.success || parsed.data.channelId !== 'msteams') return undefined
  try {
    const authenticated = await adapter.authenticate(toChannelActivity(parsed.data), authorization)
    const { claimsIdentity } = authenticated
    // The SDK would also take the tokens of emulators and of other bots, which anyone with a registration can have made.
    const isOfTeams =
      claimsIdentity.getClaimValue('iss') === channelIssuer(entra) &&
      claimsIdentity.getClaimValue('serviceurl') === parsed.data.serviceUrl
    return isOfTeams ? authenticated : undefined
  } catch {
    return undefined
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

/** The SDK's type has dozens of fields that it itself takes on trust; the ones that we read are checked. */
function toChannelActivity(checked: object): ChannelActivity {
  return checked as ChannelActivity
}
