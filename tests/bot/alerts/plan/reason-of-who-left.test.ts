import { ask } from '../../../../bot/ask'
import type { Store } from '../../../../data/store/store'
import { pressAs } from '../../../support/alert-acts'
import { alertsIn, deliver, episode, evaluatedOn, staffMember } from '../../../support/alerts'
import { cardOf, days, endPosts, newestAlertOf, planIn, tuesday } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const plan = planIn(store)
const tutee = '00000001'
const until = '2026-12-20'

/** Somebody presses what gives a reason, on their newest alert. */
const giveReason = async (person: string) => {
  const { alert_id: alert } = await newestAlertOf(store(), person)
  return pressAs(store(), person, { verb: 'alert-reason', alert, reason: 'placement', until })
}

const profileFor = async (person: string, appRoles: string[] = []): Promise<string> => {
  const message = { text: `show ${tutee}`, conversation: { id: 'test', kind: 'personal' } as const }
  const asker = { key: { idOrEmail: person }, appRoles }
  return (await ask(store(), () => days(1), asker, message)).answer.text
}

const isTold = async (person: string): Promise<boolean> =>
  (await alertsIn(store())).some(({ staff_id }) => staff_id === person)

beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 4 })
  await episode(store(), { student: tutee })
  await plan()
  await deliver(store(), tuesday)
})

const leaving: [string, (store: Store) => Promise<unknown>][] = [
  ['is their tutor no more', (of) => endPosts(of, 'T1', '2026-11-25')],
  [
    'has left the university',
    ({ db }) => db.updateTable('staff').set({ gone_on: '2026-11-25' }).where('staff_id', '=', 'T1').execute(),
  ],
]

describe('a known reason of somebody who', () => {
  it.each(leaving)('%s: the new tutor hears of the student, and of the reason', async (_what, leave) => {
    expect((await giveReason('T1')).text).toContain('nobody is alerted about them until Sunday 20 December')
    await staffMember(store(), 'T8', { role: 'personal-tutor', student: tutee, from: '2026-11-25' })
    expect((await plan(tuesday)).made).toMatchObject({ knownReasons: 1, cards: 0 })
    await leave(store())
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 0, cards: 1 })
    expect(await newestAlertOf(store(), 'T8')).toMatchObject({ why: 'tutee', state: 'waiting' })
    const card = await cardOf(store(), 'T8', days(1))
    expect(card).toContain(
      'Tess Tutor, who looked after them before, gave a known reason until Sunday 20 December (“Placement or visit”): check whether it still holds.',
    )
    expect(card).not.toContain('nobody is alerted')
    expect(await profileFor('T8')).not.toContain('Known reason')
    expect(await isTold('LT')).toBe(false)
  })

  it('is their programme leader now: it holds, and whoever sees contacts sees it', async () => {
    await giveReason('T1')
    await endPosts(store(), 'T1', '2026-11-25')
    await staffMember(store(), 'T1', { role: 'programme-leader', unit: 'CSC' })
    await staffMember(store(), 'T8', { role: 'personal-tutor', student: tutee, from: '2026-11-25' })
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 1, cards: 0 })
    const said = 'Known reason: Placement or visit, as Tess Tutor said: no alerts until Sunday 20 December'
    expect(await profileFor('T8')).toContain(said)
    expect(await profileFor('T1')).toContain(said.replace('Tess Tutor', 'you'))
    const director = await profileFor('D1', ['Engagement.School'])
    expect(director).toContain(tutee)
    expect(director).not.toMatch(/known reason|placement/iu)
  })

  it('is their level tutor no more, since they moved on: it holds no more', async () => {
    await endPosts(store(), 'T1', '2026-11-24')
    await plan()
    await deliver(store(), tuesday)
    await giveReason('LT')
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 1, cards: 0 })
    await store().db.updateTable('student').set({ level: 5 }).where('student_id', '=', tutee).execute()
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 0, cards: 1 })
    expect(await cardOf(store(), 'L1', days(1))).toContain('Sam LT, who looked after them before,')
  })

  it('had it passed on to them and left: it comes back to who passed it on', async () => {
    const { alert_id: alert } = await newestAlertOf(store(), 'T1')
    await pressAs(store(), 'T1', { verb: 'alert-pass', alert, to: 'LT' })
    await deliver(store(), tuesday)
    await giveReason('LT')
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 1, cards: 0 })
    await endPosts(store(), 'LT', '2026-11-25')
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 0, cards: 1 })
    expect((await newestAlertOf(store(), 'T1')).alert_id).not.toBe(alert)
    expect(await cardOf(store(), 'T1', days(1))).toContain('Sam LT, who looked after them before,')
    expect((await plan(days(1))).made).toMatchObject({ cards: 0, joined: 0, revived: 0 })
  })

  it('left does not do away with one that who looks after them still gave before', async () => {
    await staffMember(store(), 'T2', { role: 'personal-tutor', student: tutee })
    await plan()
    await deliver(store(), tuesday)
    await giveReason('T1')
    await giveReason('T2')
    await endPosts(store(), 'T2', '2026-11-25')
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 1, cards: 0 })
    expect(await profileFor('T1')).toContain('as you said: no alerts until')
    await endPosts(store(), 'T1', '2026-11-25')
    expect((await plan(days(1))).made).toMatchObject({ knownReasons: 0 })
  })

  it('left keeps nobody else from being reminded', async () => {
    await staffMember(store(), 'T2', { role: 'personal-tutor', student: tutee })
    await plan()
    await deliver(store(), tuesday)
    await giveReason('T1')
    expect((await plan(days(2))).reminded).toBe(0)
    await endPosts(store(), 'T1', '2026-11-25')
    expect((await plan(days(2))).reminded).toBe(1)
  })
})
