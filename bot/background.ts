import { errorFields, type Log } from './log'

/** Work that goes on after its turn has been answered. */
export interface Background {
  /** Begins some work. A failure is logged. */
  run(work: () => Promise<void>): void
  /** Waits for what is under way. */
  ended(): Promise<void>
}

export function createBackground(log: Log): Background {
  const underWay = new Set<Promise<void>>()
  return {
    run: (work) => {
      const running = work()
        .catch((error: unknown) => log.warn('background work failed', errorFields(error)))
        .finally(() => underWay.delete(running))
      underWay.add(running)
    },
    ended: async () => {
      await Promise.all(underWay)
    },
  }
}
