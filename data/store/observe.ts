import type { KyselyConfig } from 'kysely'

/** Some work of the store, as an observer is told of it: how long it took, never what it was about. */
export interface StoreWork {
  /** `begin` waits for the turn to write, or for a connection. */
  kind: 'statement' | 'begin' | 'commit' | 'bulk'
  milliseconds: number
  failed: boolean
}

/** Hears of each piece of work when it has ended, in the same asynchronous context. It must be quick, and throw nothing. */
export type Observe = (work: StoreWork) => void

/** Has Kysely tell of every statement; costs nothing where nobody listens. */
export function tellingOfStatements(observe: Observe | undefined): Pick<KyselyConfig, 'log'> {
  if (!observe) return {}
  return {
    log: ({ level, queryDurationMillis: milliseconds }) => {
      observe({ kind: 'statement', milliseconds, failed: level === 'error' })
    },
  }
}

/** Tells of work that Kysely does not see, from now until it is called with whether that failed. */
export function watching(observe: Observe | undefined, kind: StoreWork['kind']): (failed: boolean) => void {
  if (!observe) return () => undefined
  const started = performance.now()
  return (failed) => {
    observe({ kind, milliseconds: performance.now() - started, failed })
  }
}

/** Does such work, and tells of it. */
export async function telling<T>(
  observe: Observe | undefined,
  kind: StoreWork['kind'],
  work: () => T | Promise<T>,
): Promise<T> {
  const ended = watching(observe, kind)
  try {
    const result = await work()
    ended(false)
    return result
  } catch (error) {
    ended(true)
    throw error
  }
}
