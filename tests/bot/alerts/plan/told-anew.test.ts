import { pressAs } from '../../../support/alert-acts'
import { changeEpisode, deliver, episode, evaluatedOn, staffMember } from '../../../support/alerts'
import { days, endPosts, newestAlertOf, planIn, tuesday } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const plan = planIn(store)
const tutee = '00000001'
let open: string

beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 4 })
  open = await episode(store(), { student: tutee })
  await plan()
  await deliver(store(), tuesday)
})

const giveReason = async (person: string, until: string) => {
  const { alert_id: alert } = await newestAlertOf(store(), person)
  return pressAs(store(), person, { verb: 'alert-reason', alert, reason: 'placement', until })
}

describe('a known reason whose day has come', () => {
  it('leaves what still goes on to be told anew to who gave it, once', async () => {
    const { alert_id: first } = await newestAlertOf(store(), 'T1')
    await giveReason('T1', '2026-11-26')
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 1, cards: 0 })
    expect((await plan(days(2))).made).toMatchObject({ knownReasons: 0, cards: 1, revived: 0 })
    expect((await plan(days(2))).made).toMatchObject({ cards: 0 })
    const again = await newestAlertOf(store(), 'T1')
    expect(again.alert_id).not.toBe(first)
    expect(again).toMatchObject({ state: 'waiting', episodes: [open] })
  })

  it('tells nothing where it is over by then', async () => {
    await giveReason('T1', '2026-11-26')
    await changeEpisode(store(), open, 'closed', days(1))
    expect((await plan(days(2))).made).toMatchObject({ cards: 0, digests: 0, revived: 0 })
  })

  it('tells anew who had it passed up to them, and says from whom', async () => {
    const { alert_id: first } = await newestAlertOf(store(), 'T1')
    expect((await plan(days(6))).passedUp).toMatchObject({ unopened: 1 })
    await deliver(store(), days(6))
    await giveReason('LT', '2026-12-02')
    expect((await plan(days(7))).made).toMatchObject({ knownReasons: 1, cards: 0 })
    expect((await plan(days(8))).made).toMatchObject({ knownReasons: 0, cards: 1 })
    expect(await newestAlertOf(store(), 'LT')).toMatchObject({
      why: 'passed-up',
      passed_from: first,
      state: 'waiting',
    })
    expect((await plan(days(8))).made).toMatchObject({ cards: 0, joined: 0 })
  })
})

describe('what was passed on', () => {
  const passOn = async () => {
    const { alert_id: alert } = await newestAlertOf(store(), 'T1')
    await pressAs(store(), 'T1', { verb: 'alert-pass', alert, to: 'LT' })
    await deliver(store(), tuesday)
    return alert
  }

  it('comes back where its receiver has left', async () => {
    const first = await passOn()
    expect((await plan(days(1))).made).toMatchObject({ cards: 0 })
    await endPosts(store(), 'LT', '2026-11-25')
    const round = await plan(days(1))
    expect([round.ended.withdrawn, round.made.cards]).toEqual([1, 1])
    expect((await newestAlertOf(store(), 'T1')).alert_id).not.toBe(first)
    expect((await plan(days(2))).made).toMatchObject({ cards: 0 })
  })

  it('does not where they had dealt with it', async () => {
    await passOn()
    const { alert_id: alert } = await newestAlertOf(store(), 'LT')
    await pressAs(store(), 'LT', { verb: 'alert-do', alert, act: 'not-useful' })
    await endPosts(store(), 'LT', '2026-11-25')
    expect((await plan(days(1))).made).toMatchObject({ cards: 0, digests: 0 })
  })
})

describe('what was passed up', () => {
  it('goes on to the next where they have left, once', async () => {
    expect((await plan(days(6))).passedUp).toMatchObject({ unopened: 1, cards: 1 })
    await deliver(store(), days(6))
    expect((await plan(days(7))).passedUp).toMatchObject({ unopened: 0 })
    await endPosts(store(), 'LT', '2026-12-02')
    expect(await plan(days(8))).toMatchObject({
      ended: { withdrawn: 1 },
      passedUp: { unopened: 1, cards: 1 },
    })
    const { alert_id: first } = await newestAlertOf(store(), 'T1')
    expect(await newestAlertOf(store(), 'L1')).toMatchObject({ why: 'passed-up', passed_from: first })
    expect((await plan(days(8))).passedUp).toMatchObject({ unopened: 0, cards: 0 })
    expect((await plan(days(9))).passedUp).toMatchObject({ unopened: 0, cards: 0 })
  })
})
