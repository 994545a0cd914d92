import { stopped } from '../stopped'
import { storeFault } from './store-fault'

/**
 * Waits for work on the server, but no longer than the signal lasts: then `cancel` tells the server to stop, and the
 * wait ends even where the server no longer answers.
 *
 * @throws EngagementError see {@link storeFault}, or `store-unavailable` when the signal ended first
 */
export async function endedBy<T>(
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
  cancel?: () => void,
): Promise<T> {
  if (signal?.aborted) throw stopped(signal)
  const running = run().catch((error: unknown) => {
    throw storeFault(error)
  })
  return noLongerThan(signal, running, cancel)
}

/**
 * Waits for a promise, but no longer than the signal lasts.
 *
 * @throws EngagementError `store-unavailable` when the signal ended first
 */
export async function noLongerThan<T>(
  signal: AbortSignal | undefined,
  running: Promise<T>,
  onEnd: () => void = () => undefined,
): Promise<T> {
  if (!signal) return running
  // Also heard when it loses the race: nothing may be rejected unseen.
  running.catch(() => undefined)
  let onAbort: () => void = () => undefined
  const ended = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      onEnd()
      reject(stopped(signal))
    }
    if (signal.aborted) onAbort()
  })
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([running, ended])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
