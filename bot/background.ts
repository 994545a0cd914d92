import { createInFlight } from './in-flight'
import { errorFields, type Log } from './log'

/** Work that goes on after its turn has been answered. */
export interface Background {
  /** Begins some work. A failure is logged. */
  run(work: () => Promise<void>): void
  /** Waits for what is under way. */
  ended(): Promise<void>
}

export function createBackground(log: Log): Background {
  const inFlight = createInFlight()
  return {
    run: (work) => {
      inFlight.during(work).catch((error: unknown) => log.warn('background work failed', errorFields(error)))
    },
    ended: () => inFlight.ended(),
  }
}
