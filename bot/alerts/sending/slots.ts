import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../../data/domain/day'
import type { Store } from '../../../data/store/store'
import type { Log } from '../../log'
import { SlotHolds, type Slot } from './slot-holds'

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
const rest = 1_000
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
  /** There was no request. Says nothing once there was one. */
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

/** This instance's share of the slots. */
export function createSlots(
  on: { store: Store; sendingTime: Clock; log: Log },
  by: string,
  signal: AbortSignal,
): Slots {
  const holds = new SlotHolds(by, on, rest + spare)
  const waiting: ((turn: Turn | undefined) => void)[] = []
  let notBefore = 0
  let timer: NodeJS.Timeout | undefined
  signal.addEventListener('abort', () => {
    for (const give of waiting.splice(0)) give(undefined)
  })

  const giveTurns = (): void => {
    clearTimeout(timer)
    while (waiting.length > 0) {
      const next = nextFree(holds)
      if (!next) return
      const early = Math.max(next.freeAt, notBefore) - lead - performance.now()
      if (early > 0) {
        timer = setTimeout(giveTurns, Math.min(early, 1_000))
        return
      }
      next.inUse = true
      waiting.shift()?.(turnOf(next, { holds, notBefore: () => notBefore, giveTurns }))
    }
  }

  return {
    count: () => holds.held.size,
    slow: (milliseconds) => {
      notBefore = Math.max(notBefore, performance.now() + milliseconds)
    },
    take: () => {
      if (signal.aborted) return Promise.resolve(undefined)
      holds.keep(giveTurns)
      return new Promise((resolve) => {
        waiting.push(resolve)
        giveTurns()
      })
    },
    leave: () => holds.leave(),
  }
}

function nextFree({ held, usableUntil }: SlotHolds): Slot | undefined {
  if (performance.now() >= usableUntil) return undefined
  const free = [...held.values()].filter(({ inUse }) => !inUse)
  return free.sort((a, b) => a.freeAt - b.freeAt)[0]
}

interface Giving {
  holds: SlotHolds
  notBefore: () => number
  giveTurns: () => void
}

function turnOf(slot: Slot, { holds, notBefore, giveTurns }: Giving): Turn {
  let isOver = false
  // Only once: another may have the slot by then.
  const end = (freeAt: number): void => {
    if (isOver) return
    isOver = true
    slot.freeAt = freeAt
    slot.inUse = false
    giveTurns()
  }
  return {
    start: async () => {
      for (;;) {
        const left = Math.max(slot.freeAt, notBefore()) - performance.now()
        if (left <= 0) break
        await wait(Math.max(left, 1))
      }
      return performance.now() < holds.usableUntil && [...holds.held.values()].includes(slot)
    },
    answered: () => {
      end(performance.now() + rest + spare)
    },
    unused: () => {
      end(slot.freeAt)
    },
  }
}
