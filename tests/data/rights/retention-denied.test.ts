import { sql } from 'kysely'
import { grantOperator } from '../../../data/domain/grant-reads'
import { runRetention } from '../../../data/rights/retention'
import { deployStatements } from '../../../data/store/sqlserver/deploy-statements'
import { actOn, alertsIn, changeEpisode, deliver, episode, evaluatedOn } from '../../support/alerts'
import { planAlerts } from '../../../bot/alerts/plan/plan'
import { lookAt, verify } from '../../support/trail'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const made = new Date('2026-11-24T09:00:00Z')

/** The tables whose rows deploy/sql lets nobody in `engagement_keeper` change. */
const denied = deployStatements('roles').flatMap(
  (statement) => /deny update on (\w+) to engagement_keeper$/u.exec(statement)?.slice(1) ?? [],
)

/** An embedded store knows no DENY: a trigger refuses the same. */
async function deny(): Promise<void> {
  for (const table of denied)
    await sql
      .raw(`create trigger deny_${table} before update on ${table} begin select raise(abort, 'denied'); end`)
      .execute(store().db)
}

test('retention needs nothing that is denied to engagement_keeper, which it works as', async () => {
  expect(denied).toEqual(expect.arrayContaining(['access_entry', 'access_seal', 'alert_act']))
  await evaluatedOn(store(), '2026-11-01')
  const found = await episode(store(), { student: '00000001' })
  await planAlerts({ store: store(), clock: () => made })
  await deliver(store(), made)
  const [alert] = await alertsIn(store())
  await actOn(store(), { alert: alert?.alert_id ?? '', staff: 'T1', act: 'useful', at: made })
  await changeEpisode(store(), found, 'closed', made)
  await lookAt(store(), { at: made })
  await deny()
  await expect(store().db.updateTable('access_entry').set({ role: 'elt' }).execute()).rejects.toThrow()

  const { due } = await runRetention(store(), grantOperator(), new Date('2033-11-25T09:00:00Z'))
  const removed = Object.fromEntries(due.map(({ table, rows }) => [table, rows]))
  expect(removed).toMatchObject({ alert: 1, alert_episode: 1, access_entry: 1, access_seal: 1 })
  expect(await verify(store())).toMatchObject({ checked: 1, retired: 1, faults: [] })
})
