import {
  chatOf,
  deliverDue,
  deliveryTo,
  notes,
  passTime,
  putNote,
  rowOf,
  useTeamsConnector,
  withSending,
  type Said,
} from '../../support/deliveries'
import { resolveCopy } from '../../../bot/alerts/sending/resolve-copy'
import { chatsOf, rememberChat } from '../../../data/records/conversation-references'
import { reviseMessage, revisionId } from '../../../data/records/outbox'
import type { Store } from '../../../data/store/store'
import { blocked, type Fault } from '../../support/teams-connector/faults'
import { useUniversity } from '../../support/university'

const university = useUniversity()
const teams = useTeamsConnector()
let said: Said
let store: Store

beforeEach(async () => {
  said = { text: 'first', followed: [] }
  store = withSending(university(), { attempts: 3 })
  await chatOf(store, 'T1', teams().serviceUrl)
})

const deliver = (options: Parameters<typeof deliveryTo>[2] = {}): Promise<void> =>
  deliverDue(deliveryTo(store, teams(), options), notes(said))
const revise = (id: string): Promise<void> => store.transaction(({ db }) => reviseMessage(db, id, new Date()))
const inChat = (id = 'a:T1') => teams().chats.get(id) ?? []
const once = (fault: Fault): void => {
  let left = 1
  teams().fault = () => (left-- > 0 ? fault : undefined)
}

describe('a message', () => {
  beforeEach(() => putNote(store, 'm1', 'T1'))

  it('is sent once, with the bot’s own token, and its place is on record', async () => {
    await deliver()
    await passTime(store)
    await deliver()
    expect(inChat()).toMatchObject([{ marker: 'm1' }])
    expect(teams().arrivals[0]).toMatchObject({ verb: 'post', authorization: 'Bearer a token' })
    expect(await rowOf(store, 'm1')).toMatchObject({
      outcome: 'sent',
      conversation_id: 'a:T1',
      activity_id: inChat()[0]?.activityId,
      sending_since: null,
      claimed_by: null,
      unknown_outcomes: 0,
    })
    expect(said.followed).toEqual(['sent m1'])
  })

  it('is revised in its place, and taken back where nothing is to be told any more', async () => {
    await deliver()
    said.text = 'second'
    await revise('m1')
    await deliver()
    await passTime(store)
    await deliver()
    expect(inChat()).toMatchObject([{ updates: 1, body: expect.stringContaining('second') as string }])
    expect(await rowOf(store, revisionId('m1'))).toMatchObject({ outcome: 'revised' })
    said.drop = 'corrected'
    await revise('m1')
    await passTime(store)
    await deliver()
    expect(inChat()).toEqual([])
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'withdrawn', reason: 'corrected' })
    await revise('m1')
    await passTime(store)
    await deliver()
    expect(await rowOf(store, revisionId('m1'))).toMatchObject({ outcome: 'dropped', reason: 'never-sent' })
  })

  it('that comes to nothing before it was sent is dropped', async () => {
    said.drop = 'over'
    await deliver()
    expect(teams().arrivals).toEqual([])
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'dropped', reason: 'over' })
    expect(said.followed).toEqual(['unsent m1 over'])
  })

  it('that is to come later is no try', async () => {
    said.later = new Date(Date.now() + 60_000)
    await deliver()
    expect(await rowOf(store, 'm1')).toMatchObject({
      attempts: 0,
      due_at: said.later.toISOString(),
      done_at: null,
    })
  })

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

  it('ends where the person blocked the bot, and none is sent until they write', async () => {
    teams().fault = () => blocked
    await deliver()
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'failed', reason: 'MessageWritesBlocked' })
    await putNote(store, 'm2', 'T1')
    await passTime(store)
    await deliver()
    expect(teams().arrivals).toHaveLength(1)
    expect(await rowOf(store, 'm2')).toMatchObject({ outcome: 'failed', reason: 'MessageWritesBlocked' })
    teams().fault = () => undefined
    const [chat] = await chatsOf(store, 'T1')
    if (chat) await rememberChat(store, chat, new Date())
    await putNote(store, 'm3', 'T1')
    await deliver()
    expect(inChat()).toMatchObject([{ marker: 'm3' }])
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

  it('goes to a chat made anew where the old one is gone', async () => {
    await passTime(store)
    let left = 1
    teams().fault = ({ verb }) =>
      verb === 'post' && left-- > 0
        ? { kind: 'error', status: 404, body: { error: { code: 'ConversationNotFound' } } }
        : undefined
    await deliver()
    await passTime(store)
    await deliver()
    const chat = 'a:11111111-1111-4111-8111-111111111111'
    expect(inChat(chat)).toMatchObject([{ marker: 'm1' }])
    expect(teams().arrivals.map(({ verb }) => verb)).toEqual(['post', 'create', 'post'])
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'sent', conversation_id: chat })
  })

  it('stays where no instance of this version knows its kind', async () => {
    await store.db.updateTable('outbox').set({ kind: 'of tomorrow' }).execute()
    await deliver()
    expect(await rowOf(store, 'm1')).toMatchObject({ done_at: null, attempts: 0 })
  })

  it('is not sent to somebody who left', async () => {
    await store.db.updateTable('staff').set({ gone_on: '2026-11-20' }).execute()
    await deliver()
    expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'dropped', reason: 'left' })
  })
})

it('two messages in one chat come one after the other, as far apart as Teams allows', async () => {
  store = withSending(university(), { perChat: [{ seconds: 2, requests: 2 }] })
  for (const id of ['m1', 'm2', 'm3']) await putNote(store, id, 'T1')
  const until = Date.now() + 20_000
  while (inChat().length < 3 && Date.now() < until) await deliver()
  const at = teams().arrivals.map((arrival) => arrival.at)
  expect(at).toHaveLength(3)
  for (const [index, time] of at.slice(1).entries())
    expect(time - (at[index] ?? 0)).toBeGreaterThanOrEqual(1_000)
})

it('somebody without a chat gets one, and somebody without an Entra object ID none', async () => {
  await putNote(store, 'm1', 'L1')
  await store.db.deleteFrom('conversation_reference').execute()
  await putNote(store, 'm2', 'T1')
  await deliver()
  expect(await rowOf(store, 'm1')).toMatchObject({ outcome: 'failed', reason: 'no-chat' })
  expect(inChat('a:11111111-1111-4111-8111-111111111111')).toMatchObject([{ marker: 'm2' }])
  expect(await chatsOf(store, 'T1')).toMatchObject([{ appRoles: [], channelUser: '' }])
})

it('a revision that is asked for while one is under way is not lost', async () => {
  await putNote(store, 'm1', 'T1')
  await deliver()
  said.text = 'second'
  await revise('m1')
  await passTime(store)
  teams().fault = ({ verb }) => (verb === 'update' ? { kind: 'slow', milliseconds: 800 } : undefined)
  const delivering = deliver()
  while (teams().arrivals.length < 2) await new Promise((resolve) => setTimeout(resolve, 20))
  said.text = 'third'
  await revise('m1')
  await delivering
  await passTime(store)
  await deliver()
  expect(inChat()).toMatchObject([{ updates: 2, body: expect.stringContaining('third') as string }])
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
