import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { EngagementError } from '../../data/domain/errors'
import type { Clock } from '../../data/domain/day'
import { ensureJob, giveBackJob, holderOf, never, takeJob } from '../../data/records/jobs'
import type { Store } from '../../data/store/store'
import { keepAlive } from '../keep-alive'
import { isRunning, world } from './processes'

const kind = 'nightly'

/** For how long the work is one process's without a sign of life, and how often it gives one. In milliseconds. */
const lease = 120_000
const signOfLife = 15_000

/** How often one that waits looks again. */
const look = 1_000

/** This process and no other, also none that has its number later. Where the number holds, another can tell whether it runs. */
const self = `${world}/${process.pid}/${randomBytes(8).toString('hex')}`

interface Waiting {
  /** Real time. */
  time: Clock
  /** Told once, when another has the work. */
  onWait: () => void
}

/**
 * Does a night's work in one process at a time. One that was killed is followed at once where its number tells that it is
 * gone, elsewhere, as in another container, when its signs of life have stopped.
 *
 * @throws EngagementError `already-running` when another process is at work
 */
export async function alone<T>(
  store: Store,
  { time, onWait }: Waiting,
  work: (stillAlone: () => void) => Promise<T>,
): Promise<T> {
  await ensureJob(store, kind, never)
  await take(store, { time, onWait })
  let isOurs = true
  const kept = (isStillOurs: boolean): void => {
    isOurs = isStillOurs
  }
  // A sign of life that a busy store refuses is given again.
  const stop = keepAlive(
    store,
    { kind, by: self, time, lease, every: signOfLife },
    { kept, failed: () => undefined },
  )
  try {
    return await work(() => {
      if (!isOurs) throw atWork()
    })
  } finally {
    await stop()
    // If the store is away by now, it lapses.
    await giveBackJob(store, kind, self, never).catch(() => undefined)
  }
}

/** Takes the work as soon as it is to be had; gives up when another gives a sign of life. */
async function take(store: Store, { time, onWait }: Waiting): Promise<void> {
  for (let seen: string | undefined; ;) {
    const now = time()
    const holder = await holderOf(store.db, kind, now)
    if (!holder || isGone(holder.by)) {
      const claim = { by: self, now, until: new Date(now.getTime() + lease), from: holder?.by }
      if (await takeJob(store, kind, claim)) return
      continue
    }
    if (seen === undefined) onWait()
    else if (holder.until !== seen) throw atWork()
    seen = holder.until
    await wait(look)
  }
}

/** Whether it is known that whoever had the work is no more. */
function isGone(by: string): boolean {
  const [where, number] = by.split('/')
  const pid = Number(number)
  if (by === self || where !== world || !Number.isInteger(pid)) return false
  return pid === process.pid || !isRunning(pid)
}

function atWork(): EngagementError {
  return new EngagementError(
    'already-running',
    "Another 'engagement nightly' is at work on this store: let it end. Nothing was half-loaded.",
  )
}
