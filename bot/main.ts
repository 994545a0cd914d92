import { randomUUID } from 'node:crypto'
import { requireReady } from '../data/records/awaited-feeds'
import type { Observe } from '../data/store/observe'
import { isSqlite, openStore } from '../data/store/open'
import type { Store } from '../data/store/store'
import { onTrial } from './alerts/on-trial'
import { untilSomeChat } from './alerts/sending/some-chat'
import { createDispatcher } from './alerts/sending/dispatch'
import { planOnSchedule } from './alerts/plan-on-schedule'
import { runDue } from './alerts/schedule'
import { troubleOnSchedule } from './alerts/trouble/trouble-on-schedule'
import { createBackground } from './background'
import { clockOf } from './clock'
import type { Config } from './config'
import { createInFlight } from './in-flight'
import { createLog, endOnUncaught, errorFields, muteConsole, type Log } from './log'
import { logAnchor } from './log-anchor'
import type { ModelConfig } from './model-config'
import { repeat } from './repeat'
import type { Telemetry } from './telemetry/telemetry'
import type { TelemetryConfig } from './telemetry-config'
import { listen } from './server'
import { stopInOrder } from './stop'
import { requireOwnTrail } from './require-own-trail'
import type { EntraConfig } from './entra-config'
import { createModelDoor } from './teams/model/door'
import { wireForPlayground, wireForTeams } from './wiring'

export interface RunningBot {
  port: number
  /**
   * Takes nothing new, lets turns in flight and all else that was begun end, closes the store.
   *
   * @param draining whether something stands before it that must be given time to see that it is not ready any more
   */
  stop(how?: { draining: boolean }): Promise<void>
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
  /** Where traces and metrics go; nowhere unless it is said. */
  telemetry?: TelemetryConfig | undefined
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
  { now, entra, playedRoles = [], model, telemetry: measuring, schedule = false }: StartOptions,
): Promise<RunningBot> {
  const log = createLog(config.logLevel)
  if (entra) {
    muteConsole(log)
    endOnUncaught(log)
  }
  const telemetry = measuring && (await startTelemetry(measuring, config, log))
  const store = await openServing(config, { entra, observe: telemetry?.observe }).catch(
    async (error: unknown) => {
      await telemetry?.stop()
      throw error
    },
  )
  try {
    const clock = await clockOf(store, now === undefined ? {} : { now })
    telemetry?.watch({ store, clock })
    const [background, turns, stopping] = [createBackground(log), createInFlight(), new AbortController()]
    const doors = { background, model: model && { ...createModelDoor(model, log), telemetry } }
    const given = { store, clock, log, telemetry, looks: config.looks, ...doors }
    const common = { ...given, turns, stopping: stopping.signal }
    const { server, channel } = entra
      ? wireForTeams(entra, common)
      : wireForPlayground({ ...common, playedRoles })
    await listen(server, config.port, entra ? undefined : loopback)
    log.info('listening', { port: config.port })
    const delivery = { ...common, channel, sendingTime: () => new Date() }
    const dispatcher = createDispatcher(delivery)
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
      stop: (how = { draining: false }) =>
        stopInOrder(
          {
            server,
            stopping,
            repeated: [dispatcher, working, anchoring],
            underWay: [turns, background],
            telemetry,
            store,
            log,
          },
          how,
        ),
    }
  } catch (error) {
    await telemetry?.stop()
    await store.close()
    throw error
  }
}

/** The store, once nothing speaks against serving from it. */
async function openServing(
  { database, secret, settings }: Config,
  { entra, observe }: { entra: EntraConfig | undefined; observe: Observe | undefined },
): Promise<Store> {
  const served = entra ? settings : onTrial(settings)
  const store = openStore(database, { timeouts: impatient, secret, settings: served, observe })
  try {
    await requireReady(store)
    await requireOwnTrail(store)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Loaded where it is wanted: the packages that send it take most of a second. */
async function startTelemetry(to: TelemetryConfig, { database }: Config, log: Log): Promise<Telemetry> {
  const { sendToAzureMonitor } = await import('./telemetry/azure-monitor.js')
  const { createTelemetry } = await import('./telemetry/telemetry.js')
  return createTelemetry(sendToAzureMonitor(to, log), isSqlite(database) ? 'sqlite' : 'sqlserver')
}
