import type { PlanReport } from '../../../bot/alerts/plan/plan'
import { openStore } from '../../../data/store/open'
import { engagement } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { copySample } from '../../support/sample'

const database = copySample()
const at = ['--now', '2026-11-24T09:00:00Z']

it('tells what a round came to, names nobody, and is on the record', async () => {
  const first = await engagement(['alerts', 'plan', ...at, '--json'], { database })
  expect(first.stderr).toBe('')
  const report = JSON.parse(first.stdout) as PlanReport
  expect(report.weeklyCards).toBeGreaterThan(20)
  const again = await engagementHere(['alerts', 'plan', ...at], { database })
  expect(again.code).toBe(0)
  expect(again.stdout).toContain('weekly cards: 0')
  const store = openStore(database)
  const acts = await store.db
    .selectFrom('access_seal')
    .innerJoin('access_entry', 'access_entry.entry_id', 'access_seal.entry_id')
    .where('access_entry.intent', '=', 'alerts-plan')
    .select(['access_entry.staff_id', 'access_seal.question'])
    .execute()
  await store.close()
  expect(acts).toHaveLength(2)
  for (const { staff_id, question } of acts) {
    expect(staff_id).toBe('operator')
    expect(question.length).toBeLessThan(1_000)
    expect(JSON.parse(question)).toMatchObject({ intent: 'alerts-plan', report: { reminded: 0 } })
  }
})

it('refuses a time that is none', async () => {
  const { code } = await engagementHere(['alerts', 'plan', '--now', 'soon'], { database })
  expect(code).toBe(2)
})
