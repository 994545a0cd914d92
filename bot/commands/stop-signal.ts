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
