import { dayOf, weekStart } from '../../../../data/domain/day'
import { nextWorkingTime } from '../../../../bot/alerts/working-time'
import { pauseAlerts } from '../../../../data/records/alert-pause'
import {
  alertsIn,
  changeEpisode,
  deliver,
  episode,
  evaluatedOn,
  messagesIn,
  staffMember,
} from '../../../support/alerts'
import { days, giveTutees, planIn, tuesday, tutees } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const plan = planIn(store)

beforeEach(async () => {
  await giveTutees(store())
})

const cards = async () => (await alertsIn(store())).filter(({ told_in }) => told_in === 'card')

describe('the budget', () => {
  it('gives the greatest concerns a card, and the rest come in the digest', async () => {
    await evaluatedOn(store(), '2026-11-01')
    for (const [index, student] of tutees.entries())
      await episode(store(), { student, level: (index % 3) + 1 })
    expect((await plan()).made).toMatchObject({ cards: 5, digests: 7 })
    const told = new Set((await cards()).map(({ student_id }) => student_id))
    for (const index of [2, 5, 8, 11]) expect(told).toContain(tutees[index])
    expect((await messagesIn(store())).map(({ kind }) => kind).sort()).toEqual([
      ...Array<string>(5).fill('alert'),
      'digest',
    ])
  })

  it('ranks by level, rule, score, contact and time, and good news last', async () => {
    await evaluatedOn(store(), '2026-11-01')
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = ''] = tutees
    await episode(store(), { student: g, rule: 'nothing-handed-in', level: 2 })
    await episode(store(), { student: f, rule: 'newly-low', level: 2 })
    await episode(store(), { student: e, rule: 'sudden-drop', level: 2 })
    await episode(store(), { student: d, rule: 'missed-sessions', level: 2 })
    await episode(store(), { student: c, rule: 'silent', level: 2 })
    await episode(store(), { student: b, rule: 'nothing-handed-in', level: 3 })
    await episode(store(), { student: a, rule: 'silent', level: 1 })
    await plan()
    expect((await cards()).map(({ student_id }) => student_id).sort()).toEqual([b, c, d, e, f].sort())
  })

  it('is for the week in which a card comes: what is made on Saturday is of the next', async () => {
    await evaluatedOn(store(), '2026-11-01')
    for (const student of tutees.slice(0, 5)) await episode(store(), { student })
    await plan(days(4))
    for (const student of tutees.slice(5)) await episode(store(), { student })
    expect((await plan(days(6))).made).toMatchObject({ cards: 0, digests: 7 })
    const due = (await messagesIn(store())).filter(({ kind }) => kind === 'alert')
    expect(new Set(due.map(({ due_at }) => due_at))).toEqual(new Set(['2026-11-30T08:00:00.000Z']))
  })

  it('is never passed, whatever is found when', async () => {
    await evaluatedOn(store(), '2026-11-01')
    let at = days(0)
    let seed = 7
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let round = 0; round < 25; round += 1) {
      at = new Date(at.getTime() + (1 + random(30)) * 3_600_000)
      for (let found = random(4); found > 0; found -= 1) {
        const student = tutees[random(12)] ?? ''
        const rule = (['newly-low', 'silent', 'missed-sessions', 'sudden-drop'] as const)[random(4)]
        const taken = store().db.selectFrom('alert_episode').select('episode_id')
        const open = await taken
          .where('student_id', '=', student)
          .where('rule_code', '=', rule ?? 'silent')
          .where('state', '=', 'open')
          .execute()
        const [known] = open
        if (known) await changeEpisode(store(), known.episode_id, 'closed', at)
        else
          await episode(store(), {
            student,
            level: 1 + random(3),
            openedOn: dayOf(at),
            ...(rule ? { rule } : {}),
          })
      }
      await plan(at)
      await deliver(store(), at)
    }
    const settings = store().settings.alerts
    const perWeek = new Map<string, number>()
    for (const { staff_id, made_at } of await cards()) {
      const key = `${staff_id} ${weekStart(dayOf(nextWorkingTime(new Date(made_at), settings)))}`
      perWeek.set(key, (perWeek.get(key) ?? 0) + 1)
    }
    expect(Math.max(...perWeek.values())).toBe(settings.cardsPerPersonAndWeek)
    const reasons = (await alertsIn(store())).flatMap(({ staff_id, episodes }) =>
      episodes.map((each) => `${staff_id} ${each}`),
    )
    expect(new Set(reasons).size).toBe(reasons.length)
    expect(perWeek.size).toBeGreaterThan(2)
  })
})

describe('the first days', () => {
  it('bring digests alone, before and after the first evaluation', async () => {
    await episode(store(), { student: tutees[0] ?? '' })
    expect((await plan()).made).toMatchObject({ cards: 0, digests: 1 })
    await evaluatedOn(store(), '2026-11-18')
    await episode(store(), { student: tutees[1] ?? '' })
    expect((await plan()).made).toMatchObject({ cards: 0, digests: 1 })
    await episode(store(), { student: tutees[2] ?? '' })
    expect((await plan(days(1))).made).toMatchObject({ cards: 1, digests: 0 })
  })
})

describe('good news', () => {
  it('comes in the digest alone, to whoever was told of the bad', async () => {
    await evaluatedOn(store(), '2026-11-01')
    await staffMember(store(), 'T8', { role: 'personal-tutor', student: tutees[0] ?? '', from: '2026-11-25' })
    const [student = ''] = tutees
    const id = await episode(store(), { student, rule: 'silent' })
    await plan()
    await deliver(store(), tuesday)
    await changeEpisode(store(), id, 'closed', days(1))
    await episode(store(), { student, rule: 'recovered', level: 1, state: 'closed', openedOn: '2026-11-25' })
    expect((await plan(days(1))).made).toMatchObject({ cards: 0, digests: 1 })
    const news = (await alertsIn(store())).filter(({ told_in }) => told_in === 'digest')
    expect(news).toMatchObject([{ staff_id: 'T9', state: 'waiting' }])
    await deliver(store(), days(2))
    expect((await plan(days(2))).ended).toEqual({ closed: 1, withdrawn: 0, unsent: 0 })
  })

  it('is for nobody who was told of nothing', async () => {
    await evaluatedOn(store(), '2026-11-01')
    await episode(store(), { student: tutees[0] ?? '', rule: 'recovered', level: 1, state: 'closed' })
    await plan()
    expect(await alertsIn(store())).toEqual([])
  })
})

describe('the digest', () => {
  it('is one for each person and week, and takes what comes up until it is due', async () => {
    await evaluatedOn(store(), '2026-11-20')
    await episode(store(), { student: tutees[0] ?? '' })
    await plan()
    await episode(store(), { student: tutees[1] ?? '' })
    expect((await plan(days(1))).digests).toEqual({ messages: 0, alerts: 1 })
    await deliver(store(), days(2))
    await episode(store(), { student: tutees[2] ?? '' })
    expect((await plan(days(2))).digests).toEqual({ messages: 1, alerts: 1 })
    const digests = (await messagesIn(store())).filter(({ kind }) => kind === 'digest')
    expect(digests.map(({ due_at }) => due_at)).toEqual([
      '2026-11-26T09:00:00.000Z',
      '2026-12-03T09:00:00.000Z',
    ])
    for (const { id } of digests) expect(`revise:${id}`.length).toBeLessThanOrEqual(50)
  })

  it('moves to the next working day, over Christmas to January', async () => {
    await evaluatedOn(store(), '2026-12-20')
    await episode(store(), { student: tutees[0] ?? '' })
    const closed = ['2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31']
    const settings = { ...store().settings, alerts: { ...store().settings.alerts, closedDays: closed } }
    await planIn(() => ({ ...store(), settings }))(new Date('2026-12-23T15:00:00Z'))
    expect(await messagesIn(store())).toMatchObject([{ due_at: '2027-01-04T09:00:00.000Z' }])
  })

  it('brings anew what was told in one before, when more comes up', async () => {
    await evaluatedOn(store(), '2026-11-20')
    const [student = ''] = tutees
    await episode(store(), { student })
    await plan()
    await deliver(store(), days(2))
    await episode(store(), { student, rule: 'silent', level: 3, openedOn: '2026-11-27' })
    expect(await plan(days(3))).toMatchObject({ made: { joined: 1 }, digests: { messages: 1, alerts: 1 } })
    expect((await plan(days(3))).digests).toEqual({ messages: 0, alerts: 0 })
  })

  it('waits while somebody has paused their alerts', async () => {
    await evaluatedOn(store(), '2026-11-20')
    await pauseAlerts(store(), 'T9', { until: '2026-11-30' }, tuesday)
    await episode(store(), { student: tutees[0] ?? '' })
    expect((await plan()).digests).toEqual({ messages: 0, alerts: 0 })
    expect((await plan(days(6))).digests).toEqual({ messages: 1, alerts: 1 })
  })
})
