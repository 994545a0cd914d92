import type { Database, Store } from '../store/store'

/** From this number on, rows are seats: each instance that sends has one. More requests a second than this are never allowed. */
export const firstSeat = 1001

/** A slot or seat as it stands. */
export interface HeldRow {
  slot: number
  held_by: string | null
  held_until: string | null
}

export interface Renewal {
  /** The instance. */
  by: string
  /** How many slots there are. */
  rate: number
  /** Those of its slots that it cannot let go of now. */
  inUse: ReadonlySet<number>
  /** Any text that differs from the last: by it others see that the instance lives. */
  until: Date
  /** Whether the holder of a row, another instance, still lives. */
  isAlive: (row: HeldRow) => boolean
}

/**
 * Renews an instance's hold on its share of the slots, and takes or lets go of some where the share has changed: each of
 * the instances that send has as many, rounded up. Gives the slots that it holds now, and those of them that another let go
 * of: they may have been used just before. One that lapsed was not.
 */
export function renewSlots(
  store: Store,
  renewal: Renewal,
): Promise<{ slots: number[]; letGo: ReadonlySet<number> }> {
  return store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, 'send slots')
      const rows = await db
        .selectFrom('send_slot')
        .select(['slot', 'held_by', 'held_until'])
        .orderBy('slot')
        .execute()
      const { seats, slots } = share(rows, renewal)
      await hold(db, [...slots, ...seats.mine], rows, renewal)
      await letGo(db, seats.dead, 'seats')
      const others = rows.filter(({ slot, held_by }) => held_by === renewal.by && slot < firstSeat)
      const released = others.map(({ slot }) => slot).filter((slot) => !slots.includes(slot))
      await letGo(db, released, 'slots')
      const free = rows.filter(({ held_by }) => held_by === null)
      return { slots, letGo: new Set(free.map(({ slot }) => slot)) }
    },
    { repeatable: true },
  )
}

/** Lets go of everything that an instance holds. What it sent last still rests: whoever takes a slot waits first. */
export async function leaveSlots(store: Store, by: string): Promise<void> {
  await store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, 'send slots')
      await db.deleteFrom('send_slot').where('held_by', '=', by).where('slot', '>=', firstSeat).execute()
      await db
        .updateTable('send_slot')
        .set({ held_by: null, held_until: null })
        .where('held_by', '=', by)
        .execute()
    },
    { repeatable: true },
  )
}

interface Shared {
  slots: number[]
  seats: { mine: number[]; dead: number[] }
}

function share(rows: readonly HeldRow[], { by, rate, inUse, isAlive }: Renewal): Shared {
  const living = rows.filter((row) => row.held_by === by || (row.held_by !== null && isAlive(row)))
  const seats = rows.filter(({ slot }) => slot >= firstSeat)
  const seated = living.filter(({ slot }) => slot >= firstSeat)
  const instances = new Set(seated.map(({ held_by }) => held_by)).add(by).size
  const most = Math.ceil(rate / instances)
  const own = living.filter(({ slot, held_by }) => held_by === by && slot < firstSeat).map(({ slot }) => slot)
  const busy = own.filter((slot) => inUse.has(slot))
  const idle = own.filter((slot) => !inUse.has(slot) && slot <= rate)
  const kept = [...busy, ...idle.slice(0, Math.max(most - busy.length, 0))]
  const held = new Set(living.map(({ slot }) => slot))
  const free = Array.from({ length: rate }, (_, index) => index + 1).filter((slot) => !held.has(slot))
  const mine = seated.filter(({ held_by }) => held_by === by).map(({ slot }) => slot)
  const next = Math.max(firstSeat - 1, ...seats.map(({ slot }) => slot)) + 1
  return {
    slots: [...kept, ...free.slice(0, Math.max(most - kept.length, 0))],
    seats: {
      mine: mine.length > 0 ? mine : [next],
      dead: seats.filter((row) => !living.includes(row)).map(({ slot }) => slot),
    },
  }
}

async function hold(
  db: Database,
  slots: readonly number[],
  rows: readonly HeldRow[],
  { by, until }: Renewal,
): Promise<void> {
  const values = { held_by: by, held_until: until.toISOString() }
  const known = new Set(rows.map(({ slot }) => slot))
  const present = slots.filter((slot) => known.has(slot))
  if (present.length > 0) await db.updateTable('send_slot').set(values).where('slot', 'in', present).execute()
  for (const slot of slots.filter((each) => !known.has(each)))
    await db
      .insertInto('send_slot')
      .values({ slot, ...values })
      .execute()
}

async function letGo(db: Database, slots: readonly number[], what: 'slots' | 'seats'): Promise<void> {
  if (slots.length === 0) return
  if (what === 'seats') await db.deleteFrom('send_slot').where('slot', 'in', slots).execute()
  else
    await db
      .updateTable('send_slot')
      .set({ held_by: null, held_until: null })
      .where('slot', 'in', slots)
      .execute()
}
