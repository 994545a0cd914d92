import { Cron } from 'croner'
import type { Clock } from '../../data/domain/day'
import { claimJobs, ensureJob, giveBackJob } from '../../data/records/jobs'
import type { Store } from '../../data/store/store'
import { keepAlive } from '../keep-alive'
import { errorFields, type Log } from '../log'

/** Work that is to run at certain times, once across all instances. */
export interface ScheduledWork {
  /** By what the store knows it. */
  kind: string
  /** When, as a cron pattern by the clock on the wall in London. */
  slots: string
  run(): Promise<void>
}

export interface Schedule {
  store: Store
  log: Log
  /** This instance. */
  by: string
  /** Real time, whatever clock questions run on. */
  time: Clock
  works: readonly ScheduledWork[]
}

/** How long an instance has work for itself without a sign of life, in milliseconds. That of one that died is then another's. */
const claimed = 10 * 60_000

/** How often it gives such a sign. */
const signOfLife = 3 * 60_000

/**
 * Runs what is due and what no other instance is at. When each is due next is in the store: a restart changes nothing, and
 * however many slots were missed, they are caught up by one run. Work that fails is due again at its next slot.
 */
export async function runDue({ store, log, by, time, works }: Schedule): Promise<void> {
  if (works.length === 0) return
  for (const { kind } of works) await ensureJob(store, kind, time())
  const now = time()
  for (const kind of await claimJobs(store, { by, now, until: after(now, claimed) })) {
    const work = works.find((each) => each.kind === kind)
    const stop = keepAlive(
      store,
      { kind, by, time, lease: claimed, every: signOfLife },
      { failed: (error) => log.warn('scheduled work not kept', errorFields(error)) },
    )
    await work
      ?.run()
      .catch((error: unknown) => log.warn('scheduled work failed', { kind, ...errorFields(error) }))
    await stop()
    await giveBackJob(store, kind, by, work ? nextSlot(work.slots, time()) : after(time(), claimed))
  }
}

/** The first slot after an instant; a day later where the pattern has none. */
export function nextSlot(slots: string, from: Date): Date {
  return new Cron(slots, { timezone: 'Europe/London' }).nextRun(from) ?? after(from, 86_400_000)
}

const after = (time: Date, milliseconds: number): Date => new Date(time.getTime() + milliseconds)
