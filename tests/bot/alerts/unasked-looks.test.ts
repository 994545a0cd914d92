import { act } from '../../../bot/act'
import { ask } from '../../../bot/ask'
import { grantOperator } from '../../../data/domain/grant-reads'
import { unusualLooks } from '../../../data/queries/unusual-looks'
import { alertsIn, episode, evaluatedOn, messagesIn } from '../../support/alerts'
import { composed } from '../../support/composing'
import { giveTutees, planIn, tuesday, tutees } from '../../support/planning'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const plan = planIn(store)
const limits = { hour: 3, day: 3 }
const asker = { key: { idOrEmail: 'T9' }, appRoles: [] }
const conversation = { id: 'a:T9', kind: 'personal' } as const

const told = () => unusualLooks(store(), grantOperator(), new Date(0))
const says = (text: string) => ask(store(), () => tuesday, asker, { text, conversation }, limits)

/** T9 is sent five cards and a digest about all their tutees, now. */
beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await giveTutees(store())
  for (const student of tutees) await episode(store(), { student })
  await plan()
  for (const row of await messagesIn(store())) await composed(store(), row, { at: tuesday })
})

it('what somebody is sent unasked is on the record, and none of their doing', async () => {
  const entries = await store().db.selectFrom('access_entry').selectAll().execute()
  expect(entries.filter(({ intent }) => intent === 'alert')).toHaveLength(5)
  expect(entries.filter(({ intent }) => intent === 'alert-digest')).toHaveLength(1)
  expect(new Set(entries.map(({ staff_id }) => staff_id))).toEqual(new Set(['T9']))
  const seen = await store().db.selectFrom('access_entry_student').selectAll().execute()
  expect(new Set(seen.map(({ student_id }) => student_id)).size).toBe(12)
  await says(`show ${tutees[0] ?? ''}`)
  expect(await told()).toEqual([])
})

it('what they open by a button or ask for counts', async () => {
  for (const { alert_id: alert } of (await alertsIn(store())).slice(0, 3))
    await act(store(), () => tuesday, asker, { action: { verb: 'alert-open', alert }, conversation }, limits)
  expect(await told()).toEqual([])
  await says('show my tutees')
  expect(await told()).toMatchObject([{ staffId: 'T9', limits }])
})
