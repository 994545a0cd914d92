import { pauseAlerts, resumeAlerts } from '../../../../data/records/alert-pause'
import { deliver, episode, evaluatedOn } from '../../../support/alerts'
import { cardOf, days, planIn, tuesday } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const plan = planIn(store)

beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await episode(store(), { student: '00000001' })
})

const neutral = 'Passed up to you as programme leader: Tess Tutor could not be told of it in time.'

it('does not say that somebody has paused their alerts', async () => {
  await pauseAlerts(store(), 'T1', { until: null }, tuesday)
  await plan()
  expect((await plan(days(6))).passedUp).toMatchObject({ paused: 1 })
  const card = await cardOf(store(), 'L1', days(6))
  expect(card).toContain(neutral)
  expect(card).not.toContain('paused')
})

it('says the same where somebody could not be reached, whatever they paused once', async () => {
  await pauseAlerts(store(), 'T1', { until: '2026-11-20' }, days(-10))
  await plan()
  await deliver(store(), tuesday, (staff) => staff !== 'T1')
  expect((await plan()).passedUp).toMatchObject({ undelivered: 1 })
  expect(await cardOf(store(), 'L1', tuesday)).toContain(neutral)
  await resumeAlerts(store(), 'T1')
  expect(await cardOf(store(), 'L1', tuesday)).toContain(neutral)
})

it('says that somebody has not responded where they were told, whatever they paused since', async () => {
  await plan()
  await deliver(store(), tuesday)
  await pauseAlerts(store(), 'T1', { until: null }, days(1))
  expect((await plan(days(6))).passedUp).toMatchObject({ unopened: 1 })
  expect(await cardOf(store(), 'L1', days(6))).toContain(
    'Tess Tutor has not responded to it for 4 working days.',
  )
})
