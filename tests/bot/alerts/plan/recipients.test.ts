import { pauseAlerts, resumeAlerts } from '../../../../data/records/alert-pause'
import {
  actOn,
  alertsIn,
  changeEpisode,
  choose,
  deliver,
  episode,
  evaluatedOn,
  messagesIn,
  staffMember,
} from '../../../support/alerts'
import { days, planIn, tuesday } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const plan = planIn(store)

const tutee = '00000001'
const told = async () =>
  (await alertsIn(store())).map(({ staff_id, student_id, why }) => [staff_id, student_id, why])

beforeEach(() => evaluatedOn(store(), '2026-11-01'))

describe('whom an episode is told to', () => {
  it('is all personal tutors of today, each once', async () => {
    await staffMember(store(), 'T2', { role: 'personal-tutor', student: tutee })
    await staffMember(store(), 'T3', { role: 'personal-tutor', student: tutee, to: '2026-11-24' })
    await staffMember(store(), 'T4', { role: 'personal-tutor', student: tutee, from: '2026-11-25' })
    await episode(store(), { student: tutee })
    expect((await plan()).made).toMatchObject({ cards: 2, digests: 0 })
    expect((await plan()).made).toMatchObject({ cards: 0, digests: 0, joined: 0 })
    expect((await told()).sort()).toEqual([
      ['T1', tutee, 'tutee'],
      ['T2', tutee, 'tutee'],
    ])
    const [message] = await messagesIn(store())
    expect(message).toMatchObject({ kind: 'alert', due_at: tuesday.toISOString() })
  })

  it('without tutors is the level tutors, and without these the programme leaders', async () => {
    await staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 5 })
    await episode(store(), { student: '00000005' })
    await episode(store(), { student: '00000022' })
    await plan()
    expect(await told()).toEqual(
      expect.arrayContaining([
        ['L1', '00000005', 'no-tutor'],
        ['LT', '00000022', 'no-tutor'],
      ]),
    )
    expect(await told()).toHaveLength(2)
  })

  it('without anybody is counted, and nobody else is told', async () => {
    await episode(store(), { student: '00000041', programme: 'STA' })
    expect((await plan()).made).toMatchObject({ withoutAnybody: 1, cards: 0, digests: 0 })
    expect(await alertsIn(store())).toEqual([])
  })

  it('becomes another when the records say so, of the same episode too', async () => {
    await episode(store(), { student: '00000005' })
    await plan()
    await staffMember(store(), 'T2', { role: 'personal-tutor', student: '00000005' })
    await plan(days(1))
    expect(await told()).toEqual([
      ['L1', '00000005', 'no-tutor'],
      ['T2', '00000005', 'tutee'],
    ])
  })

  it.each(['interrupted', 'withdrawn'] as const)('is nobody where the student has %s', async (status) => {
    await store().db.updateTable('student').set({ status }).where('student_id', '=', tutee).execute()
    await episode(store(), { student: tutee })
    await plan()
    expect(await told()).toEqual([])
  })
})

describe('a further episode', () => {
  it('joins the alert that waits or was told, and puts its card right in its place', async () => {
    await episode(store(), { student: tutee })
    await plan()
    await episode(store(), { student: tutee, rule: 'missed-sessions' })
    expect((await plan()).made).toMatchObject({ joined: 1, cards: 0 })
    expect(await messagesIn(store())).toHaveLength(1)
    await deliver(store(), tuesday)
    await episode(store(), { student: tutee, rule: 'sudden-drop' })
    await plan(days(1))
    const [alert, ...others] = await alertsIn(store())
    expect(others).toEqual([])
    expect(alert?.episodes).toHaveLength(3)
    expect((await messagesIn(store())).map(({ kind }) => kind)).toEqual(['alert', 'revision'])
  })

  it('comes anew once where it raises the concern to level 3', async () => {
    await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday)
    await episode(store(), { student: tutee, rule: 'silent', level: 3 })
    await plan(days(1))
    const [alert] = await alertsIn(store())
    expect(alert?.message_id).toBe(`worse:${alert?.alert_id}`)
    const again = (await messagesIn(store())).filter(({ kind }) => kind === 'alert')
    expect(again).toHaveLength(2)
    expect(JSON.parse(again[1]?.payload ?? '')).toEqual({ alert: alert?.alert_id, worse: true })
    await deliver(store(), days(1))
    await episode(store(), { student: tutee, rule: 'missed-sessions', level: 3 })
    await plan(days(2))
    expect((await messagesIn(store())).filter(({ kind }) => kind === 'alert')).toHaveLength(2)
  })

  it('that worsens to level 3 is told anew once', async () => {
    const id = await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday)
    await changeEpisode(store(), id, 'worsened', days(1))
    expect((await plan(days(1))).revised).toBe(1)
    expect((await plan(days(1))).revised).toBe(0)
    await deliver(store(), days(1))
    await plan(days(1))
    await plan(days(2))
    expect((await messagesIn(store())).filter(({ kind }) => kind === 'alert')).toHaveLength(2)
  })
})

describe('when all episodes of an alert are over', () => {
  it('it is ended without being sent where it still waits', async () => {
    const id = await episode(store(), { student: tutee })
    await plan()
    await changeEpisode(store(), id, 'closed', tuesday)
    expect((await plan()).ended).toEqual({ closed: 0, withdrawn: 0, unsent: 1 })
    expect(await alertsIn(store())).toMatchObject([{ state: 'closed', told_at: null }])
    expect(await messagesIn(store())).toMatchObject([{ outcome: 'dropped', reason: 'over' }])
  })

  it('what was sent is put right', async () => {
    const id = await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday)
    await changeEpisode(store(), id, 'closed', days(1))
    expect((await plan(days(1))).ended).toEqual({ closed: 1, withdrawn: 0, unsent: 0 })
    expect(await alertsIn(store())).toMatchObject([{ state: 'closed', ended_at: days(1).toISOString() }])
    expect((await messagesIn(store())).map(({ kind }) => kind)).toEqual(['alert', 'revision'])
    expect((await plan(days(2))).ended).toEqual({ closed: 0, withdrawn: 0, unsent: 0 })
  })

  it.each([
    [false, 'withdrawn'],
    [true, 'closed'],
  ])('since they never were, it is taken back unless it was opened (%s)', async (isOpened, state) => {
    const id = await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday)
    const [alert] = await alertsIn(store())
    if (isOpened)
      await actOn(store(), { alert: alert?.alert_id ?? '', staff: 'T1', act: 'opened', at: tuesday })
    await changeEpisode(store(), id, 'corrected', days(1))
    await plan(days(1))
    expect(await alertsIn(store())).toMatchObject([{ state }])
  })

  it('and not while one is open, though the card is put right', async () => {
    const id = await episode(store(), { student: tutee })
    await episode(store(), { student: tutee, rule: 'silent' })
    await plan()
    await deliver(store(), tuesday)
    await changeEpisode(store(), id, 'closed', days(1))
    expect(await plan(days(1))).toMatchObject({ revised: 1, ended: { closed: 0 } })
    expect(await alertsIn(store())).toMatchObject([{ state: 'told', ended_at: null }])
  })
})

describe('an episode that is the case again, as data that came later show', () => {
  it('goes on by the same alert where that was told', async () => {
    const id = await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday)
    await changeEpisode(store(), id, 'closed', days(1))
    await plan(days(1))
    await changeEpisode(store(), id, 'reopened', days(2))
    expect((await plan(days(2))).made).toMatchObject({ revived: 1, cards: 0 })
    expect((await plan(days(2))).made).toMatchObject({ revived: 0, cards: 0 })
    expect(await alertsIn(store())).toMatchObject([{ state: 'told', ended_at: null }])
  })

  it('is told by another where the first was taken back, or over before it was told', async () => {
    const id = await episode(store(), { student: tutee })
    await plan()
    await changeEpisode(store(), id, 'closed', days(1))
    await plan(days(1))
    await changeEpisode(store(), id, 'reopened', days(2))
    expect((await plan(days(2))).made.cards).toBe(1)
    await deliver(store(), days(2))
    await changeEpisode(store(), id, 'corrected', days(3))
    await plan(days(3))
    await changeEpisode(store(), id, 'reopened', days(6))
    expect((await plan(days(6))).made.cards).toBe(1)
    expect((await alertsIn(store())).map(({ state }) => state)).toEqual(['closed', 'withdrawn', 'waiting'])
  })

  it('does not come again to who was told and has dealt with it, while it lasts', async () => {
    await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday)
    const ended = { state: 'closed', ended_at: tuesday.toISOString() } as const
    await store().db.updateTable('alert').set(ended).execute()
    expect((await plan(days(1))).made).toMatchObject({ revived: 0, cards: 0, digests: 0 })
  })

  it('comes again where its alert ended untold, as for a reason that holds no more', async () => {
    await episode(store(), { student: tutee })
    await plan()
    const ended = { state: 'closed', ended_at: tuesday.toISOString() } as const
    await store().db.updateTable('alert').set(ended).execute()
    expect((await plan(days(1))).made).toMatchObject({ cards: 1 })
  })
})

describe('a known reason', () => {
  it('keeps alerts about the student away from everybody until it is over', async () => {
    const first = await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday)
    const [alert] = await alertsIn(store())
    const act = { alert: alert?.alert_id ?? '', staff: 'T1', at: tuesday }
    await actOn(store(), { ...act, act: 'known-reason', until: '2026-11-26' })
    await changeEpisode(store(), first, 'closed', tuesday)
    await plan()
    await episode(store(), { student: tutee, rule: 'silent' })
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 1, cards: 0 })
    expect((await plan(days(2))).made).toMatchObject({ knownReasons: 0, cards: 1 })
  })

  it('may be ended before', async () => {
    await episode(store(), { student: '00000021' })
    await plan()
    const [alert] = await alertsIn(store())
    const act = { alert: alert?.alert_id ?? '', staff: 'T1' }
    await actOn(store(), { ...act, act: 'known-reason', until: '2027-01-01', at: tuesday })
    await staffMember(store(), 'T2', { role: 'personal-tutor', student: '00000021' })
    expect((await plan()).made.cards).toBe(0)
    await actOn(store(), { ...act, act: 'reason-ended', at: days(1) })
    expect((await plan(days(1))).made.cards).toBe(1)
  })
})

describe('what a person wants', () => {
  it('a kind that they switched off is not made for them, nor for others in their place where it is slight', async () => {
    await choose(store(), 'T1', { off: ['newly-low'] })
    await episode(store(), { student: tutee, level: 1 })
    expect((await plan()).made).toMatchObject({ unwanted: 1, cards: 0 })
  })

  it('a concern of level 2 or more goes to the next who wants to hear of it', async () => {
    await choose(store(), 'T1', { off: ['newly-low', 'weekly-card'] })
    await staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 4 })
    await choose(store(), 'LT', { off: ['newly-low'] })
    await episode(store(), { student: tutee, level: 2 })
    await plan()
    expect(await told()).toEqual([['L1', tutee, 'passed-up']])
  })

  it('all in the digest, where they say so', async () => {
    await choose(store(), 'T1', { frequency: 'digest' })
    await episode(store(), { student: tutee, level: 3 })
    expect((await plan()).made).toMatchObject({ cards: 0, digests: 1 })
  })

  it('nothing while they have paused: it waits, passes up after its time, and comes in a digest after', async () => {
    await pauseAlerts(store(), 'T1', { until: null }, tuesday)
    await episode(store(), { student: tutee })
    await plan()
    expect(await messagesIn(store())).toEqual([])
    expect((await plan(days(3))).passedUp).toMatchObject({ paused: 0 })
    expect((await plan(days(6))).passedUp).toMatchObject({ paused: 1, cards: 1 })
    expect(await told()).toEqual([
      ['T1', tutee, 'tutee'],
      ['L1', tutee, 'passed-up'],
    ])
    await resumeAlerts(store(), 'T1')
    expect((await plan(days(7))).digests).toEqual({ messages: 1, alerts: 1 })
  })
})
