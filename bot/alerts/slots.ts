import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../data/domain/day'
import { leaveSlots, renewSlots, type HeldRow } from '../../data/records/send-slots'
import type { Store } from '../../data/store/store'
import { errorFields, type Log } from '../log'

/*
 * Teams' limit on all requests of the bot in one tenant. There are as many slots as requests are allowed in a second, held
 * in the store by the instances that send, each its share. A slot is used for one request at a time, and again only a
 * second after that request was answered: its request had arrived before, so that of one slot no two arrive within a
 * second, and of all slots no more than are allowed, whatever the way takes. That costs the time of the answers alone.
 *
 * Holds are timed by clocks that only ever go forward. A holder stops using its slots a margin before its hold ends,
 * counted from before it was written; another takes a slot only when it has seen that hold unchanged for its whole length
 * and more, counted from after it was written; one that was let go of it rests for a second first. So no clock that is set, in whichever
 * process, lets two use one slot; what is on its way for longer than the margin could.
 *
 * Replies in a turn are outside of this: somebody waits for them, and they are as few as people write.
 */

/** In milliseconds. */
const [holds, margin, renewEvery, rest] = [3_000, 1_000, 700, 1_000]
/** Timers may fire a little early, and a count of a second begins with its first. */
const spare = 3
/** A turn is given so long before its slot is rested, so that what must be noted before a request is noted by then. */
const lead = 120

/** Leave for one request. */
export interface Turn {
  /** Waits until the request may go out; false where it may not: the slot is no longer held. */
  start(): Promise<boolean>
  /** The request was answered, or given up. */
  answered(): void
  /** There was no request. */
  unused(): void
}

export interface Slots {
  /** Waits for a turn; undefined once the signal has ended. */
  take(): Promise<Turn | undefined>
  /** How many this instance holds. */
  count(): number
  /** Lets all of them rest for so long, in milliseconds. */
  slow(milliseconds: number): void
  /** Lets go of all of them, until the next is taken. */
  leave(): Promise<void>
}

interface Slot {
  freeAt: number
  inUse: boolean
}

/** This instance's share of the slots. */
export function createSlots(
  { store, sendingTime, log }: { store: Store; sendingTime: Clock; log: Log },
  by: string,
  signal: AbortSignal,
): Slots {
  const rate = store.settings.alerts.sending.requestsPerSecond
  const isAlive = watchHolders()
  const held = new Map<number, Slot>()
  const waiting: ((turn: Turn | undefined) => void)[] = []
  let [usableUntil, notBefore, lastUntil] = [0, 0, 0]
  let renewing: { stop: AbortController; ended: Promise<void> } | undefined
  let timer: NodeJS.Timeout | undefined

  const endAll = (): void => {
    for (const give of waiting.splice(0)) give(undefined)
  }
  signal.addEventListener('abort', endAll)

  return {
    count: () => held.size,
    slow: (milliseconds) => {
      notBefore = Math.max(notBefore, performance.now() + milliseconds)
    },
    take: () => {
      if (signal.aborted) return Promise.resolve(undefined)
      renewing ??= keepRenewing()
      return new Promise((resolve) => {
        waiting.push(resolve)
        giveTurns()
      })
    },
    leave: async () => {
      if (!renewing) return
      const { stop, ended } = renewing
      renewing = undefined
      stop.abort()
      await ended
      held.clear()
      await leaveSlots(store, by)
    },
  }

  function keepRenewing(): { stop: AbortController; ended: Promise<void> } {
    const stop = new AbortController()
    const run = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        await renew().catch((error: unknown) => log.warn('send slots not renewed', errorFields(error)))
        giveTurns()
        await wait(renewEvery, undefined, { signal: stop.signal }).catch(() => undefined)
      }
    }
    return { stop, ended: run() }
  }

  async function renew(): Promise<void> {
    const begun = performance.now()
    lastUntil = Math.max(sendingTime().getTime() + holds, lastUntil + 1)
    const inUse = new Set([...held].flatMap(([slot, { inUse: busy }]) => (busy ? [slot] : [])))
    const offered = [...held.keys()].filter((slot) => !inUse.has(slot))
    // Nobody may take what is about to be let go of.
    const before = new Map(held)
    for (const slot of offered) held.delete(slot)
    try {
      const until = new Date(lastUntil)
      const { slots, letGo } = await renewSlots(store, { by, rate, inUse, until, isAlive })
      const now = performance.now()
      held.clear()
      for (const slot of slots) {
        const freeAt = letGo.has(slot) ? now + rest + spare : now
        held.set(slot, before.get(slot) ?? { freeAt, inUse: false })
      }
      usableUntil = begun + holds - margin
    } catch (error) {
      for (const [slot, state] of before) held.set(slot, state)
      throw error
    }
  }

  function giveTurns(): void {
    clearTimeout(timer)
    while (waiting.length > 0) {
      const next = nextFree()
      if (!next) return
      const early = Math.max(next.freeAt, notBefore) - lead - performance.now()
      if (early > 0) {
        timer = setTimeout(giveTurns, Math.min(early, 1_000))
        return
      }
      next.inUse = true
      waiting.shift()?.(turnOf(next))
    }
  }

  function nextFree(): Slot | undefined {
    if (performance.now() >= usableUntil) return undefined
    const free = [...held.values()].filter(({ inUse }) => !inUse)
    return free.sort((a, b) => a.freeAt - b.freeAt)[0]
  }

  function turnOf(slot: Slot): Turn {
    const end = (): void => {
      slot.inUse = false
      giveTurns()
    }
    return {
      start: async () => {
        for (;;) {
          const left = Math.max(slot.freeAt, notBefore) - performance.now()
          if (left <= 0) break
          await wait(Math.max(left, 1))
        }
        return performance.now() < usableUntil && [...held.values()].includes(slot)
      },
      answered: () => {
        slot.freeAt = performance.now() + rest + spare
        end()
      },
      unused: end,
    }
  }
}

/** Tells who still holds what: a row whose hold has not changed for its whole length is nobody's any more. */
function watchHolders(): (row: HeldRow) => boolean {
  const seen = new Map<number, { hold: string; since: number }>()
  return ({ slot, held_by, held_until }) => {
    const hold = `${held_by} ${held_until}`
    const known = seen.get(slot)
    if (known?.hold === hold) return performance.now() - known.since < holds + margin / 2
    seen.set(slot, { hold, since: performance.now() })
    return true
  }
}
