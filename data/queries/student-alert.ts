import type { AlertState, AlertWhy } from '../domain/alert'
import type { Band, Trend } from '../domain/band'
import type { Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Scope } from '../domain/scope'
import type { Status } from '../domain/student'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { alertReasons, isOver, type AlertReason } from './alert-reasons'
import { currentWeek } from './current-week'
import { namedColumns } from './details'
import { doneAbout, type DoneAbout } from './done-about'
import { knownReasonOf, type KnownReasonNamed } from './known-reasons'
import { passedFrom, type PassedFrom } from './passed-from'
import { scopedStudents } from './scoped-students'
import { readStanding } from './student-profile'
import type { Instant } from '../store/schema'
import type { Database, Store } from '../store/store'

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
export interface StudentAlert extends DoneAbout {
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
  /** A reason for which nobody is alerted about the student now. */
  known: KnownReasonNamed | undefined
  /** One that holds no more, since who gave it looks after the student no more; its day has not come. */
  lapsed: KnownReasonNamed | undefined
}

/** Whether an alert is over: its holder has dealt with it, or nothing of it holds any more. */
export const hasEnded = ({ endedAt, reasons }: Pick<StudentAlert, 'endedAt' | 'reasons'>): boolean =>
  endedAt !== null || isOver(reasons)

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
  if (!namedColumns(scope.detail)?.contacts) return undefined
  const row = await readRow(db, scope, alertId)
  const student = row && (await alertedStudent(db, scope, row.student_id))
  if (!student) return undefined
  return {
    ...ofRow(row),
    student,
    standing: await standingOf(db, scope, student),
    reasons: await alertReasons(db, [alertId]),
    from: row.passed_from === null ? undefined : await passedFrom(db, row.passed_from),
    ...(await doneAbout(db, scope, row)),
    ...(await reasonKnown(db, row.student_id, scope.today)),
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>

function ofRow(row: Row) {
  return {
    alertId: row.alert_id,
    messageId: row.message_id,
    staffId: row.staff_id,
    role: row.role,
    why: row.why,
    state: row.state,
    toldAt: row.told_at,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
  }
}

async function standingOf(
  db: Database,
  { detail, today }: Scope,
  { student_id, status }: AlertedStudent,
): Promise<StudentAlert['standing']> {
  const columns = namedColumns(detail)
  if (status !== 'active' || !columns) return undefined
  return readStanding(db, student_id, await currentWeek(db, today), columns)
}

async function reasonKnown(
  db: Database,
  studentId: string,
  today: Day,
): Promise<Pick<StudentAlert, 'known' | 'lapsed'>> {
  const given = await knownReasonOf(db, studentId, today)
  return { known: given?.holds ? given : undefined, lapsed: given?.holds === false ? given : undefined }
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
