import { operatorGrant } from '../../../bot/access/operator'
import { evaluateAndPlan } from '../../../bot/alerts/evaluate-and-plan'
import { composers } from '../../../bot/alerts/messages/composers'
import { addDays, daysFromTo, type Day } from '../../../data/domain/day'
import { alertPrecision } from '../../../data/queries/alert-precision'
import { deliveries } from '../../../data/queries/deliveries'
import { reachByRole } from '../../../data/queries/reach'
import { migrate } from '../../../data/store/migrate'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { words } from '../../cards/walk'
import { pressAs } from '../../support/alert-acts'
import { alertsIn } from '../../support/alerts'
import { chatOf, deliverDue, deliveryTo, passTime, useTeamsConnector } from '../../support/deliveries'
import { engines, testSecret } from '../../support/engines'
import { createRoles, loginWithRole } from '../../support/roles'
import { clock, now, temporaryFolder } from '../../support/store'
import { evaluateOn, firstDay, nothing, onlyDozen, score, writeDays } from '../../support/term'
import { loadUniversity } from '../../support/university-feeds'

/** T1's tutee, on the programme that L1 leads. */
const student = '00000001'
const today: Day = '2026-11-24'
/** Nothing was seen of them from the first day of November on. */
const silentFrom: Day = '2026-11-01'

/** From the facts to the card that is put right, by the role that the server has in production and no other. */
describe.each(engines)('alerts on $name', (engine) => {
  const folder = temporaryFolder()
  const teams = useTeamsConnector()
  let database = ''
  let owner: Store
  let bot: Store

  beforeAll(async () => {
    database = await engine.create()
    owner = openStore(database, { secret: testSecret })
    await migrate(owner, clock)
    await loadUniversity(owner, folder)
    await onlyDozen(owner)
    await writeDays(owner, daysFromTo(firstDay, addDays(today, -1)), (id, day) =>
      id === student && day >= silentFrom ? nothing : undefined,
    )
    await score(owner, today)
    // The days in which digests alone are sent are over by then.
    await evaluateOn(owner, silentFrom)
    bot = openStore(await asServer(engine.name, database), { secret: testSecret })
  }, 240_000)
  afterAll(async () => {
    await bot.close()
    await owner.close()
    await engine.drop(database)
  })

  const deliver = () => deliverDue(deliveryTo(bot, teams(), { sendingTime: () => now }), composers)
  const alertOf = async (staffId: string) =>
    (await alertsIn(owner)).find((alert) => alert.staff_id === staffId)
  const arrived = () => teams().arrivals.map(({ verb, status }) => `${verb} ${status}`)

  it('finds the silence, tells the tutor, passes it on, and puts every card right', async () => {
    for (const person of ['T1', 'L1', 'D1']) await chatOf(bot, person, teams().serviceUrl, { seenAt: now })
    const round = await evaluateAndPlan(bot, clock)
    expect(round.plan.made).toMatchObject({ cards: 1 })
    await deliver()
    const own = await alertOf('T1')
    expect(own).toMatchObject({ student_id: student, state: 'told' })
    // The leader gets the weekly card; the director, without the app role that is the second key, none.
    expect(arrived()).toEqual(['post 201', 'post 201'])

    const seen = await pressAs(bot, 'T1', { verb: 'alert-do', alert: own?.alert_id ?? '', act: 'seen' })
    expect(words(seen.card)).toContain('You saw this')
    await pressAs(bot, 'T1', { verb: 'alert-pass', alert: own?.alert_id ?? '', to: 'L1' })
    // What is told to L1 is news for T1 too, whose card may have been under way.
    for (let round = 0; round < 2; round += 1) {
      await passTime(owner)
      await deliver()
    }
    expect(await alertOf('L1')).toMatchObject({ state: 'told', why: 'passed-on' })
    expect(arrived().filter((each) => each.startsWith('post'))).toHaveLength(3)
    expect(arrived().filter((each) => each.startsWith('update')).length).toBeGreaterThan(0)

    const his = (await alertOf('L1'))?.alert_id ?? ''
    const reason = { verb: 'alert-reason', alert: his, reason: 'placement', until: '2026-12-04' } as const
    expect(words((await pressAs(bot, 'L1', reason)).card)).toContain('nobody is alerted about them until')
    await evaluateAndPlan(bot, clock)
    expect(await alertsIn(owner)).toHaveLength(2)
  }, 120_000)

  it('tells how deliveries stand, whom they reach, and how useful they were found', async () => {
    const since = addDays(today, -30)
    const told = await deliveries(bot, operatorGrant(), { since: new Date(`${since}T00:00:00Z`), now })
    expect(told.outcomes.sent).toBe(3)
    expect(told.failed).toEqual([])
    const reach = await reachByRole(bot, operatorGrant(), today)
    expect(reach.find(({ role }) => role === 'personal-tutor')).toMatchObject({ reached: 1 })
    expect(await alertPrecision(bot.db, { now, byProgramme: true })).toContainEqual(
      expect.objectContaining({ rule: 'silent' }),
    )
  }, 120_000)
})

/** On SQL Server the server works by a role that may write no student's data. */
async function asServer(engine: Store['engine'], database: string): Promise<string> {
  if (engine === 'sqlite') return database
  await createRoles(database)
  return (await loginWithRole(database, 'engagement_bot')).database
}
