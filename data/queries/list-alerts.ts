import type { Band, Trend } from '../domain/band'
import { openAlertStates, type AlertState } from '../domain/alert'
import { groupBy } from '../domain/group-by'
import type { Scope } from '../domain/scope'
import type { Status } from '../domain/student'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Instant } from '../store/schema'
import type { Database, Store } from '../store/store'
import { alertReasons, isOver, type AlertReason } from './alert-reasons'
import { currentWeek } from './current-week'
import { namedColumns } from './details'
import { partOf, type Part } from './paging'
import { scopedStudents } from './scoped-students'

/** An alert as a line of a list. */
export interface ListedAlert {
  alert_id: string
  student_id: string
  given_name: string
  family_name: string
  programme: string
  level: number
  status: Status
  band: Band | null
  trend: Trend | null
  state: AlertState
  made_at: Instant
  opened_at: Instant | null
  reasons: AlertReason[]
}

export interface AlertPage {
  alerts: ListedAlert[]
  offset: number
  total: number
}

/** Which of a person's alerts: those that are open alone, or those made since a time as well. */
export interface AlertsWanted extends Part {
  since: Instant | undefined
}

/**
 * A person's alerts about students whom their scope covers in full, the open ones first, of them the most concerning, and
 * then the newest; those on the page are entered in the access trail.
 */
export function listAlerts(store: Store, scope: Scope, wanted: AlertsWanted, look: Look): Promise<AlertPage> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (db) => {
      const rows = namedColumns(scope.detail)?.contacts ? await readRows(db, scope, wanted) : []
      const ids = rows.map(({ alert_id }) => alert_id)
      const reasons = groupBy(await alertReasons(db, ids), ({ alertId }) => alertId)
      const listed = rows
        .map((row) => ({ ...row, reasons: reasons.get(row.alert_id) ?? [] }))
        .filter((alert) => wanted.since !== undefined || isOpen(alert))
        .sort(byConcern)
      const { rows: alerts, offset } = partOf(listed, wanted)
      return { alerts, offset, total: listed.length }
    },
    ({ alerts }) => alerts.map(({ student_id }) => student_id),
  )
}

/** Not dealt with, and with something that still holds. */
export function isOpen({ state, reasons }: Pick<ListedAlert, 'state' | 'reasons'>): boolean {
  return openAlertStates.some((open) => open === state) && !isOver(reasons)
}

async function readRows(db: Database, scope: Scope, { since }: AlertsWanted) {
  const week = await currentWeek(db, scope.today)
  return scopedStudents(db, scope)
    .innerJoin('alert', 'alert.student_id', 'student.student_id')
    .leftJoin('score_week', (join) =>
      join
        .onRef('score_week.student_id', '=', 'student.student_id')
        .on('score_week.week_start', '=', week)
        .on('student.status', '=', 'active'),
    )
    .where('alert.staff_id', '=', scope.staffId)
    .where('alert.state', '<>', 'withdrawn')
    .where((eb) =>
      eb.or([
        eb('alert.state', 'in', openAlertStates),
        ...(since === undefined ? [] : [eb('alert.made_at', '>=', since)]),
      ]),
    )
    .select([
      'alert.alert_id',
      'alert.state',
      'alert.made_at',
      'alert.opened_at',
      'student.student_id',
      'student.given_name',
      'student.family_name',
      'programme.name as programme',
      'student.level',
      'student.status',
      'score_week.band',
      'score_week.trend',
    ])
    .execute()
}

const concernOf = ({ reasons }: ListedAlert): number =>
  Math.max(0, ...reasons.filter(({ rule }) => rule !== 'recovered').map(({ level }) => level))

function byConcern(a: ListedAlert, b: ListedAlert): number {
  const closed = (alert: ListedAlert): number => (isOpen(alert) ? 0 : 1)
  const concern = closed(a) === 0 ? concernOf(b) - concernOf(a) : 0
  return (
    closed(a) - closed(b) ||
    concern ||
    b.made_at.localeCompare(a.made_at) ||
    a.alert_id.localeCompare(b.alert_id)
  )
}
