import type { AlertState, AlertWhy } from '../domain/alert'
import type { Band, Trend } from '../domain/band'
import { addDays, type Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Scope } from '../domain/scope'
import type { Status } from '../domain/student'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { alertHolders, type AlertHolder } from './alert-holders'
import { alertReasons, isOver, type AlertReason } from './alert-reasons'
import { contactsSince, type Contact } from './contacts'
import { currentWeek } from './current-week'
import { namedColumns } from './details'
import { reasonsThatHold, type KnownReasonHeld } from './known-reasons'
import { scopedStudents } from './scoped-students'
import { staffNames } from './staff-names'
import { readStanding } from './student-profile'
import type { Instant } from '../store/schema'
import type { Database, Store } from '../store/store'

/** For so many days others' contacts, and what others did with their alerts, are told on a card. */
export const alertLooksBackDays = 28

export interface AlertedStudent {
  student_id: string
  given_name: string
  family_name: string
  programme: string
  programme_code: string
  level: number
  status: Status
}

/** An alert as its holder sees it. */
export interface StudentAlert {
  alertId: string
  messageId: string | null
  staffId: string
  role: Role
  why: AlertWhy
  state: AlertState
  toldAt: Instant | null
  openedAt: Instant | null
  endedAt: Instant | null
  student: AlertedStudent
  /** Absent where the student has no score. */
  standing: { band: Band; trend: Trend | null } | undefined
  reasons: AlertReason[]
  /** Whose it was before, and how it stood with them; absent where nobody passed it. */
  from: PassedFrom | undefined
  /** Of everybody's alerts about the student the holder's own; it stands first among them. */
  own: AlertHolder
  others: AlertHolder[]
  contacts: Contact[]
  known: (KnownReasonHeld & { byName: string }) | undefined
}

/** Whether an alert is over: its holder has dealt with it, or nothing of it holds any more. */
export const hasEnded = ({ endedAt, reasons }: Pick<StudentAlert, 'endedAt' | 'reasons'>): boolean =>
  endedAt !== null || isOver(reasons)

export interface PassedFrom {
  alertId: string
  name: string
  /** `unopened` for too long, `paused`, or `unreached`. */
  because: 'unopened' | 'paused' | 'unreached'
}

/**
 * One alert, for whom it was made and nobody else, while their scope covers the student in full; entered in the access
 * trail. Undefined otherwise, as where it was taken back or there is none: these are not told apart.
 */
export function oneAlert(
  store: Store,
  scope: Scope,
  alertId: string,
  look: Look,
): Promise<StudentAlert | undefined> {
  return readOnTheRecord(store, scope, look, (db) => readAlert(db, scope, alertId), seenIn)
}

/** The student of an alert that was shown. */
export const seenIn = (alert: StudentAlert | undefined): string[] => (alert ? [alert.student.student_id] : [])

/** The same inside a given transaction. */
export async function readAlert(
  db: Database,
  scope: Scope,
  alertId: string,
): Promise<StudentAlert | undefined> {
  const columns = namedColumns(scope.detail)
  if (!columns?.contacts) return undefined
  const alert = await readRow(db, scope, alertId)
  const student = alert && (await alertedStudent(db, scope, alert.student_id))
  if (!student) return undefined
  const since = addDays(scope.today, -alertLooksBackDays)
  const all = await alertHolders(db, student.student_id, `${since}T00:00:00.000Z`)
  const own = all.find((each) => each.alertId === alertId) ?? (await onlyOwn(db, alert))
  const week = await currentWeek(db, scope.today)
  return {
    alertId,
    messageId: alert.message_id,
    staffId: alert.staff_id,
    role: alert.role,
    why: alert.why,
    state: alert.state,
    toldAt: alert.told_at,
    openedAt: alert.opened_at,
    endedAt: alert.ended_at,
    student,
    standing:
      student.status === 'active' ? await readStanding(db, student.student_id, week, columns) : undefined,
    reasons: await alertReasons(db, [alertId]),
    from: alert.passed_from === null ? undefined : await passedFrom(db, alert.passed_from),
    own,
    others: all.filter(({ staffId }) => staffId !== scope.staffId),
    contacts: await contactsSince(db, student.student_id, since),
    known: await known(db, student.student_id, scope.today),
  }
}

function readRow(db: Database, { staffId }: Scope, alertId: string) {
  return db
    .selectFrom('alert')
    .selectAll()
    .where('alert.alert_id', '=', alertId)
    .where('alert.staff_id', '=', staffId)
    .where('alert.state', '<>', 'withdrawn')
    .executeTakeFirst()
}

/** About whom one of a person's alerts is; whether they may still see the student is not asked. */
export async function studentOfAlert(
  db: Database,
  scope: Scope,
  alertId: string,
): Promise<string | undefined> {
  return (await readRow(db, scope, alertId))?.student_id
}

function alertedStudent(db: Database, scope: Scope, studentId: string): Promise<AlertedStudent | undefined> {
  return scopedStudents(db, scope)
    .where('student.student_id', '=', studentId)
    .select([
      'student.student_id',
      'student.given_name',
      'student.family_name',
      'programme.name as programme',
      'student.programme_code',
      'student.level',
      'student.status',
    ])
    .executeTakeFirst()
}

/** One that ended long ago. */
async function onlyOwn(
  db: Database,
  { alert_id, student_id }: { alert_id: string; student_id: string },
): Promise<AlertHolder> {
  const all = await alertHolders(db, student_id, '1970-01-01T00:00:00.000Z')
  const own = all.find((each) => each.alertId === alert_id)
  return own ?? { alertId: alert_id, staffId: '', name: '', state: 'undelivered', toldAt: null, acts: [] }
}

async function passedFrom(db: Database, alertId: string): Promise<PassedFrom | undefined> {
  const row = await db
    .selectFrom('alert')
    .leftJoin('alert_preference', 'alert_preference.staff_id', 'alert.staff_id')
    .where('alert.alert_id', '=', alertId)
    .select(['alert.staff_id', 'alert.told_at', 'alert_preference.changed_at as paused_at'])
    .executeTakeFirst()
  if (!row) return undefined
  const name = (await staffNames(db, [row.staff_id])).get(row.staff_id) ?? row.staff_id
  const because = row.told_at !== null ? 'unopened' : row.paused_at !== null ? 'paused' : 'unreached'
  return { alertId, name, because }
}

async function known(db: Database, studentId: string, today: Day): Promise<StudentAlert['known']> {
  const held = (await reasonsThatHold(db, today, [studentId])).get(studentId)
  if (!held) return undefined
  const names = await staffNames(db, [held.by])
  return { ...held, byName: names.get(held.by) ?? held.by }
}
