import { backOff } from 'exponential-backoff'
import { noLongerThan } from './ended-by'
import { isPassing } from './faults'

/** When to give up, in milliseconds: a database that was paused takes most of a minute to wake. */
const patience = 45_000

/**
 * Does work again after a passing fault as long as `mayRepeat` says so, with growing, random pauses; until the signal
 * ends, if there is one.
 */
export function repeating<T>(
  work: () => Promise<T>,
  mayRepeat: () => boolean,
  signal?: AbortSignal,
): Promise<T> {
  const started = performance.now()
  const repeated = backOff(work, {
    numOfAttempts: 12,
    startingDelay: 100,
    timeMultiple: 3,
    // Somebody waits for what has a signal.
    maxDelay: signal ? 2_000 : 10_000,
    jitter: 'full',
    retry: (error: unknown) =>
      signal?.aborted !== true && performance.now() - started < patience && mayRepeat() && isPassing(error),
  })
  return noLongerThan(signal, repeated)
}
