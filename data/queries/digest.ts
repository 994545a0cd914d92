import type { AlertState, AlertWhy } from '../domain/alert'
import { groupBy } from '../domain/group-by'
import type { Scope } from '../domain/scope'
import { endAlert, tellAlertBy } from '../records/alert-changes'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Database, Store } from '../store/store'
import { alertReasons, type AlertReason } from './alert-reasons'
import { currentWeek } from './current-week'
import { studentsWithKnownReason } from './known-reasons'
import { readScoredStudents, type ListedStudent } from './scored-students'

/** An alert as its digest tells it. */
export interface DigestAlert {
  alertId: string
  studentId: string
  why: AlertWhy
  state: AlertState
  reasons: AlertReason[]
}

/** An alert of a digest, with its student as the scope shows them. */
export type DigestRow = DigestAlert & { student: ListedStudent }

export interface Digest {
  /** The first of the alerts in the order that is asked for. */
  rows: DigestRow[]
  /** How many there are in all. */
  total: number
}

/**
 * The alerts that a digest tells, entered in the access trail as far as they are shown. What is not to be told any more is
 * taken out: of a student whom the scope does not cover the alert is taken back; while somebody knows the reason it waits for another
 * digest.
 */
export function readDigest(
  store: Store,
  scope: Scope,
  asked: { messageId: string; most: number; order: (db: Database) => Promise<DigestOrder> },
  look: Look,
): Promise<Digest> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (tx) => {
      const order = await asked.order(tx)
      const told = (await toTell(tx, scope, asked.messageId, look.at)).sort(order)
      return { rows: told.slice(0, asked.most), total: told.length }
    },
    ({ rows }) => rows.map(({ studentId }) => studentId),
  )
}

export type DigestOrder = (a: DigestAlert, b: DigestAlert) => number

async function toTell(tx: Database, scope: Scope, messageId: string, at: Date): Promise<DigestRow[]> {
  const alerts = await alertsOf(tx, messageId, scope.staffId)
  const by = { weeks: [await currentWeek(tx, scope.today)] }
  const covered = await readScoredStudents(tx, scope, undefined, by)
  const students = new Map(covered.map((student) => [student.student_id, student]))
  const known = await studentsWithKnownReason(tx, scope.today)
  const rows: DigestRow[] = []
  for (const alert of alerts) {
    const scored = students.get(alert.studentId)
    if (!scored) await endAlert(tx, alert.alertId, 'withdrawn', at)
    else if (alert.state === 'waiting' && known.has(alert.studentId))
      await tellAlertBy(tx, alert.alertId, null)
    else rows.push({ ...alert, student: scored })
  }
  return rows
}

async function alertsOf(tx: Database, messageId: string, staffId: string): Promise<DigestAlert[]> {
  const alerts = await tx
    .selectFrom('alert')
    .where('message_id', '=', messageId)
    .where('staff_id', '=', staffId)
    .where('state', '<>', 'withdrawn')
    .select(['alert_id', 'student_id', 'why', 'state'])
    .orderBy('alert_id')
    .execute()
  const ids = alerts.map(({ alert_id }) => alert_id)
  const reasons = groupBy(await alertReasons(tx, ids), ({ alertId }) => alertId)
  return alerts.map(({ alert_id: alertId, student_id: studentId, why, state }) => ({
    alertId,
    studentId,
    why,
    state,
    reasons: reasons.get(alertId) ?? [],
  }))
}
