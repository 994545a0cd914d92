import type { AlertRule, AlertState, AlertWhy, EpisodeChange, EpisodeState } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Role } from '../domain/role'
import type { Database } from '../store/store'

/** An episode as a reason of an alert. */
export interface PlannedReason {
  episodeId: string
  rule: AlertRule
  level: number
  since: Day
  state: EpisodeState
  openedOn: Day
  lastChange: EpisodeChange
  changedOn: Day
  checkedAt: Date
}

/** An alert as whoever plans sees it, with what it is about. */
export interface PlannedAlert {
  alertId: string
  staffId: string
  studentId: string
  programme: string
  /** The student's level of study. */
  studyLevel: number
  role: Role
  why: AlertWhy
  passedFrom: string | null
  toldIn: 'card' | 'digest'
  messageId: string | null
  state: AlertState
  madeAt: Date
  toldAt: Date | null
  openedAt: Date | null
  remindedAt: Date | null
  passedAt: Date | null
  endedAt: Date | null
  reasons: PlannedReason[]
}

/**
 * The alerts that are not over, those that ended since, and all about episodes that are open, the oldest first. What is read
 * here is for deciding whom to tell: it is shown to nobody.
 */
export async function plannedAlerts(db: Database, endedSince: Date): Promise<PlannedAlert[]> {
  const alerts = new Map<string, PlannedAlert>()
  for (const row of await readRows(db, endedSince)) {
    const alert = alerts.get(row.alert_id) ?? toAlert(row)
    alerts.set(row.alert_id, alert)
    alert.reasons.push(toReason(row))
  }
  return [...alerts.values()]
}

/** A row for each alert and episode. */
function readRows(db: Database, endedSince: Date) {
  return db
    .selectFrom('alert')
    .innerJoin('student', 'student.student_id', 'alert.student_id')
    .innerJoin('alert_reason', 'alert_reason.alert_id', 'alert.alert_id')
    .innerJoin('alert_episode', 'alert_episode.episode_id', 'alert_reason.episode_id')
    .where((eb) =>
      eb.or([
        eb('alert.ended_at', 'is', null),
        eb('alert.ended_at', '>=', endedSince.toISOString()),
        eb('alert.alert_id', 'in', aboutOpenEpisodes(db)),
      ]),
    )
    .selectAll('alert')
    .select(['student.programme_code', 'student.level as study_level', 'alert_episode.episode_id'])
    .select(['alert_episode.rule_code', 'alert_episode.level', 'alert_episode.since'])
    .select(['alert_episode.state as episode_state', 'alert_episode.opened_on'])
    .select(['alert_episode.last_change', 'alert_episode.changed_on', 'alert_episode.checked_at'])
    .orderBy('alert.made_at')
    .orderBy('alert.alert_id')
    .orderBy('alert_episode.episode_id')
    .execute()
}

function aboutOpenEpisodes(db: Database) {
  return db
    .selectFrom('alert_reason as one')
    .innerJoin('alert_episode as its', 'its.episode_id', 'one.episode_id')
    .where('its.state', '=', 'open')
    .select('one.alert_id')
}

type Row = Awaited<ReturnType<typeof readRows>>[number]

function toReason(row: Row): PlannedReason {
  return {
    episodeId: row.episode_id,
    rule: row.rule_code,
    level: row.level,
    since: row.since,
    state: row.episode_state,
    openedOn: row.opened_on,
    lastChange: row.last_change,
    changedOn: row.changed_on,
    checkedAt: new Date(row.checked_at),
  }
}

function toAlert(row: Row): PlannedAlert {
  return {
    alertId: row.alert_id,
    staffId: row.staff_id,
    studentId: row.student_id,
    programme: row.programme_code,
    studyLevel: row.study_level,
    role: row.role,
    why: row.why,
    passedFrom: row.passed_from,
    toldIn: row.told_in,
    messageId: row.message_id,
    state: row.state,
    madeAt: new Date(row.made_at),
    toldAt: instant(row.told_at),
    openedAt: instant(row.opened_at),
    remindedAt: instant(row.reminded_at),
    passedAt: instant(row.passed_at),
    endedAt: instant(row.ended_at),
    reasons: [],
  }
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))
