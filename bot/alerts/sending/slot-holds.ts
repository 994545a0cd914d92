import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../../data/domain/day'
import { leaveSlots, renewSlots, type HeldRow } from '../../../data/records/send-slots'
import type { Store } from '../../../data/store/store'
import { errorFields, type Log } from '../../log'

/** How long a hold lasts, how long before its end it is used no more, and how often it is renewed, in milliseconds. */
const [holds, margin, renewEvery] = [2_500, 800, 500]

/** A slot that this instance holds, by clocks that only go forward. */
export interface Slot {
  freeAt: number
  inUse: boolean
}

/** This instance's hold on its share of the slots, see slots.ts. */
export class SlotHolds {
  readonly held = new Map<number, Slot>()
  /** Until when they may be used. */
  usableUntil = 0
  private readonly isAlive = watchHolders()
  private lastUntil = 0
  private renewing: { stop: AbortController; ended: Promise<void> } | undefined

  /** @param rests how long a slot rests that another may have used just before, in milliseconds */
  constructor(
    private readonly by: string,
    private readonly on: { store: Store; sendingTime: Clock; log: Log },
    private readonly rests: number,
  ) {}

  /** Takes a share and keeps it, until it is left; tells after each renewal. */
  keep(renewed: () => void): void {
    if (this.renewing) return
    const stop = new AbortController()
    this.renewing = { stop, ended: this.keepRenewing(stop.signal, renewed) }
  }

  async leave(): Promise<void> {
    if (!this.renewing) return
    const { stop, ended } = this.renewing
    this.renewing = undefined
    stop.abort()
    await ended
    this.held.clear()
    await leaveSlots(this.on.store, this.by)
  }

  private async keepRenewing(signal: AbortSignal, renewed: () => void): Promise<void> {
    while (!signal.aborted) {
      await this.renew().catch((error: unknown) => {
        this.on.log.warn('send slots not renewed', errorFields(error))
      })
      renewed()
      await wait(renewEvery, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Those not in use are out of reach meanwhile: nobody may use what is about to be let go of. */
  private async renew(): Promise<void> {
    const { store, sendingTime } = this.on
    const begun = performance.now()
    this.lastUntil = Math.max(sendingTime().getTime() + holds, this.lastUntil + 1)
    const before = new Map(this.held)
    const inUse = new Set([...before].flatMap(([slot, state]) => (state.inUse ? [slot] : [])))
    for (const slot of before.keys()) if (!inUse.has(slot)) this.held.delete(slot)
    try {
      const rate = store.settings.alerts.sending.requestsPerSecond
      const until = new Date(this.lastUntil)
      const { by, isAlive } = this
      const { slots, letGo } = await renewSlots(store, { by, rate, inUse, until, isAlive })
      const now = performance.now()
      this.held.clear()
      for (const slot of slots) {
        const freeAt = letGo.has(slot) ? now + this.rests : now
        this.held.set(slot, before.get(slot) ?? { freeAt, inUse: false })
      }
      this.usableUntil = begun + holds - margin
    } catch (error) {
      for (const [slot, state] of before) this.held.set(slot, state)
      throw error
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
