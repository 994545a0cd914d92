import { planAlerts } from '../../../../bot/alerts/plan/plan'
import { alertsIn, deliver, episode, evaluatedOn, messagesIn, staffMember } from '../../../support/alerts'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const tuesday = new Date('2026-11-24T09:00:00Z')
const days = (count: number): Date => new Date(tuesday.getTime() + count * 86_400_000)
const plan = (now: Date) => planAlerts({ store: store(), clock: () => now })
const tutee = '00000001'

const postsOf = (staff: string) => store().db.updateTable('assignment').where('staff_id', '=', staff)
const statesOf = async (staff: string) =>
  (await alertsIn(store())).filter(({ staff_id }) => staff_id === staff).map(({ state }) => state)

beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await episode(store(), { student: tutee })
  await plan(tuesday)
})

it('has the card of somebody whose role has ended taken back, without anything new about the student', async () => {
  await deliver(store(), tuesday)
  expect(await statesOf('T1')).toEqual(['told'])
  await postsOf('T1').set({ end_date: '2026-11-25' }).execute()
  await staffMember(store(), 'T8', { role: 'personal-tutor', student: tutee, from: '2026-11-25' })
  expect((await plan(days(1))).ended).toEqual({ closed: 0, withdrawn: 1, unsent: 0 })
  expect(await statesOf('T1')).toEqual(['withdrawn'])
  const [alert] = await alertsIn(store())
  expect((await messagesIn(store())).map(({ id }) => id)).toContain(`revise:${alert?.alert_id ?? ''}`)
  expect(await statesOf('T8')).toEqual(['waiting'])
  expect((await plan(days(1))).ended).toEqual({ closed: 0, withdrawn: 0, unsent: 0 })
})

it('never sends what still waits for somebody who has left', async () => {
  await store().db.updateTable('staff').set({ gone_on: '2026-11-24' }).where('staff_id', '=', 'T1').execute()
  expect((await plan(tuesday)).ended).toEqual({ closed: 0, withdrawn: 0, unsent: 1 })
  const theirs = (await messagesIn(store())).filter(({ recipient }) => recipient === 'T1')
  expect(theirs).toMatchObject([{ outcome: 'dropped', reason: 'out-of-scope' }])
})

it('tells them again where the role comes back while it is still so', async () => {
  await deliver(store(), tuesday)
  await postsOf('T1').set({ gone_on: '2026-11-25' }).execute()
  await plan(days(1))
  await postsOf('T1').set({ gone_on: null }).execute()
  await plan(days(2))
  expect(await statesOf('T1')).toEqual(['withdrawn', 'waiting'])
})
