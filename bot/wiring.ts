import type { Server } from 'restify'
import type { Card } from '../cards/card'
import { withoutImBack } from '../cards/without-im-back'
import type { Channel } from './alerts/sending/channel'
import type { EntraConfig } from './entra-config'
import type { InFlight } from './in-flight'
import { readinessOf } from './readiness'
import { createServer, type Receive } from './server'
import { consentAddress } from './sign-in-pages'
import { isLoopback } from './teams/activity'
import { createEntraAdapter, createPlaygroundAdapter } from './teams/adapter'
import { createTeamsApp } from './teams/app'
import { channelOf, channelOfPlayground } from './teams/channels'
import type { TeamsDependencies } from './teams/dependencies'
import { graphScopes } from './teams/exchange'
import { receiveFromPlayground, receiveFromTeams } from './teams/receive'
import { sendOver } from './teams/send'

/** What the server draws on, wherever its messages come from. */
export interface Common extends Pick<
  TeamsDependencies,
  'store' | 'clock' | 'log' | 'telemetry' | 'looks' | 'background' | 'model'
> {
  /** The turns under way. */
  turns: InFlight
  /** Ends when the bot is to stop. */
  stopping: AbortSignal
}

/** What listens, and what sends unasked. */
export interface Wired {
  server: Server
  channel: Channel
}

/** The server for Teams, where Entra ID says who somebody is. */
export function wireForTeams(entra: EntraConfig, common: Common): Wired {
  const adapter = createEntraAdapter(entra)
  const draw = (card: Card): Card => card
  const channel = channelOf(entra)
  const app = createTeamsApp(adapter, { ...common, entra, draw, send: sendOver(channel) })
  const server = createServer({
    log: common.log,
    receive: within(common, receiveFromTeams(adapter, app, entra, common.log)),
    ready: readinessOf(common, common.stopping),
    stopping: common.stopping,
    // Whatever stands before it may call it by another name; every request proves itself by its token.
    isOwnHost: () => true,
    privacyNotice: entra.privacyNotice,
    consentAddress: consentAddress(entra, graphScopes(entra)),
  })
  return { server, channel }
}

/** The server for the Playground, which proves nobody's identity. */
export function wireForPlayground(common: Common & { playedRoles: readonly string[] }): Wired {
  const adapter = createPlaygroundAdapter()
  const channel = channelOfPlayground(withoutImBack)
  const send = sendOver(channel)
  const app = createTeamsApp(adapter, { ...common, entra: undefined, draw: withoutImBack, send })
  const server = createServer({
    log: common.log,
    receive: within(common, receiveFromPlayground(adapter, app)),
    ready: readinessOf(common, common.stopping),
    stopping: common.stopping,
    // A page of another site could have its own name lead to this machine.
    isOwnHost: isLoopback,
  })
  return { server, channel }
}

/** A turn goes on when whoever asked no longer waits, and is waited for all the same. */
const within =
  ({ turns }: Common, receive: Receive): Receive =>
  (...request) =>
    turns.during(() => receive(...request))
