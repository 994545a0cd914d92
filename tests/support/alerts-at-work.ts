import { act } from '../../bot/act'
import { composers } from '../../bot/alerts/messages/composers'
import { runDue } from '../../bot/alerts/schedule'
import { createLog } from '../../bot/log'
import { recipientsOf } from '../../data/queries/alert-recipients'
import { alertPrecision } from '../../data/queries/alert-precision'
import { keepJob } from '../../data/records/jobs'
import { toldToAnother } from '../../data/records/told-to-another'
import type { Store } from '../../data/store/store'
import { composed, messageOf } from './composing'
import { actOn, alertsIn, changeEpisode, choose, deliver, episode, evaluatedOn, staffMember } from './alerts'
import { days, planIn, tuesday } from './planning'

const log = createLog('info')

/** Every kind of thing that becomes of alerts, in a university that has leaders and tutors. */
export async function alertsAtWork(store: Store): Promise<void> {
  const plan = planIn(() => store)
  // Of whatever stood there before, nothing is open, nor any reason known.
  await store.db.updateTable('alert_episode').set({ state: 'closed', changed_on: '2026-11-01' }).execute()
  await store.db.updateTable('alert').set({ state: 'closed', ended_at: '2026-11-01T00:00:00.000Z' }).execute()
  await evaluatedOn(store, '2026-11-01')
  await staffMember(store, 'A1', { role: 'personal-tutor', student: '00000001' })
  await staffMember(store, 'A2', { role: 'programme-leader', unit: 'CSC' })
  await choose(store, 'A2', { frequency: 'digest' })
  const first = await episode(store, { student: '00000001' })
  await plan(tuesday)
  await deliver(store, tuesday)
  const second = await episode(store, { student: '00000001', rule: 'silent', level: 3 })
  await changeEpisode(store, first, 'corrected', days(1))
  await plan(days(1))
  await deliver(store, days(1))
  await plan(days(7))
  await choose(store, 'A1', { off: ['recovered'] })
  await episode(store, { student: '00000001', rule: 'sudden-drop' })
  const waiting = await episode(store, { student: '00000002', rule: 'sudden-drop' })
  await plan(days(7))
  await compose(store, days(7))
  await changeEpisode(store, waiting, 'closed', days(8))
  await changeEpisode(store, second, 'closed', days(8))
  await plan(days(8))
  await actAndMeasure(store)
  const run = async (): Promise<void> => {
    await keepJob(store, 'x', 'a', days(1))
  }
  await runDue({
    store,
    log,
    by: 'a',
    time: () => tuesday,
    works: [{ kind: 'x', slots: '0 * * * *', run }],
  })
}

/** What is composed for people who are still on the staff, sent and not. */
async function compose(store: Store, at: Date): Promise<void> {
  const messages = await store.db
    .selectFrom('outbox')
    .selectAll()
    .where('recipient', 'in', ['A1', 'A2'])
    .where('kind', 'in', ['digest', 'weekly-card'])
    .execute()
  for (const row of messages) {
    await composed(store, row, { at })
    await store.transaction(async ({ db }) => {
      await composers[row.kind]?.unsent?.(db, messageOf(row), 'x', at)
      await composers[row.kind]?.sent?.(db, messageOf(row), at)
    })
  }
}

async function actAndMeasure(store: Store): Promise<void> {
  const [alert] = await alertsIn(store)
  const of = { alert: alert?.alert_id ?? '', staff: 'A1', at: days(8) }
  await actOn(store, { ...of, act: 'useful' })
  const asker = { key: { idOrEmail: 'A1' }, appRoles: [] }
  const action = { verb: 'alert-open', alert: of.alert } as const
  await act(store, () => tuesday, asker, { action, conversation: { id: 'c', kind: 'personal' } })
  await alertPrecision(store.db, { now: days(9), programme: 'CSC' })
  await toldToAnother(store.db, of.alert, null)
  const student = { student_id: '00000001', programme_code: 'CSC', level: 4 }
  await recipientsOf(store.db, student, '2026-11-24')
}
