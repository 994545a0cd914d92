import { setTimeout as wait } from 'node:timers/promises'
import { createSlots, type Slots } from '../../../bot/alerts/sending/slots'
import { createLog } from '../../../bot/log'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { withSending } from '../../support/deliveries'
import { useStore } from '../../support/engines'
import { SlidingWindow } from '../../support/teams-connector/sliding-window'

const { store, database } = useStore()
const log = createLog('info')
const opened: Store[] = []
const running: { slots: Slots; stop: AbortController }[] = []

/** An instance with a connection of its own, as a process would have. */
function instance(rate: number, sendingTime = () => new Date(), by = `i${Math.random()}`) {
  const own = openStore(database())
  opened.push(own)
  const stop = new AbortController()
  const slots = createSlots(
    { store: withSending(own, { requestsPerSecond: rate }), sendingTime, log },
    by,
    stop.signal,
  )
  running.push({ slots, stop })
  return { slots, stop, by }
}

afterEach(async () => {
  for (const { slots, stop } of running.splice(0)) {
    stop.abort()
    await slots.leave()
  }
  for (const each of opened.splice(0)) await each.close()
  await store().db.deleteFrom('send_slot').execute()
})

const held = async () =>
  (await store().db.selectFrom('send_slot').selectAll().orderBy('slot').execute()).filter(
    ({ slot, held_by }) => slot < 1_001 && held_by !== null,
  )

/** Sends as fast as it may, for so long, with answers that take up to `latency`. */
async function sendAll(
  { slots }: { slots: Slots },
  milliseconds: number,
  arrived: (at: number) => void,
  latency = 30,
) {
  const until = performance.now() + milliseconds
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const turn = await slots.take()
      if (!turn) return
      if (!(await turn.start())) turn.unused()
      else {
        await wait(Math.random() * latency)
        arrived(performance.now())
        await wait(Math.random() * latency)
        turn.answered()
      }
    }
  }
  await Promise.all(Array.from({ length: 12 }, one))
}

it('no window of a second holds more than are allowed, whoever sends, and hardly fewer come', async () => {
  const window = new SlidingWindow(1_000, 10)
  let count = 0
  const arrived = (at: number): void => {
    window.add(at)
    count += 1
  }
  await Promise.all([instance(10), instance(10)].map((each) => sendAll(each, 6_000, arrived)))
  expect(window.fullest).toBeLessThanOrEqual(10)
  expect(count).toBeGreaterThan(40)
}, 20_000)

it('is shared fairly, and one that comes later gets its share', async () => {
  const first = instance(9)
  await first.slots.take()
  await wait(300)
  expect(first.slots.count()).toBe(9)
  const [second, third] = [instance(9), instance(9)]
  for (const { slots } of [second, third]) void slots.take()
  await wait(3_500)
  expect([first, second, third].map(({ slots }) => slots.count())).toEqual([3, 3, 3])
  expect(await held()).toHaveLength(9)
}, 20_000)

it('what an instance held that died is another’s after a while, and not before', async () => {
  await store()
    .db.insertInto('send_slot')
    .values([1, 2, 1_001].map((slot) => ({ slot, held_by: 'dead', held_until: '2020-01-01T00:00:00.000Z' })))
    .execute()
  const { slots } = instance(2)
  const started = performance.now()
  const turn = await slots.take()
  expect(performance.now() - started).toBeGreaterThan(2_500)
  expect(await turn?.start()).toBe(true)
  turn?.unused()
  await wait(1_000)
  expect(slots.count()).toBe(2)
}, 20_000)

it('a clock that jumps, forwards or back, lets nobody use what another holds', async () => {
  const first = instance(2)
  await (await first.slots.take())?.start()
  let ahead = 0
  const second = instance(2, () => new Date(Date.now() + ahead))
  void second.slots.take()
  await wait(1_000)
  for (const jump of [86_400_000, -86_400_000, 3_600_000]) {
    ahead += jump
    await wait(1_500)
    const rows = await held()
    expect(rows.map(({ held_by }) => held_by).sort()).toEqual([first.by, second.by].sort())
  }
}, 20_000)

it('when an instance leaves, it lets go of all, and whoever takes a slot waits a second', async () => {
  const first = instance(1)
  const turn = await first.slots.take()
  await turn?.start()
  turn?.answered()
  const answered = performance.now()
  await first.slots.leave()
  expect(await held()).toEqual([])
  const second = instance(1)
  const next = await second.slots.take()
  await next?.start()
  expect(performance.now() - answered).toBeGreaterThanOrEqual(1_000)
  next?.unused()
})

it('a rate that is set lower is kept to as soon as it is', async () => {
  const before = instance(6)
  await before.slots.take()
  await before.slots.leave()
  const after = instance(2)
  await after.slots.take()
  await wait(200)
  expect(await held()).toHaveLength(2)
})

it('a turn that is over gives back nothing that is another’s by then', async () => {
  const { slots } = instance(1)
  const first = await slots.take()
  await first?.start()
  first?.answered()
  const second = await slots.take()
  first?.unused()
  const third = slots.take()
  expect(await Promise.race([third, wait(1_500, 'waits' as const)])).toBe('waits')
  second?.unused()
  expect(await third).toBeDefined()
})
