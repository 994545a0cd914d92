import { planAlerts } from '../../../bot/alerts/plan/plan'
import { grantOperator } from '../../../data/domain/grant-reads'
import { pauseAlerts } from '../../../data/records/alert-pause'
import { planRetention, runRetention } from '../../../data/rights/retention'
import {
  actOn,
  alertsIn,
  changeEpisode,
  choose,
  deliver,
  episode,
  evaluatedOn,
  staffMember,
} from '../../support/alerts'
import { chatOf } from '../../support/deliveries'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const grant = grantOperator()
const made = new Date('2026-11-24T09:00:00Z')
const nextWeek = new Date('2026-12-01T09:00:00Z')
const rows = async (work: typeof planRetention, at: Date) =>
  Object.fromEntries((await work(store(), grant, at)).due.map(({ table, rows: count }) => [table, count]))
const leave = (id: string, gone_on: string) =>
  store().db.updateTable('staff').set({ gone_on }).where('staff_id', '=', id).execute()

it('removes alerts after two years with all that hangs on them, and episodes that nothing is about any more', async () => {
  await evaluatedOn(store(), '2026-11-01')
  const first = await episode(store(), { student: '00000001' })
  await planAlerts({ store: store(), clock: () => made })
  await deliver(store(), made)
  await planAlerts({ store: store(), clock: () => nextWeek })
  const [alert] = await alertsIn(store())
  await actOn(store(), { alert: alert?.alert_id ?? '', staff: 'T1', act: 'useful', at: nextWeek })
  await changeEpisode(store(), first, 'closed', nextWeek)
  await episode(store(), { student: '00000002', state: 'closed' })
  expect((await alertsIn(store())).map(({ passed_from }) => passed_from)).toEqual([null, alert?.alert_id])

  const before = new Date('2028-11-24T09:00:00Z')
  expect(await rows(runRetention, before)).toMatchObject({ alert: 0, alert_episode: 1 })
  const between = new Date('2028-11-27T09:00:00Z')
  expect(await rows(planRetention, between)).toMatchObject({ alert: 1, alert_episode: 0 })
  expect(await rows(runRetention, between)).toMatchObject({ alert: 1, alert_episode: 0 })
  expect(await alertsIn(store())).toMatchObject([{ why: 'passed-up', passed_from: null }])
  const after = new Date('2028-12-02T09:00:00Z')
  expect(await rows(runRetention, after)).toMatchObject({ alert: 1, alert_episode: 1 })
  for (const table of ['alert', 'alert_act', 'alert_reason', 'alert_episode'] as const)
    expect(await store().db.selectFrom(table).selectAll().execute()).toEqual([])
})

it('does not call kept what goes along with alerts', async () => {
  const { kept } = await planRetention(store(), grant, made)
  expect(kept.map(({ table }) => table).filter((table) => table.startsWith('alert'))).toEqual([])
})

it('keeps what somebody chose as long as they are on the staff', async () => {
  await staffMember(store(), 'S1')
  await choose(store(), 'S1', { frequency: 'digest' })
  await choose(store(), 'T1', { frequency: 'digest' })
  expect(await rows(runRetention, made)).toMatchObject({ alert_choice: 0 })
  await leave('S1', '2026-11-20')
  expect(await rows(runRetention, made)).toMatchObject({ alert_choice: 1 })
  const left = await store().db.selectFrom('alert_choice').select('staff_id').execute()
  expect(left).toEqual([{ staff_id: 'T1' }])
})

it('keeps a pause until it is over, and one without end as long as they are on the staff', async () => {
  for (const id of ['S1', 'S2']) await staffMember(store(), id)
  await pauseAlerts(store(), 'T1', { until: '2026-11-25' }, made)
  for (const id of ['S1', 'S2']) await pauseAlerts(store(), id, { until: null }, made)
  expect(await rows(runRetention, made)).toMatchObject({ alert_preference: 0 })
  await leave('S1', '2026-11-20')
  expect(await rows(planRetention, new Date('2026-11-25T09:00:00Z'))).toMatchObject({ alert_preference: 2 })
  expect(await rows(runRetention, new Date('2026-11-25T09:00:00Z'))).toMatchObject({ alert_preference: 2 })
  const left = await store().db.selectFrom('alert_preference').select('staff_id').execute()
  expect(left).toEqual([{ staff_id: 'S2' }])
})

it('keeps the chats of who has left as long as cards may be taken back from them', async () => {
  await staffMember(store(), 'S1')
  for (const id of ['S1', 'T1']) await chatOf(store(), id, 'https://teams.example/', { seenAt: made })
  await leave('S1', '2026-11-24')
  expect(await rows(runRetention, new Date('2027-02-23T09:00:00Z'))).toMatchObject({
    conversation_reference: 0,
  })
  expect(await rows(runRetention, new Date('2027-02-25T09:00:00Z'))).toMatchObject({
    conversation_reference: 1,
  })
  const left = await store().db.selectFrom('conversation_reference').select('staff_id').execute()
  expect(left).toEqual([{ staff_id: 'T1' }])
})
