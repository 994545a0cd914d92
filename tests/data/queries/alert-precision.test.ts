import { planAlerts } from '../../../bot/alerts/plan/plan'
import { alertPrecision } from '../../../data/queries/alert-precision'
import type { AlertAct } from '../../../data/domain/alert'
import { actOn, alertsIn, deliver, episode, evaluatedOn, staffMember } from '../../support/alerts'
import { useUniversity } from '../../support/university'
import { studentIds } from '../../support/university-feeds'

const store = useUniversity()
const now = new Date('2026-11-24T09:00:00Z')
const later = new Date('2026-11-25T09:00:00Z')

/** Alerts to the programme leader about ten students, told in the digest. */
async function told(): Promise<string[]> {
  await evaluatedOn(store(), '2026-11-23')
  await staffMember(store(), 'L2', { role: 'programme-leader', unit: 'SEN' })
  for (const student of studentIds(2, 10)) await episode(store(), { student, rule: 'silent' })
  await episode(store(), { student: '00000031', rule: 'newly-low', programme: 'SEN' })
  await planAlerts({ store: store(), clock: () => now })
  await deliver(store(), new Date('2026-11-26T09:00:00Z'))
  const alerts = await alertsIn(store())
  return alerts.filter(({ staff_id }) => staff_id === 'L1').map(({ alert_id }) => alert_id)
}

const judge = async (alert: string | undefined, act: AlertAct, at = later, staff = 'L1') =>
  actOn(store(), { alert: alert ?? '', staff, act, at, until: '2026-12-01' })

it('counts each alert once, by the last verdict on it, and gives no share of fewer than five, or of what one or two people think', async () => {
  const alerts = await told()
  expect(alerts).toHaveLength(10)
  await judge(alerts[0], 'useful')
  await judge(alerts[1], 'contacted')
  await judge(alerts[2], 'known-reason')
  await judge(alerts[3], 'wrong-data')
  await judge(alerts[4], 'opened')
  await judge(alerts[5], 'seen')
  const before = { told: 10, judged: 4, useful: 2, knownReason: 1, wrongData: 1, notUseful: 0, share: null }
  const other = { rule: 'newly-low', told: 1, judged: 0, share: null }
  expect(await alertPrecision(store().db, { now: later })).toMatchObject([
    other,
    { rule: 'silent', programme: null, ...before },
  ])
  await judge(alerts[0], 'not-useful', new Date('2026-11-25T10:00:00Z'))
  await judge(alerts[6], 'passed-on', later, 'T1')
  const ofTwo = await alertPrecision(store().db, { now: later, programme: 'CSC' })
  expect(ofTwo).toMatchObject([{ rule: 'silent', judged: 5, share: null }])
  expect(JSON.stringify(ofTwo)).not.toContain('judges')
  await judge(alerts[6], 'passed-on', new Date('2026-11-25T11:00:00Z'), 'L2')
  await judge(alerts[1], 'contacted', new Date('2026-11-25T12:00:00Z'), 'T1')
  expect(await alertPrecision(store().db, { now: later, programme: 'CSC' })).toMatchObject([
    { rule: 'silent', programme: 'CSC', judged: 5, useful: 2, notUseful: 1, share: 0.4 },
  ])
})

it('is told apart by programme, and looks back so many weeks', async () => {
  await told()
  const rows = await alertPrecision(store().db, { now: later, byProgramme: true })
  expect(rows.map(({ programme, rule }) => [programme, rule])).toEqual([
    ['CSC', 'silent'],
    ['SEN', 'newly-low'],
  ])
  const inSpring = new Date('2027-05-01T09:00:00Z')
  expect(await alertPrecision(store().db, { now: inSpring, weeks: 22 })).toEqual([])
  expect(await alertPrecision(store().db, { now: inSpring })).not.toEqual([])
})
