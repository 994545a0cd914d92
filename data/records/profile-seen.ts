import type { Scope } from '../domain/scope'
import type { Store } from '../store/store'
import { addAct, type ActTimes } from './add-act'
import { markOpened } from './alert-changes'
import { reviseAlertsAbout } from './alert-revisions'

/**
 * Who was told of a student and has looked at the student since, by whichever way, has responded to it as by opening it: they are not
 * reminded, and it is not passed up for that. What they were not told of yet comes all the same.
 */
export function profileSeen(
  store: Store,
  { staffId }: Scope,
  studentId: string,
  { at, due }: ActTimes,
): Promise<void> {
  return store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, `alerts about ${studentId}`)
      const told = await db
        .selectFrom('alert')
        .select('alert.alert_id')
        .where('alert.staff_id', '=', staffId)
        .where('alert.student_id', '=', studentId)
        .where('alert.state', '=', 'told')
        .where('alert.opened_at', 'is', null)
        .execute()
      for (const { alert_id: alertId } of told) {
        await addAct(db, { alertId, staffId, studentId }, 'opened', at)
        await markOpened(db, alertId, at)
      }
      if (told.length > 0) await reviseAlertsAbout(db, studentId, { by: staffId, due })
    },
    { actingStaff: staffId, repeatable: true },
  )
}
