import { nextSlot, runDue, type Schedule } from '../../../bot/alerts/schedule'
import { createLog } from '../../../bot/log'
import { claimJobs } from '../../../data/records/jobs'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const log = createLog('info')
const nine = new Date('2026-11-24T09:00:00Z')
const minutes = (count: number): Date => new Date(nine.getTime() + count * 60_000)

let ran: string[]
let failing: boolean
beforeEach(() => {
  ran = []
  failing = false
})

function instance(by: string, at: Date): Schedule {
  const run = (): Promise<void> => {
    ran.push(by)
    return failing ? Promise.reject(new Error('no')) : Promise.resolve()
  }
  return { store: store(), log, by, time: () => at, works: [{ kind: 'work', slots: '10,40 * * * *', run }] }
}
const look = (by: string, at: Date): Promise<void> => runDue(instance(by, at))
const job = () => store().db.selectFrom('job').selectAll().executeTakeFirstOrThrow()

it('runs at once where it never ran, then at its slots, once across instances', async () => {
  await Promise.all(['a', 'b', 'c'].map((by) => look(by, nine)))
  expect(ran).toHaveLength(1)
  await look('b', minutes(9))
  expect(ran).toHaveLength(1)
  await Promise.all(['a', 'b', 'c'].map((by) => look(by, minutes(11))))
  expect(ran).toHaveLength(2)
  expect(await job()).toMatchObject({ due_at: minutes(40).toISOString(), claimed_by: null })
})

it('catches up once, however many slots were missed', async () => {
  await look('a', nine)
  await look('a', minutes(60 * 24 * 3))
  await look('a', minutes(60 * 24 * 3 + 1))
  expect(ran).toHaveLength(2)
})

it('is taken up by another when an instance died with it, and not before', async () => {
  await look('a', nine)
  expect(await claimJobs(store(), { by: 'dead', now: minutes(10), until: minutes(20) })).toEqual(['work'])
  await look('b', minutes(19))
  expect(ran).toEqual(['a'])
  await look('b', minutes(20))
  expect(ran).toEqual(['a', 'b'])
})

it('leaves alone what another has taken meanwhile', async () => {
  const slow = instance('a', nine)
  await runDue({
    ...slow,
    works: [
      {
        kind: 'work',
        slots: '10,40 * * * *',
        run: async () => {
          await claimJobs(store(), { by: 'b', now: minutes(30), until: minutes(40) })
        },
      },
    ],
  })
  expect(await job()).toMatchObject({ claimed_by: 'b' })
})

it('comes again at its next slot where it failed', async () => {
  failing = true
  await look('a', nine)
  expect(await job()).toMatchObject({ due_at: minutes(10).toISOString(), claimed_by: null })
})

it('does nothing where nothing is on it', async () => {
  await runDue({ ...instance('a', nine), works: [] })
  expect(await store().db.selectFrom('job').selectAll().execute()).toEqual([])
})

it.each([
  ['2026-03-29T00:50:00Z', '2026-03-29T08:00:00.000Z'],
  ['2026-10-25T00:30:00Z', '2026-10-25T09:00:00.000Z'],
  ['2026-12-31T23:59:00Z', '2027-01-01T09:00:00.000Z'],
])('has its slots by the clock in London: after %s', (from, slot) => {
  expect(nextSlot('0 9 * * *', new Date(from)).toISOString()).toBe(slot)
})
