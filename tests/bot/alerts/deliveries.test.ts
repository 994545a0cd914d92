import { chatsOf, rememberChat } from '../../../data/records/conversation-references'
import { revisionId } from '../../../data/records/outbox'
import type { Store } from '../../../data/store/store'
import { passTime, putNote, rowOf, type Said } from '../../support/deliveries'
import { useDelivering } from '../../support/delivering'
import { blocked } from '../../support/teams-connector/faults'

const delivering = useDelivering()
const { teams, deliver, revise, inChat } = delivering
let store: Store
let said: Said
beforeEach(() => {
  ;({ store, said } = delivering.own())
})

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
  const sending = { perChat: [{ seconds: 2, requests: 2 }], attempts: 12 }
  for (const id of ['m1', 'm2', 'm3']) await putNote(store, id, 'T1')
  const until = Date.now() + 20_000
  while (inChat().length < 3 && Date.now() < until) await deliver({ sending })
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
