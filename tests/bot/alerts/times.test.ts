import {
  chatOf,
  deliverDue,
  deliveryTo,
  notes,
  putNote,
  rowOf,
  useTeamsConnector,
  type Said,
} from '../../support/deliveries'
import { reviseMessage, revisionId } from '../../../data/records/outbox'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const teams = useTeamsConnector()
const said: Said = { text: 'x', waits: true, followed: [] }

/** One round at a time by the wall clock; what was not sent is due again when its row says so. */
async function roundAt(time: string): Promise<{ sent: number; due: string }> {
  await deliverDue(deliveryTo(store(), teams(), { sendingTime: () => new Date(time) }), notes(said))
  return { sent: teams().arrivals.length, due: (await rowOf(store(), 'm1')).due_at }
}

beforeEach(async () => {
  await chatOf(store(), 'T1', teams().serviceUrl)
})

const put = (dueAt: string) => putNote(store(), 'm1', 'T1', new Date(dueAt))

it.each([
  ['a night', '2026-11-24T18:00:00.000Z', '2026-11-25T08:00:00.000Z'],
  ['midnight', '2026-11-24T23:59:59.900Z', '2026-11-25T08:00:00.000Z'],
  ['a weekend', '2026-11-27T18:30:00.000Z', '2026-11-30T08:00:00.000Z'],
  ['the change to summer time', '2026-03-28T12:00:00.000Z', '2026-03-30T07:00:00.000Z'],
  ['the change to winter time', '2026-10-24T12:00:00.000Z', '2026-10-26T08:00:00.000Z'],
  ['the last minute of an evening in summer', '2026-06-24T17:00:00.000Z', '2026-06-25T07:00:00.000Z'],
])('a message waits over %s', async (_what, at, opens) => {
  await put(at)
  expect(await roundAt(at)).toEqual({ sent: 0, due: opens })
  const justBefore = new Date(new Date(opens).getTime() - 1).toISOString()
  expect(await roundAt(justBefore)).toEqual({ sent: 0, due: opens })
  expect((await roundAt(opens)).sent).toBe(1)
  expect(await rowOf(store(), 'm1')).toMatchObject({ outcome: 'sent', attempts: 1, unknown_outcomes: 0 })
})

it('one whose time has come in working time does not wait', async () => {
  await put('2026-11-24T17:59:59.000Z')
  expect((await roundAt('2026-11-24T17:59:59.500Z')).sent).toBe(1)
})

it('a correction never waits', async () => {
  await put('2026-11-24T12:00:00.000Z')
  await roundAt('2026-11-24T12:00:00.000Z')
  const night = '2026-11-24T23:00:00.000Z'
  await store().transaction(({ db }) => reviseMessage(db, 'm1', new Date(night)))
  await roundAt(night)
  expect(await rowOf(store(), revisionId('m1'))).toMatchObject({ outcome: 'revised' })
})

it('a clock that jumps back sends nothing twice, and a chat is not held for ever', async () => {
  await put('2026-11-24T12:00:00.000Z')
  await roundAt('2026-11-24T12:00:00.000Z')
  expect((await roundAt('2026-11-24T09:00:00.000Z')).sent).toBe(1)
  await putNote(store(), 'm2', 'T1', new Date('2026-11-24T09:00:00.000Z'))
  expect((await roundAt('2026-11-24T09:00:01.000Z')).sent).toBe(2)
})

it('a clock that jumps ahead of another instance’s claim makes a copy at most, and tells of it', async () => {
  await put('2026-11-24T12:00:00.000Z')
  teams().fault = () => ({ kind: 'slow', milliseconds: 4_500 })
  const first = deliverDue(
    deliveryTo(store(), teams(), { sendingTime: () => new Date('2026-11-24T12:00:00Z'), patience: 6_000 }),
    notes(said),
  )
  while (teams().arrivals.length < 1) await new Promise((resolve) => setTimeout(resolve, 20))
  teams().fault = () => undefined
  await roundAt('2026-11-24T15:00:00.000Z')
  await first
  const row = await rowOf(store(), 'm1')
  expect(row).toMatchObject({ outcome: 'sent', unknown_outcomes: 1 })
  // Whoever was second knows of the copy, and takes it back.
  expect((teams().chats.get('a:T1') ?? []).map(({ activityId }) => activityId)).toEqual([row.activity_id])
})
