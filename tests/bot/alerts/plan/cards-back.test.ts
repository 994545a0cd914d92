import { composers } from '../../../../bot/alerts/messages/composers'
import type { AlertAct } from '../../../../data/domain/alert'
import { actOn, alertsIn, changeEpisode, choose, episode, evaluatedOn } from '../../../support/alerts'
import { chatOf, deliverDue, deliveryTo, useTeamsConnector } from '../../../support/deliveries'
import { days, endPosts, planIn, tuesday } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const teams = useTeamsConnector()
const plan = planIn(store)
const [tutee, other] = ['00000001', '00000021']

async function round(at: Date): Promise<void> {
  await plan(at)
  await store().db.updateTable('conversation_reference').set({ free_at: null }).execute()
  await deliverDue({ ...deliveryTo(store(), teams(), { sendingTime: () => at }), clock: () => at }, composers)
}
const inChat = () => (teams().chats.get('a:T1') ?? []).map(({ body }) => body)
const removed = () => teams().arrivals.filter(({ verb }) => verb === 'remove').length
const endTutoring = (student: string) =>
  store()
    .db.updateTable('assignment')
    .set({ end_date: '2026-11-26' })
    .where('staff_id', '=', 'T1')
    .where('student_id', '=', student)
    .execute()

async function end(act: AlertAct): Promise<void> {
  const [alert] = await alertsIn(store())
  await actOn(store(), { alert: alert?.alert_id ?? '', staff: 'T1', act, at: tuesday, until: '2026-12-24' })
  await store()
    .db.updateTable('alert')
    .set({ state: 'closed', ended_at: tuesday.toISOString() })
    .where('alert_id', '=', alert?.alert_id ?? '')
    .execute()
}

beforeEach(async () => {
  await chatOf(store(), 'T1', teams().serviceUrl, { seenAt: tuesday })
  await evaluatedOn(store(), '2026-11-01')
})

it.each(['contacted', 'not-useful', 'known-reason'] as const)(
  'takes back the card of an alert that was over (%s) before its holder’s role ended',
  async (act) => {
    const opened = await episode(store(), { student: tutee })
    await round(tuesday)
    await end(act)
    await changeEpisode(store(), opened, 'closed', days(1))
    await round(days(1))
    expect(inChat()).toHaveLength(1)
    await endPosts(store(), 'T1', '2026-11-26')
    for (const day of [2, 2, 3, 6]) await round(days(day))
    expect(inChat()).toEqual([])
    expect(removed()).toBe(1)
  },
)

it('takes its line out of a digest, and leaves the others there', async () => {
  await choose(store(), 'T1', { frequency: 'digest' })
  const opened = await episode(store(), { student: tutee })
  await episode(store(), { student: other })
  await round(tuesday)
  await round(days(2))
  expect(inChat()).toEqual([expect.stringMatching(/Example01.*Example21|Example21.*Example01/u)])
  await changeEpisode(store(), opened, 'closed', days(2))
  await round(days(2))
  expect(inChat()).toEqual([expect.stringContaining('Example01')])
  await endTutoring(tutee)
  for (let rounds = 0; rounds < 2; rounds += 1) await round(days(2))
  expect(inChat()).toEqual([expect.stringContaining('Example21')])
  expect(inChat()[0]).not.toContain('Example01')
  const updates = teams().arrivals.length
  await round(days(3))
  expect(teams().arrivals).toHaveLength(updates)
})

it('takes it out of the digest too in which it stood before it came again', async () => {
  await choose(store(), 'T1', { frequency: 'digest' })
  await episode(store(), { student: tutee })
  await round(tuesday)
  await round(days(2))
  expect(inChat()).toEqual([expect.stringContaining('Example01')])
  await episode(store(), { student: tutee, rule: 'silent', level: 3, openedOn: '2026-11-26' })
  await plan(days(2))
  await endPosts(store(), 'T1', '2026-11-26')
  await round(days(2))
  expect(inChat()).toEqual([])
})
