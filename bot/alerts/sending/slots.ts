import type { Clock } from '../../../data/domain/day'
import type { Store } from '../../../data/store/store'
import type { Log } from '../../log'
import { SlotHolds } from './slot-holds'
import { rests, Turns, type Turn } from './turns'

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
  const holds = new SlotHolds(by, on, rests)
  const turns = new Turns(holds)
  signal.addEventListener('abort', () => {
    turns.end()
  })
  return {
    count: () => holds.held.size,
    slow: (milliseconds) => {
      turns.slow(milliseconds)
    },
    take: () => {
      if (signal.aborted) return Promise.resolve(undefined)
      holds.keep(() => {
        turns.give()
      })
      return turns.take()
    },
    leave: () => holds.leave(),
  }
}
