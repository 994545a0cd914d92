import { backOff } from 'exponential-backoff'
import { isPassing } from './faults'

/**
 * Does work again after a passing fault as long as `mayRepeat` says so, with growing, random pauses; until the signal
 * ends, if there is one.
 */
export function repeating<T>(
  work: () => Promise<T>,
  mayRepeat: () => boolean,
  signal?: AbortSignal,
): Promise<T> {
  return backOff(work, {
    // Somebody waits for what has a signal; what has none can wait for a database that was paused to wake.
    numOfAttempts: signal ? 6 : 12,
    startingDelay: 100,
    timeMultiple: 3,
    maxDelay: 10_000,
    jitter: 'full',
    retry: (error: unknown) => signal?.aborted !== true && mayRepeat() && isPassing(error),
  })
}
