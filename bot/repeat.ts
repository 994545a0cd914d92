import { setTimeout as wait } from 'node:timers/promises'
import { errorFields, type Log } from './log'

/** Does some work again and again, with a pause after each time, until it is stopped. A failure is logged. */
export function repeat(pause: number, work: () => Promise<void>, log: Log): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const ended = run(pause, work, log, stopping.signal)
  return {
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}

async function run(pause: number, work: () => Promise<void>, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work().catch((error: unknown) => log.warn('repeated work failed', errorFields(error)))
    await wait(pause, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
