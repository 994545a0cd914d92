import { demoTutor } from '../../data/sample/demo-staff'
import type { Store } from '../../data/store/store'
import { writeAlert, writeEpisode } from './alert-cards'
import { withoutAlerts } from './alerts'
import { aisha } from './people'
import { useSample } from './sample'

/** The sample, empty of alerts before each test of this file, and what may happen there to one that waits to be told. */
export function useWaitingAlert() {
  const store = useSample()()
  beforeEach(() => withoutAlerts(store))
  const setAlert = (alert: string, values: object) =>
    store.db.updateTable('alert').set(values).where('alert_id', '=', alert).execute()
  return {
    store,
    /** Ruth's, about Aisha. */
    waiting: async (): Promise<{ alert: string; episode: string }> => {
      const episode = await writeEpisode(store, aisha)
      const alert = await writeAlert(store, {
        staffId: demoTutor.staffId,
        studentId: aisha,
        episodes: [episode],
      })
      return { alert, episode }
    },
    row: (alert: string) =>
      store.db.selectFrom('alert').selectAll().where('alert_id', '=', alert).executeTakeFirstOrThrow(),
    setAlert,
    setEpisode: (state: 'closed' | 'corrected') =>
      store.db
        .updateTable('alert_episode')
        .set({ state, last_change: state, changed_on: '2026-11-24' })
        .execute(),
    /** As the plan would have an alert told again. */
    again: async (alert: string, why: 'remind' | 'worse'): Promise<void> => {
      await copyMessage(store, alert, why)
      await setAlert(alert, { message_id: `${why}:${alert}` })
    },
    /** While Aisha is nobody's tutee. */
    withoutTutor: async <T>(work: () => Promise<T>): Promise<T> => {
      const tutors = store.db
        .updateTable('assignment')
        .where('student_id', '=', aisha)
        .where('role', '=', 'personal-tutor')
      await tutors.set({ end_date: '2026-11-01' }).execute()
      try {
        return await work()
      } finally {
        await tutors.set({ end_date: null }).execute()
      }
    },
  }
}

async function copyMessage({ db }: Store, alert: string, why: 'remind' | 'worse'): Promise<void> {
  const first = await db.selectFrom('outbox').selectAll().where('id', '=', alert).executeTakeFirstOrThrow()
  await db
    .insertInto('outbox')
    .values({
      ...first,
      id: `${why}:${alert}`,
      payload: JSON.stringify({ alert, [why === 'remind' ? 'reminder' : why]: true }),
      done_at: null,
      outcome: null,
      activity_id: null,
      conversation_id: null,
    })
    .execute()
}
