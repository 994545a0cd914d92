import { planAlerts } from '../../../bot/alerts/plan/plan'
import { endAlert, joinAlert } from '../../../data/records/alert-changes'
import { alertsIn, episode, evaluatedOn } from '../../support/alerts'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const now = new Date('2026-11-24T09:00:00Z')
const plan = () => planAlerts({ store: store(), clock: () => now })

it('loses no episode where its alert was ended since the plan read it: the next round tells it', async () => {
  await evaluatedOn(store(), '2026-11-01')
  await episode(store(), { student: '00000001' })
  await plan()
  const alert_id = (await alertsIn(store()))[0]?.alert_id ?? ''
  const told = { state: 'told', told_at: now.toISOString() } as const
  await store().db.updateTable('alert').set(told).execute()
  const next = await episode(store(), { student: '00000001', rule: 'silent', level: 3 })
  const joined = await store().transaction(async ({ db }) => {
    await endAlert(db, alert_id, 'closed', now)
    return joinAlert(db, alert_id, next)
  })
  expect(joined).toBe(false)
  await plan()
  expect((await alertsIn(store())).map(({ episodes }) => episodes)).toContainEqual([next])
})
