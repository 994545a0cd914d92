import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'restify'
import type { Card } from '../cards/card'
import { withoutImBack } from '../cards/without-im-back'
import { dayOf } from '../data/domain/day'
import { feedStatus } from '../data/queries/feed-status'
import { requireCurrentSchema } from '../data/store/migrate'
import { openStore } from '../data/store/open'
import type { Channel } from './alerts/sending/channel'
import { onTrial } from './alerts/on-trial'
import { untilSomeChat } from './alerts/sending/some-chat'
import { createDispatcher } from './alerts/sending/dispatch'
import { planOnSchedule } from './alerts/plan-on-schedule'
import { runDue } from './alerts/schedule'
import { troubleOnSchedule } from './alerts/trouble/trouble-on-schedule'
import { createBackground } from './background'
import { clockOf } from './clock'
import type { Config } from './config'
import { createLog, endOnUncaught, errorFields, muteConsole } from './log'
import { logAnchor } from './log-anchor'
import type { ModelConfig } from './model-config'
import { repeat } from './repeat'
import { createServer, listen, type Readiness } from './server'
import type { EntraConfig } from './entra-config'
import { consentAddress } from './sign-in-pages'
import { createEntraAdapter, createPlaygroundAdapter } from './teams/adapter'
import { createTeamsApp } from './teams/app'
import { graphScopes } from './teams/exchange'
import type { TeamsDependencies } from './teams/dependencies'
import { createModelDoor } from './teams/model/door'
import { isLoopback } from './teams/activity'
import { receiveFromPlayground, receiveFromTeams } from './teams/receive'
import { channelOf, channelOfPlayground } from './teams/channels'
import { sendOver } from './teams/send'

export interface RunningBot {
  port: number
  /** Stops accepting, lets turns in flight end, closes the store. */
  stop(): Promise<void>
}

/** The Playground proves nobody's identity: it is listened to on this machine alone. */
const loopback = '127.0.0.1'

/** How often the schedule is looked into, in milliseconds. */
const scheduleEvery = 60_000

/** How often the end of the access trail is logged, in milliseconds. */
const anchorEvery = 86_400_000

/** Somebody waits for each answer. In milliseconds. */
const impatient = { connect: 5_000, statement: 8_000 }

export interface StartOptions {
  now?: Date
  /** How staff sign in. Without it only the Playground is listened to. */
  entra?: EntraConfig | undefined
  /** The app roles of whoever chats in the Playground. */
  playedRoles?: readonly string[]
  /** Which language model reads what the grammar cannot; none unless it is said. */
  model?: ModelConfig | undefined
  /** Whether it does by itself what is on the schedule: that alerts are planned. */
  schedule?: boolean
}

/**
 * Wires and starts the bot.
 *
 * @throws EngagementError when the configuration, the store or the port is wrong
 */
export async function startBot(
  config: Config,
  { now, entra, playedRoles = [], model, schedule = false }: StartOptions,
): Promise<RunningBot> {
  const log = createLog(config.logLevel)
  if (entra) {
    muteConsole(log)
    endOnUncaught(log)
  }
  const store = openStore(config.database, {
    timeouts: impatient,
    secret: config.secret,
    settings: entra ? config.settings : onTrial(config.settings),
  })
  try {
    await requireCurrentSchema(store)
    const clock = await clockOf(store, now === undefined ? {} : { now })
    const background = createBackground(log)
    const doors = { background, model: model && createModelDoor(model, log) }
    const common = { store, clock, log, looks: config.looks, ...doors }
    const { server, channel } = entra
      ? wireForTeams(entra, common)
      : wireForPlayground({ ...common, playedRoles })
    await listen(server, config.port, entra ? undefined : loopback)
    log.info('listening', { port: config.port })
    const delivery = { ...common, channel, sendingTime: () => new Date() }
    const dispatcher = createDispatcher(delivery)
    const stopping = new AbortController()
    // In the Playground nobody can be reached before its page was opened.
    const reachable = entra ? Promise.resolve() : untilSomeChat(store, stopping.signal)
    const delivering = reachable.then(() => (stopping.signal.aborted ? undefined : dispatcher.follow()))
    delivering.catch((error: unknown) => log.error('deliveries ended', errorFields(error)))
    const works = schedule ? [planOnSchedule(common), troubleOnSchedule(common)] : []
    const due = { store, log, by: randomUUID(), time: () => new Date(), works }
    const working = repeat(scheduleEvery, () => runDue(due), log)
    const anchoring = repeat(anchorEvery, () => logAnchor(common), log)
    return {
      port: config.port,
      stop: async () => {
        stopping.abort()
        const repeating = Promise.all([dispatcher.stop(), working.stop(), anchoring.stop()])
        await Promise.race([repeating, wait(graceTime, undefined, { ref: false })])
        await stop(server)
        await Promise.race([background.ended(), wait(graceTime, undefined, { ref: false })])
        await logAnchor(common)
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

type Common = Pick<TeamsDependencies, 'store' | 'clock' | 'log' | 'looks' | 'background' | 'model'>

/** What listens, and what sends unasked. */
interface Wired {
  server: Server
  channel: Channel
}

function wireForTeams(entra: EntraConfig, common: Common): Wired {
  const adapter = createEntraAdapter(entra)
  const draw = (card: Card): Card => card
  const channel = channelOf(entra)
  const app = createTeamsApp(adapter, { ...common, entra, draw, send: sendOver(channel) })
  const server = createServer({
    log: common.log,
    receive: receiveFromTeams(adapter, app, entra, common.log),
    ready: cached(() => readiness(common)),
    // Whatever stands before it may call it by another name; every request proves itself by its token.
    isOwnHost: () => true,
    consentAddress: consentAddress(entra, graphScopes(entra)),
  })
  return { server, channel }
}

function wireForPlayground(common: Common & { playedRoles: readonly string[] }): Wired {
  const adapter = createPlaygroundAdapter()
  const channel = channelOfPlayground(withoutImBack)
  const send = sendOver(channel)
  const app = createTeamsApp(adapter, { ...common, entra: undefined, draw: withoutImBack, send })
  const server = createServer({
    log: common.log,
    receive: receiveFromPlayground(adapter, app),
    ready: cached(() => readiness(common)),
    // A page of another site could have its own name lead to this machine.
    isOwnHost: isLoopback,
  })
  return { server, channel }
}

/** Anyone may ask whether the bot is ready: the store is asked once a second at most. */
function cached(read: () => Promise<Readiness>): () => Promise<Readiness> {
  let known: { at: number; state: Promise<Readiness> } | undefined
  return () => {
    if (!known || Date.now() - known.at > 1_000) known = { at: Date.now(), state: read() }
    return known.state
  }
}

/** Late feeds are told but do not make the bot unready: it answers, and says what is late. */
async function readiness({ store, clock, log }: Common): Promise<Readiness> {
  try {
    const inTime = store.until(AbortSignal.timeout(impatient.connect))
    const { sources, snapshots } = await feedStatus(inTime, dayOf(clock()))
    const states = [
      ...sources.map(({ source, state }) => [source, state] as const),
      ...snapshots.map(({ feed, state }) => [feed, state] as const),
    ]
    return { ready: true, store: 'ok', feeds: Object.fromEntries(states) }
  } catch (error) {
    log.error('store unavailable', errorFields(error))
    return { ready: false, store: 'unavailable', feeds: {} }
  }
}

/** How long a turn in flight may take to end, in milliseconds; what takes longer is cut off. */
const graceTime = 10_000

async function stop(server: Server): Promise<void> {
  const cutOff = setTimeout(() => server.server.closeAllConnections(), graceTime)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  clearTimeout(cutOff)
}
