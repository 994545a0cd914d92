import type { Scope } from '../domain/scope'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Database, Store } from '../store/store'
import { recipientsOf, type PossibleRecipient } from './alert-recipients'
import { readAlert, seenIn, type StudentAlert } from './student-alert'

/** To whom an alert can be passed on: whose student it is too, but who holds no alert about them. */
export async function possibleReceivers(
  db: Database,
  { staffId, today }: Scope,
  { student, others }: StudentAlert,
): Promise<PossibleRecipient[]> {
  const holders = new Set([staffId, ...others.map((each) => each.staffId)])
  return (await recipientsOf(db, student, today)).filter((each) => !holders.has(each.staffId))
}

/** An alert with those to whom it can be passed on, entered in the access trail; undefined as {@link readAlert}. */
export function alertToPassOn(
  store: Store,
  scope: Scope,
  alertId: string,
  look: Look,
): Promise<{ alert: StudentAlert; receivers: PossibleRecipient[] } | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (db) => {
      const alert = await readAlert(db, scope, alertId)
      return alert && { alert, receivers: await possibleReceivers(db, scope, alert) }
    },
    (found) => seenIn(found?.alert),
  )
}
