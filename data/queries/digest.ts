import type { AlertRule, AlertState, AlertWhy } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import { endAlert, tellAlertBy } from '../records/alert-changes'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Database, Store } from '../store/store'
import { inParts } from '../store/in-parts'
import { currentWeek } from './current-week'
import { studentsWithKnownReason } from './known-reasons'
import { readScoredStudents, type ListedStudent } from './scored-students'

/** An alert as its digest tells it. */
export interface DigestAlert {
  alertId: string
  studentId: string
  why: AlertWhy
  state: AlertState
  reasons: DigestReason[]
}

export interface DigestReason {
  rule: AlertRule
  level: number
  since: Day
  /** What is the case, in words. */
  reason: string
  isOpen: boolean
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
  const reasons = new Map<string, DigestReason[]>()
  for (const ids of inParts(alerts.map(({ alert_id }) => alert_id)))
    for (const { alert_id, ...row } of await reasonsOf(tx, ids)) {
      const { rule_code: rule, level, since, reason, state } = row
      const own = reasons.get(alert_id) ?? []
      reasons.set(alert_id, [...own, { rule, level, since, reason, isOpen: state === 'open' }])
    }
  return alerts.map(({ alert_id: alertId, student_id: studentId, why, state }) => ({
    alertId,
    studentId,
    why,
    state,
    reasons: reasons.get(alertId) ?? [],
  }))
}

function reasonsOf(tx: Database, alerts: readonly string[]) {
  return tx
    .selectFrom('alert_reason')
    .innerJoin('alert_episode', 'alert_episode.episode_id', 'alert_reason.episode_id')
    .where('alert_reason.alert_id', 'in', alerts)
    .select([
      'alert_reason.alert_id',
      'alert_episode.rule_code',
      'alert_episode.level',
      'alert_episode.since',
      'alert_episode.reason',
      'alert_episode.state',
    ])
    .orderBy('alert_episode.episode_id')
    .execute()
}
