import type { AlertAct, AlertState, KnownReason } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Instant } from '../store/schema'
import type { Database } from '../store/store'
import { isHoldersAct } from './acts-that-count'
import { staffNames } from './staff-names'

/** What somebody did with an alert. */
export interface AlertDone {
  act: AlertAct
  at: Instant
  knownReason: KnownReason | null
  until: Day | null
  /** Staff ID of whom it was passed on to … */
  to: string | null
  /** … and their name. */
  toName: string | null
}

/** Somebody who holds an alert about a student, and what they did with it, oldest first. */
export interface AlertHolder {
  alertId: string
  staffId: string
  name: string
  state: AlertState
  toldIn: 'card' | 'digest'
  madeAt: Instant
  toldAt: Instant | null
  acts: AlertDone[]
}

/** An alert that was withdrawn is nobody's. */
const held = ['waiting', 'told', 'closed', 'undelivered'] as const satisfies readonly AlertState[]

/** Everybody's alerts about a student: those that are open, and those that were over for their holder after a time. */
export async function alertHolders(
  db: Database,
  studentId: string,
  endedAfter: Instant,
): Promise<AlertHolder[]> {
  const alerts = await db
    .selectFrom('alert')
    .where('alert.student_id', '=', studentId)
    .where('alert.state', 'in', held)
    .where((eb) => eb.or([eb('alert.ended_at', 'is', null), eb('alert.ended_at', '>', endedAfter)]))
    .orderBy('alert.made_at')
    .orderBy('alert.alert_id')
    .select(['alert.alert_id', 'alert.staff_id', 'alert.state'])
    .select(['alert.told_in', 'alert.made_at', 'alert.told_at'])
    .execute()
  const acts = await readActs(
    db,
    alerts.map(({ alert_id }) => alert_id),
  )
  const people = acts.flatMap(({ to_staff }) => to_staff ?? [])
  const names = await staffNames(db, [...new Set([...alerts.map(({ staff_id }) => staff_id), ...people])])
  return alerts.map(({ alert_id: alertId, staff_id: staffId, state, ...alert }) => ({
    alertId,
    staffId,
    name: names.get(staffId) ?? staffId,
    state,
    toldIn: alert.told_in,
    madeAt: alert.made_at,
    toldAt: alert.told_at,
    acts: acts.filter((row) => row.alert_id === alertId).map((row) => toDone(row, names)),
  }))
}

type Row = Awaited<ReturnType<typeof readActs>>[number]

function toDone({ act, acted_at, to_staff: to, ...row }: Row, names: ReadonlyMap<string, string>): AlertDone {
  return {
    act,
    at: acted_at,
    knownReason: row.known_reason,
    until: row.until_date,
    to,
    toName: to === null ? null : (names.get(to) ?? to),
  }
}

async function readActs(db: Database, alertIds: readonly string[]) {
  if (alertIds.length === 0) return []
  return db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .where('alert_act.alert_id', 'in', alertIds)
    .where(isHoldersAct)
    .orderBy('alert_act.acted_at')
    .orderBy('alert_act.act_id')
    .selectAll('alert_act')
    .execute()
}
