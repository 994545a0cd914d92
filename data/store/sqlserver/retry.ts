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
    numOfAttempts: 6,
    startingDelay: 100,
    timeMultiple: 3,
    maxDelay: 5_000,
    jitter: 'full',
    retry: (error: unknown) => signal?.aborted !== true && mayRepeat() && isPassing(error),
  })
}
