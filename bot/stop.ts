import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'restify'
import { logAnchor } from './log-anchor'
import type { Log } from './log'
import type { Telemetry } from './telemetry/telemetry'
import type { Store } from '../data/store/store'

/**
 * How long stopping may take in all, in milliseconds. Container Apps and Kubernetes grant thirty seconds, then they kill.
 */
export const longestStop = 20_000

/** When turns are cut off, and when nothing is waited for any more but the last telemetry; since the beginning. */
const [turnsUntil, workUntil] = [15_000, 16_000]

/** How long it goes on taking requests, while whatever leads people to it finds out that it is not ready. */
const drain = 5_000

/** What a running bot consists of, as far as it has to end. */
export interface Running {
  server: Server
  /** Ended first: the bot is not ready any more. */
  stopping: AbortController
  /** What goes on by itself. Each ends what it has begun. */
  repeated: readonly { stop: () => Promise<unknown> }[]
  /** Turns, and what they leave to be done after them. */
  underWay: readonly { ended: () => Promise<void> }[]
  telemetry: Telemetry | undefined
  store: Store
  log: Log
}

/**
 * Stops in order, so that nobody's question is lost: the bot says that it is not ready, lets whatever stands before it
 * see that where there is such a thing, takes no more connections, and ends what is under way.
 */
export async function stopInOrder(
  { server, stopping, repeated, underWay, telemetry, store, log }: Running,
  { draining }: { draining: boolean },
): Promise<void> {
  const started = performance.now()
  const until = (milliseconds: number): Promise<void> =>
    wait(Math.max(0, milliseconds - (performance.now() - started)), undefined, { ref: false })
  stopping.abort()
  const ending = Promise.all(repeated.map(({ stop }) => stop()))
  if (draining) await until(drain)
  await Promise.race([closed(server), until(turnsUntil).then(() => server.server.closeAllConnections())])
  const ended = Promise.all([ending, ...underWay.map((work) => work.ended())])
  await Promise.race([ended, until(workUntil)])
  await telemetry?.stop()
  await logAnchor({ store: store.until(AbortSignal.timeout(1_000)), log })
  await store.close()
}

/** Takes no more connections; those without a request are closed, and the others after their answer. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
