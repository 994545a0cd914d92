import { resolveCopy } from '../../../bot/alerts/sending/resolve-copy'
import { chatsOf } from '../../../data/records/conversation-references'
import type { Store } from '../../../data/store/store'
import { passTime, putNote, rowOf, type Said } from '../../support/deliveries'
import { useDelivering } from '../../support/delivering'
import type { Fault } from '../../support/teams-connector/faults'

const delivering = useDelivering()
const { teams, deliver, revise, inChat, once } = delivering
let store: Store
let said: Said
beforeEach(() => {
  ;({ store, said } = delivering.own())
})

describe('a message', () => {
  beforeEach(() => putNote(store, 'm1', 'T1'))

  it.each([
    ['412', { status: 412 }],
    ['503', { status: 503 }],
    ['429', { status: 429 }],
  ])('that is answered %s is sent again, and once', async (_name, error) => {
    once({ kind: 'error', ...error })
    await deliver()
    const row = await rowOf(store, 'm1')
    expect(row).toMatchObject({
      done_at: null,
      reason: `http-${error.status}`,
      attempts: 1,
      sending_since: null,
    })
    expect(new Date(row.due_at).getTime()).toBeGreaterThan(Date.now())
    await passTime(store)
    await deliver()
    expect(inChat()).toHaveLength(1)
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'sent', unknown_outcomes: 0 })
  })

  it.each([
    ['in seconds', () => '100', 100_000],
    ['as a date', () => new Date(Date.now() + 200_000).toUTCString(), 200_000],
  ])('waits as long as Retry-After says %s, and so does its chat', async (_how, retryAfter, pause) => {
    once({ kind: 'error', status: 429, retryAfter: retryAfter() })
    await deliver()
    const due = new Date((await rowOf(store, 'm1')).due_at).getTime() - Date.now()
    expect(Math.abs(due - pause)).toBeLessThan(10_000)
    const [chat] = await chatsOf(store, 'T1')
    expect(Math.abs((chat?.freeAt?.getTime() ?? 0) - Date.now() - pause)).toBeLessThan(10_000)
  })

  it.each<[string, Fault, number]>([
    ['502', { kind: 'error', status: 502 }, 1],
    ['502 after it was taken', { kind: 'error', status: 502, taken: true }, 2],
    ['504 after it was taken', { kind: 'error', status: 504, taken: true }, 2],
    ['a reset before it was taken', { kind: 'reset', taken: false }, 1],
    ['a reset after it was taken', { kind: 'reset', taken: true }, 2],
    ['silence', { kind: 'silence' }, 2],
  ])('that met %s is sent again, and that nobody knew is on record', async (_name, fault, copies) => {
    once(fault)
    await deliver()
    expect((await rowOf(store, 'm1')).sending_since).not.toBeNull()
    await passTime(store)
    await deliver()
    expect(inChat()).toHaveLength(copies)
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'sent', unknown_outcomes: 1 })
  })

  it('of which nobody knows whether it arrived is counted, also where its chat is busy at the next try', async () => {
    once({ kind: 'reset', taken: true })
    await deliver()
    await passTime(store)
    const busy = new Date(Date.now() + 1_500).toISOString()
    await store.db.updateTable('conversation_reference').set({ free_at: busy }).execute()
    await deliver()
    expect(inChat()).toHaveLength(1)
    await passTime(store)
    await deliver()
    expect(inChat()).toHaveLength(2)
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'sent', unknown_outcomes: 1 })
  })

  it('is waited for where the answer is slow', async () => {
    once({ kind: 'slow', milliseconds: 700 })
    await deliver()
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'sent', unknown_outcomes: 0 })
  })

  it('is given up after its last try, with the reason', async () => {
    teams().fault = () => ({ kind: 'error', status: 503, body: { error: { code: 'ServiceUnavailable' } } })
    for (let tries = 0; tries < 4; tries += 1) {
      await deliver()
      await passTime(store)
    }
    expect(teams().arrivals).toHaveLength(3)
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'failed', reason: 'ServiceUnavailable' })
    expect(said.followed).toEqual(['unsent m1 ServiceUnavailable'])
  })

  it('is given up when it was tried for too long', async () => {
    once({ kind: 'error', status: 503 })
    await deliver()
    await passTime(store)
    const tooLate = new Date(Date.now() + 8 * 86_400_000)
    once({ kind: 'error', status: 503 })
    await deliver({ sendingTime: () => tooLate })
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'failed', reason: 'http-503' })
  })

  it.each([400, 413])('that is wrong for Teams, %d, fails for good', async (status) => {
    once({ kind: 'error', status, body: { error: { code: 'BadSyntax' } } })
    await deliver()
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'failed', reason: 'BadSyntax' })
  })

  it('is no fault of its own where the bot’s credentials are refused', async () => {
    teams().fault = () => ({ kind: 'error', status: 401 })
    await deliver()
    expect(await rowOf(store, 'm1')).toMatchObject({ attempts: 0, reason: 'credentials', done_at: null })
    await passTime(store)
    await deliver({ token: '' })
    expect(teams().arrivals).toHaveLength(1)
    expect(await rowOf(store, 'm1')).toMatchObject({ attempts: 0, reason: 'credentials', done_at: null })
  })
})

describe('a button that is pressed tells', () => {
  beforeEach(() => putNote(store, 'm1', 'T1'))
  const idOf = (index: number): string => inChat()[index]?.activityId ?? ''

  it('that a message had arrived of which nobody knew: it is not sent again', async () => {
    once({ kind: 'reset', taken: true })
    await deliver()
    expect(await resolveCopy(store, 'm1', idOf(0))).toBe(true)
    await passTime(store)
    await deliver()
    expect(inChat()).toHaveLength(1)
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'sent', activity_id: idOf(0) })
    expect(await resolveCopy(store, 'm1', idOf(0))).toBe(false)
  })

  it('of the copy that is on record too: the one pressed stays, and is the one that is revised', async () => {
    once({ kind: 'silence' })
    await deliver()
    await passTime(store)
    await deliver()
    const [pressed, other] = [idOf(0), idOf(1)]
    expect(await rowOf(store, 'm1')).toMatchObject({ activity_id: other })
    expect(await resolveCopy(store, 'm1', pressed)).toBe(true)
    await passTime(store)
    await deliver()
    expect(inChat().map(({ activityId }) => activityId)).toEqual([pressed])
    said.text = 'second'
    await revise('m1')
    await passTime(store)
    await deliver()
    expect(inChat()).toMatchObject([{ activityId: pressed, updates: 1 }])
  })

  it('nothing of what was taken back', async () => {
    await deliver()
    said.drop = 'over'
    await revise('m1')
    await passTime(store)
    await deliver()
    expect(await resolveCopy(store, 'm1', 'another')).toBe(false)
  })
})
