import { pauseAlerts } from '../../../../data/records/alert-pause'
import { pressAs } from '../../../support/alert-acts'
import {
  alertsIn,
  choose,
  deliver,
  episode,
  evaluatedOn,
  messagesIn,
  staffMember,
} from '../../../support/alerts'
import { days, giveTutees, newestAlertOf, planIn, tuesday, tutees } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const plan = planIn(store)

/** T9 has an alert about so many of their tutees, and there is a level tutor above. */
async function tell(count: number, firstEvaluation = '2026-11-01'): Promise<string[]> {
  await evaluatedOn(store(), firstEvaluation)
  await giveTutees(store())
  await staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 4 })
  for (const student of tutees.slice(0, count)) await episode(store(), { student })
  await plan()
  await deliver(store(), tuesday)
  return (await alertsIn(store())).map(({ alert_id }) => alert_id)
}

const passOn = async (alert: string, at = tuesday): Promise<string> =>
  (await pressAs(store(), 'T9', { verb: 'alert-pass', alert, to: 'LT' }, at)).text

const given = async () =>
  (await alertsIn(store()))
    .filter(({ staff_id }) => staff_id === 'LT')
    .map(({ told_in, why }) => `${why} by ${told_in}`)

const inDigest =
  'Sam LT gets it in their weekly digest on Thursday 26 November at the earliest: speak to them if it cannot wait.'

it('gives a card at once in working time, and says that it is about to come', async () => {
  const [alert = ''] = await tell(1)
  expect(await passOn(alert)).toContain('Sam LT is about to get this too.')
  const { alert_id } = await newestAlertOf(store(), 'LT')
  const message = (await messagesIn(store())).find(({ id }) => id === alert_id)
  expect(message).toMatchObject({ recipient: 'LT', due_at: tuesday.toISOString() })
  expect(await passOn(alert)).toContain('Sam LT is about to get this too.')
  expect(await given()).toEqual(['passed-on by card'])
})

it('takes the cards of its receiver’s week, and beyond them comes in the digest', async () => {
  const alerts = await tell(12)
  const said: string[] = []
  for (const alert of alerts) said.push(await passOn(alert))
  const by = await given()
  expect(by.filter((each) => each === 'passed-on by card')).toHaveLength(5)
  expect(by.filter((each) => each === 'passed-on by digest')).toHaveLength(7)
  expect(said.filter((each) => each.includes(inDigest))).toHaveLength(7)
  await staffMember(store(), 'LT', { role: 'personal-tutor', student: '00000031' })
  await episode(store(), { student: '00000031' })
  expect((await plan()).made).toMatchObject({ cards: 0, digests: 1 })
  const digest = (await messagesIn(store())).find((each) => each.kind === 'digest' && each.recipient === 'LT')
  expect(digest?.due_at).toBe('2026-11-26T09:00:00.000Z')
})

it.each<[string, string, () => Promise<void>]>([
  ['wants digests alone', '2026-11-01', () => choose(store(), 'LT', { frequency: 'digest' })],
  ['has paused', '2026-11-01', () => pauseAlerts(store(), 'LT', { until: null }, tuesday)],
  ['is in the first days', '2026-11-20', () => Promise.resolve()],
])('comes in the digest of who %s, in the same words', async (_who, firstEvaluation, given_) => {
  const [alert = ''] = await tell(1, firstEvaluation)
  await given_()
  const said = await passOn(alert)
  expect(said).toContain(inDigest)
  expect(said).not.toMatch(/pause|about to get/iu)
  expect(await given()).toEqual(['passed-on by digest'])
  expect((await messagesIn(store())).filter(({ recipient }) => recipient === 'LT')).toEqual([])
})

it('waits for working time, and says so', async () => {
  const [alert = ''] = await tell(1)
  const saturday = days(4)
  expect(await passOn(alert, saturday)).toContain(
    'Sam LT gets it on Monday 30 November at the earliest: speak to them if it cannot wait.',
  )
  const { alert_id } = await newestAlertOf(store(), 'LT')
  const message = (await messagesIn(store())).find(({ id }) => id === alert_id)
  expect(message?.due_at).toBe('2026-11-30T08:00:00.000Z')
})
