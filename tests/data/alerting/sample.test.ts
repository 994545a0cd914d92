import { evaluateAlerts } from '../../../data/alerting/evaluate'
import { readSetting } from '../../../data/records/settings'
import { useSample } from '../../support/sample'

describe('the sample university', () => {
  const store = useSample()
  it('x', async () => {
    const now = new Date((await readSetting(store().db, 'sample-now')) ?? '')
    const t = Date.now()
    const e = await evaluateAlerts(store(), { clock: () => now })
    console.log(Date.now() - t, e.opened.length)
    const rows = await store().db.selectFrom('alert_episode').selectAll().execute()
    const c: Record<string, number> = {}
    for (const r of rows) c[`${r.rule_code} ${r.level}`] = (c[`${r.rule_code} ${r.level}`] ?? 0) + 1
    console.log(
      c,
      rows
        .filter((r, i) => i % 15 === 0 && r.rule_code !== 'nothing-handed-in')
        .map((r) => `${r.since} ${r.data_to} ${r.level} ${r.reason} ${r.facts}`)
        .join('\n'),
    )
    const t2 = Date.now()
    console.log(await evaluateAlerts(store(), { clock: () => now }), Date.now() - t2)
  })
})
