import { forgetChatWith } from '../../../data/records/conversation-references'
import { pressAs } from '../../support/alert-acts'
import { alertsIn, episode, evaluatedOn, staffMember } from '../../support/alerts'
import { useMistakenChat } from '../../support/mistaken-chat'
import { days, newestAlertOf } from '../../support/planning'

const tutee = '00000001'
const { store, correct, plan, planAndDeliver, ofOther, ofT1 } = useMistakenChat()

const remove = async () => {
  const [chat] = await store().db.selectFrom('conversation_reference').selectAll().execute()
  await forgetChatWith(store(), { conversationId: 'a:T1', entraObjectId: chat?.entra_object_id ?? '' })
}

const newest = async () => (await newestAlertOf(store(), 'T1')).alert_id

const say = async (act: 'seen' | 'not-useful') =>
  pressAs(store(), 'T1', { verb: 'alert-do', alert: await newest(), act })

const giveReason = async () =>
  pressAs(store(), 'T1', {
    verb: 'alert-reason',
    alert: await newest(),
    reason: 'placement',
    until: '2026-12-20',
  })

const passOn = async () => pressAs(store(), 'T1', { verb: 'alert-pass', alert: await newest(), to: 'LT' })

beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await episode(store(), { student: tutee })
  await planAndDeliver()
  expect(ofOther()).toHaveLength(1)
})

it('whom it is for is told also where the other had removed the app before', async () => {
  await remove()
  await correct()
  for (let rounds = 0; rounds < 3; rounds += 1) await planAndDeliver()
  // It cannot be taken back any more.
  expect(ofOther()).toHaveLength(1)
  expect(ofT1()).toHaveLength(1)
})

it('who removed the app themselves is not told again', async () => {
  await remove()
  for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver()
  expect(ofOther()).toHaveLength(1)
  expect(await alertsIn(store())).toMatchObject([{ state: 'told' }])
})

const endings: [string, () => Promise<unknown>][] = [
  ['found it not useful', () => say('not-useful')],
  ['gave a known reason', giveReason],
  ['passed it on', passOn],
]

describe('whom it is for is told, as for the first time, where the other had', () => {
  beforeEach(() => staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 4 }))

  it.each(endings)('%s', async (_what, end) => {
    await end()
    const ended = await newestAlertOf(store(), 'T1')
    expect(ended).toMatchObject({ state: 'closed' })
    await correct()
    for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver(days(1))
    expect(ofOther()).toEqual([])
    expect(ofT1()).toHaveLength(1)
    expect(ofT1()[0]?.body).not.toMatch(/you found|you passed|known reason until|you gave/iu)
    expect(await newestAlertOf(store(), 'T1')).toMatchObject({
      alert_id: ended.alert_id,
      state: 'told',
      opened_at: null,
      ended_at: null,
    })
  })

  it('ended it, unless there is nothing more to tell', async () => {
    await say('not-useful')
    await store().db.updateTable('alert_episode').set({ state: 'closed' }).execute()
    await correct()
    for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver(days(1))
    expect(ofT1()).toEqual([])
  })

  it('ended it and has another of the student since: that tells it', async () => {
    await say('not-useful')
    await episode(store(), { student: tutee, rule: 'silent' })
    for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver()
    expect(ofOther()).toHaveLength(2)
    await correct()
    for (let rounds = 0; rounds < 3; rounds += 1) await planAndDeliver(days(1))
    expect(ofOther()).toEqual([])
    expect(ofT1()).toHaveLength(1)
    const live = (await alertsIn(store())).filter(({ ended_at }) => ended_at === null)
    expect(live).toHaveLength(1)
    const reasons = await store()
      .db.selectFrom('alert_reason')
      .where('alert_id', '=', live[0]?.alert_id ?? '')
      .selectAll()
      .execute()
    expect(reasons).toHaveLength(2)
  })

  it('seen it: nobody has dealt with it, so that it is passed up in time', async () => {
    await say('seen')
    await correct()
    for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver(days(1))
    expect((await plan(days(8))).passedUp).toMatchObject({ unopened: 1 })
  })
})
