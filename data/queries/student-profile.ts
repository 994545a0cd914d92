import { sql } from 'kysely'
import type { Configuration } from '../configuration/indicator'
import type { Band, Trend } from '../domain/band'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Source } from '../domain/source'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { IndicatorState, StudentTable } from '../store/schema'
import type { Database, Store } from '../store/store'
import { newestContact, type Contact } from './contacts'
import { knownReasonOf, type KnownReasonNamed } from './known-reasons'
import { openAlertOf } from './open-alert'
import { currentWeek } from './current-week'
import { namedColumns, type DetailColumns } from './details'
import { scopedStudents } from './scoped-students'
import { scoredWeeks, type Time } from './scored-weeks'
import { weeklyStanding, type JudgedBy } from './standing'

export interface StudentProfile {
  student: ProfiledStudent
  /** The standing of the current week, or of the last of the time asked for; absent when the student is not active or was not scored. */
  standing: Standing | undefined
  /** Why, source by source; empty where the detail shows no reasons. */
  indicators: ProfiledIndicator[]
  /**
   * The weeks scored so far or in the time asked for, oldest first, by the source asked for; empty where the detail shows no
   * reasons, without numbers where it shows no indicators.
   */
  history: ProfiledWeek[]
  /** The newest that was recorded and not withdrawn; absent where there is none, or the detail shows no contacts. */
  lastContact: Contact | undefined
  /** The alert about the student that the scope's holder has open; absent where there is none, or the detail shows no contacts. */
  openAlert: string | undefined
  /** The reason for which nobody is alerted about them now; absent where there is none, or the detail shows no contacts. */
  knownReason: KnownReasonNamed | undefined
}

export interface ProfiledWeek {
  week_start: Day
  score: number | null
  band: Band
  trend: Trend | null
  reason: string | null
}

/** Which time a profile is of, the present without, and of which source its history is. */
export interface ProfileOf {
  time?: Time | undefined
  source?: Source | undefined
}

export type ProfiledStudent = Pick<
  StudentTable,
  'student_id' | 'given_name' | 'family_name' | 'email' | 'mobile' | 'photo_url' | 'level' | 'mode' | 'status'
> & { programme: string; school: string | null }

export interface Standing {
  band: Band
  /** The data that it draws on end before this day. */
  data_to: Day
  /** Version of the configuration that made it. */
  configuration: string
  score: number | null
  trend: Trend | null
  main_reason: string | null
}

/** The numbers are null where the detail shows reasons alone. */
export interface ProfiledIndicator {
  source: Source
  state: IndicatorState
  reason: string
  indicator: number | null
  amount: number | null
  expected: number | null
  days: number | null
  peers: number | null
  weight: number | null
  active_days: number | null
  peers_below: number | null
  peers_alike: number | null
  earlier: number | null
}

/**
 * One student at the scope's detail, entered in the access trail. Undefined when the scope does not cover the student,
 * which is not told apart from there being no such student.
 */
export function studentProfile(
  store: Store,
  scope: Scope,
  studentId: string,
  look: Look,
  of: ProfileOf = {},
): Promise<StudentProfile | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    (tx) => readProfile(tx, { scope, configuration: store.settings.indicator }, studentId, of),
    (profile) => (profile ? [profile.student.student_id] : []),
  )
}

async function readProfile(
  tx: Database,
  { scope, configuration }: { scope: Scope; configuration: Configuration },
  studentId: string,
  of: ProfileOf,
): Promise<StudentProfile | undefined> {
  const columns = namedColumns(scope.detail)
  if (!columns) return undefined
  // Week by week, bands tell a trend.
  const { time, source }: ProfileOf = columns.reasons ? of : {}
  const student = await readStudent(tx, scope, studentId, columns)
  if (!student) return undefined
  const { windowDays } = configuration
  const weeks = await scoredWeeks(tx, time ?? allTime, { today: scope.today, windowDays })
  const week = time ? weeks.at(-1) : await currentWeek(tx, scope.today)
  const isActive = student.status === 'active' && week !== undefined
  const by = { weeks, source: source && { name: source, configuration } }
  return {
    student,
    standing: isActive ? await readStanding(tx, studentId, week, columns) : undefined,
    indicators: isActive && columns.reasons ? await readIndicators(tx, studentId, week, columns) : [],
    history:
      columns.reasons && weeks.length > 0 ? await readHistory(tx, { scope, studentId }, by, columns) : [],
    lastContact: columns.contacts ? await newestContact(tx, studentId) : undefined,
    openAlert: columns.contacts ? await openAlertOf(tx, scope.staffId, studentId) : undefined,
    knownReason: columns.contacts ? await reasonThatHolds(tx, studentId, scope.today) : undefined,
  }
}

async function reasonThatHolds(
  tx: Database,
  studentId: string,
  today: Day,
): Promise<KnownReasonNamed | undefined> {
  const given = await knownReasonOf(tx, studentId, today)
  return given?.holds ? given : undefined
}

const allTime: Time = { from: '1970-01-01', to: '9999-01-01' }

const nothing = sql<null>`null`

function readStudent(tx: Database, scope: Scope, studentId: string, columns: DetailColumns) {
  return scopedStudents(tx, scope)
    .where('student.student_id', '=', studentId)
    .select([
      'student.student_id',
      'student.given_name',
      'student.family_name',
      'student.email',
      columns.mobile ? 'student.mobile' : nothing.as('mobile'),
      columns.photo ? 'student.photo_url' : nothing.as('photo_url'),
      'programme.name as programme',
      'school.name as school',
      'student.level',
      'student.mode',
      'student.status',
    ])
    .executeTakeFirst()
}

/** How a student stands in a scored week, as far as a detail shows it; undefined where they have no score then. */
export function readStanding(tx: Database, studentId: string, week: Day, columns: DetailColumns) {
  return tx
    .selectFrom('score_week')
    .where('score_week.student_id', '=', studentId)
    .where('score_week.week_start', '=', week)
    .select([
      'score_week.band',
      'score_week.data_to',
      'score_week.configuration',
      columns.indicators ? 'score_week.score' : nothing.as('score'),
      columns.reasons ? 'score_week.trend' : nothing.as('trend'),
      columns.reasons ? 'score_week.main_reason' : nothing.as('main_reason'),
    ])
    .executeTakeFirst()
}

function readIndicators(tx: Database, studentId: string, week: Day, { indicators }: DetailColumns) {
  return tx
    .selectFrom('indicator_week')
    .where('indicator_week.student_id', '=', studentId)
    .where('indicator_week.week_start', '=', week)
    .orderBy('indicator_week.weight', 'desc')
    .orderBy('indicator_week.source')
    .select([
      'indicator_week.source',
      'indicator_week.state',
      'indicator_week.reason',
      indicators ? 'indicator_week.indicator' : nothing.as('indicator'),
      indicators ? 'indicator_week.amount' : nothing.as('amount'),
      indicators ? 'indicator_week.expected' : nothing.as('expected'),
      indicators ? 'indicator_week.days' : nothing.as('days'),
      indicators ? 'indicator_week.peers' : nothing.as('peers'),
      indicators ? 'indicator_week.weight' : nothing.as('weight'),
      indicators ? 'indicator_week.active_days' : nothing.as('active_days'),
      indicators ? 'indicator_week.peers_below' : nothing.as('peers_below'),
      indicators ? 'indicator_week.peers_alike' : nothing.as('peers_alike'),
      indicators ? 'indicator_week.earlier' : nothing.as('earlier'),
    ])
    .execute()
}

/** Week by week. */
async function readHistory(
  tx: Database,
  { scope, studentId }: { scope: Scope; studentId: string },
  by: JudgedBy,
  { indicators }: DetailColumns,
): Promise<ProfiledWeek[]> {
  const student = scopedStudents(tx, scope).where('student.student_id', '=', studentId)
  const weeks = await tx
    .selectFrom(weeklyStanding(student, by).as('weekly'))
    .orderBy('weekly.week_start')
    .select([
      'weekly.week_start',
      'weekly.band',
      'weekly.trend',
      'weekly.reason',
      indicators ? 'weekly.score' : nothing.as('score'),
    ])
    .execute()
  return weeks.flatMap(({ week_start, ...week }) => (week_start === null ? [] : [{ week_start, ...week }]))
}
