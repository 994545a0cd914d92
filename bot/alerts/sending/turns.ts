import { setTimeout as wait } from 'node:timers/promises'
import type { Slot, SlotHolds } from './slot-holds'

/** In milliseconds. */
const rest = 1_000
/** Timers may fire a little early, and a count of a second begins with its first. */
const spare = 3
/** A turn is given so long before its slot is rested, so that what must be noted before a request is noted by then. */
const lead = 120

/** How long a slot rests after a request, in milliseconds. */
export const rests = rest + spare

/** Leave for one request. */
export interface Turn {
  /** Waits until the request may go out; false where it may not: the slot is no longer held. */
  start(): Promise<boolean>
  /** The request was answered, or given up. */
  answered(): void
  /** There was no request. Says nothing once there was one. */
  unused(): void
}

/** Who waits for a turn, first come, first served, see slots.ts. */
export class Turns {
  private readonly waiting: ((turn: Turn | undefined) => void)[] = []
  /** No request goes out before, by a clock that only goes forward. */
  notBefore = 0
  private timer: NodeJS.Timeout | undefined

  constructor(readonly holds: SlotHolds) {}

  /** Waits for a turn; undefined once there are no more. */
  take(): Promise<Turn | undefined> {
    return new Promise((resolve) => {
      this.waiting.push(resolve)
      this.give()
    })
  }

  /** Gives out the turns that there are. */
  give(): void {
    clearTimeout(this.timer)
    while (this.waiting.length > 0) {
      const next = nextFree(this.holds)
      if (!next) return
      const early = Math.max(next.freeAt, this.notBefore) - lead - performance.now()
      if (early > 0) {
        this.timer = setTimeout(
          () => {
            this.give()
          },
          Math.min(early, 1_000),
        )
        return
      }
      next.inUse = true
      this.waiting.shift()?.(turnOf(next, this))
    }
  }

  slow(milliseconds: number): void {
    this.notBefore = Math.max(this.notBefore, performance.now() + milliseconds)
  }

  /** There are no more. */
  end(): void {
    for (const give of this.waiting.splice(0)) give(undefined)
  }
}

function nextFree({ held, usableUntil }: SlotHolds): Slot | undefined {
  if (performance.now() >= usableUntil) return undefined
  const free = [...held.values()].filter(({ inUse }) => !inUse)
  return free.sort((a, b) => a.freeAt - b.freeAt)[0]
}

function turnOf(slot: Slot, turns: Turns): Turn {
  const { holds } = turns
  let isOver = false
  // Only once: another may have the slot by then.
  const end = (freeAt: number): void => {
    if (isOver) return
    isOver = true
    slot.freeAt = freeAt
    slot.inUse = false
    turns.give()
  }
  return {
    start: async () => {
      for (;;) {
        const left = Math.max(slot.freeAt, turns.notBefore) - performance.now()
        if (left <= 0) break
        await wait(Math.max(left, 1))
      }
      return performance.now() < holds.usableUntil && [...holds.held.values()].includes(slot)
    },
    answered: () => {
      end(performance.now() + rests)
    },
    unused: () => {
      end(slot.freeAt)
    },
  }
}
