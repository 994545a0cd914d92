import type { Clock } from '../data/domain/day'
import { keepJob } from '../data/records/jobs'
import type { Store } from '../data/store/store'

/** A job that an instance has, for as long as it gives signs of life. */
export interface KeptJob {
  kind: string
  by: string
  /** Real time. */
  time: Clock
  /** For how long after a sign of life it is this instance's, in milliseconds. */
  lease: number
  /** How often it gives one. */
  every: number
}

/** Keeps a job until it is ended; tells what became of each sign of life. */
export function keepAlive(
  store: Store,
  { kind, by, time, lease, every }: KeptJob,
  told: { kept?: (isStillOurs: boolean) => void; failed?: (error: unknown) => void } = {},
): () => Promise<void> {
  let last = Promise.resolve()
  const timer = setInterval(() => {
    last = keepJob(store, kind, by, new Date(time().getTime() + lease)).then(told.kept, told.failed)
  }, every).unref()
  return () => {
    clearInterval(timer)
    return last
  }
}
