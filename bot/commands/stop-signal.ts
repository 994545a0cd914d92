import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM'] as const

export type StopSignal = (typeof signals)[number]

/** Waits for Ctrl-C (SIGINT) or the service manager's stop (SIGTERM). A second of them ends the process at once. */
export function stopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => {
    const first = (signal: StopSignal): void => {
      for (const each of signals) process.removeListener(each, first)
      resolve(signal)
    }
    for (const signal of signals) process.on(signal, first)
  })
}

/**
 * Ends the process at once by Ctrl-C or a stop, with the signal's code, after it has told so. What lies in a transaction is
 * undone by the store. Gives what makes it hear no more.
 */
export function endBySignal(tell: () => void): () => void {
  const end = (signal: StopSignal): void => {
    tell()
    process.exit(128 + constants.signals[signal])
  }
  for (const each of signals) process.once(each, end)
  return () => signals.forEach((each) => process.off(each, end))
}

/**
 * Ends a container's process 1 by the signals that end any other. Linux gives process 1 none that it does not listen to: a job
 * that is stopped would go on until it is killed.
 */
export function hearSignals(): void {
  if (process.pid !== 1) return
  for (const signal of signals)
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal])
    })
}
