import type { Server } from 'restify'
import { withoutImBack } from '../cards/without-im-back'
import { dayOf, type Clock } from '../data/domain/day'
import { EngagementError } from '../data/domain/errors'
import { sources } from '../data/domain/source'
import { freshness } from '../data/queries/freshness'
import { requireCurrentSchema } from '../data/store/migrate'
import { isSqlite, openStore } from '../data/store/open'
import type { Store } from '../data/store/store'
import { clockOf } from './clock'
import type { Config } from './config'
import { createLog, errorFields, type Log } from './log'
import { createServer, listen, type Readiness } from './server'
import { acceptableFromPlayground } from './teams/activity'
import { createPlaygroundAdapter } from './teams/adapter'
import { createTeamsApp } from './teams/app'

export interface RunningBot {
  port: number
  /** Stops accepting, lets turns in flight end, closes the store. */
  stop(): Promise<void>
}

const loopback = '127.0.0.1'

/** Somebody waits for each answer. In milliseconds. */
const impatient = { connect: 5_000, statement: 8_000 }

/**
 * Wires and starts the bot.
 *
 * @throws EngagementError when the configuration, the store or the port is wrong
 */
export async function startBot(config: Config, options: { now?: Date }): Promise<RunningBot> {
  if (config.signIn !== 'playground') {
    throw new EngagementError(
      'configuration',
      isSqlite(config.database)
        ? "SIGN_IN must be 'playground': this version cannot sign staff in with Entra ID yet, and shows nothing to people it cannot place."
        : 'This version cannot serve from a SQL Server yet: that needs Entra ID sign-in, which is not built. It loads, scores and migrates there.',
    )
  }
  const log = createLog(config.logLevel)
  const store = openStore(config.database, { timeouts: impatient, secret: config.secret })
  try {
    await requireCurrentSchema(store)
    const server = wire(store, await clockOf(store, options), log)
    await listen(server, config.port, loopback)
    log.info('listening', { port: config.port })
    return { port: config.port, stop: () => stop(server, store) }
  } catch (error) {
    await store.close()
    throw error
  }
}

function wire(store: Store, clock: Clock, log: Log): Server {
  const adapter = createPlaygroundAdapter()
  const app = createTeamsApp(adapter, { store, clock, log, draw: withoutImBack })
  return createServer({
    log,
    receive: async (request, response) => {
      await adapter.process(request, response, async (context) => {
        await app.run(context)
      })
    },
    ready: () => readiness(store, clock, log),
    acceptable: acceptableFromPlayground,
  })
}

/** Late feeds are told but do not make the bot unready: it answers, and says what is late. */
async function readiness(store: Store, clock: Clock, log: Log): Promise<Readiness> {
  try {
    const inTime = store.until(AbortSignal.timeout(impatient.connect))
    const { sources: health } = await freshness(inTime, dayOf(clock()))
    return { ready: true, store: 'ok', lateFeeds: sources.filter((source) => !health[source].healthy) }
  } catch (error) {
    log.error('store unavailable', errorFields(error))
    return { ready: false, store: 'unavailable', lateFeeds: [] }
  }
}

/** How long a turn in flight may take to end, in milliseconds; what takes longer is cut off. */
const graceTime = 10_000

async function stop(server: Server, store: Store): Promise<void> {
  const cutOff = setTimeout(() => server.server.closeAllConnections(), graceTime)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  clearTimeout(cutOff)
  await store.close()
}
