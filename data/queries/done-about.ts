import { openAlertStates } from '../domain/alert'
import { addDays } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Database } from '../store/store'
import { alertHolders, type AlertHolder } from './alert-holders'
import { contactsSince, type Contact } from './contacts'

/** For so many days others' contacts, and what others did with their alerts, are told on a card. */
export const alertLooksBackDays = 28

interface Alert {
  alert_id: string
  student_id: string
}

/** What has been done, and by whom. */
export interface DoneAbout {
  /** Of everybody's alerts about the student the holder's own. */
  own: AlertHolder
  /** Whether the holder has a further one about the student that is open. */
  hasAnother: boolean
  others: AlertHolder[]
  contacts: Contact[]
}

/** What has been done about the student lately, by whom. */
export async function doneAbout(db: Database, { staffId, today }: Scope, alert: Alert): Promise<DoneAbout> {
  const since = addDays(today, -alertLooksBackDays)
  const all = await alertHolders(db, alert.student_id, `${since}T00:00:00.000Z`)
  return {
    own: all.find((each) => each.alertId === alert.alert_id) ?? (await onlyOwn(db, alert)),
    hasAnother: all.some((each) => each.staffId === staffId && isAnother(each, alert)),
    others: all.filter((each) => each.staffId !== staffId),
    contacts: await contactsSince(db, alert.student_id, since),
  }
}

const isAnother = ({ alertId, state }: AlertHolder, { alert_id }: Alert): boolean =>
  alertId !== alert_id && openAlertStates.some((each) => each === state)

/** One that ended long ago. */
async function onlyOwn(db: Database, { alert_id, student_id }: Alert): Promise<AlertHolder> {
  const all = await alertHolders(db, student_id, '1970-01-01T00:00:00.000Z')
  const own = all.find((each) => each.alertId === alert_id)
  if (!own) throw new Error('an alert that is not withdrawn has its holder')
  return own
}
