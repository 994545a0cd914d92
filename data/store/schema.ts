import type { Band, Trend } from '../domain/band'
import type { PeriodKind } from '../domain/calendar'
import type { Day } from '../domain/day'
import type { Detail, Role } from '../domain/role'
import type { Source } from '../domain/source'
import type { Mode, Status } from '../domain/student'

/** An instant in UTC, ISO 8601. */
export type Instant = string

export interface UnitTable {
  unit_code: string
  kind: 'faculty' | 'school' | 'programme'
  name: string
  parent_code: string | null
  gone_on: Day | null
}

export interface StudentTable {
  student_id: string
  given_name: string
  family_name: string
  email: string
  mobile: string | null
  photo_url: string | null
  programme_code: string
  level: number
  mode: Mode
  status: Status
  start_date: Day
  end_date: Day | null
  gone_on: Day | null
}

export interface StaffTable {
  staff_id: string
  given_name: string
  family_name: string
  email: string
  entra_object_id: string | null
  gone_on: Day | null
}

export interface AssignmentTable {
  row_key: string
  staff_id: string
  role: Role
  scope_code: string | null
  level: number | null
  student_id: string | null
  start_date: Day
  end_date: Day | null
  gone_on: Day | null
}

export interface CalendarPeriodTable {
  row_key: string
  start_date: Day
  end_date: Day
  kind: PeriodKind
  programme_code: string | null
  level: number | null
  label: string | null
  gone_on: Day | null
}

export interface StudentIdentityTable {
  row_key: string
  student_id: string
  system: string
  external_id: string
  gone_on: Day | null
}

export interface ActivityDayTable {
  student_id: string
  day: Day
  source: 'canvas' | 'library' | 'printing'
  event: string
  records: number
  amount: number
  parts: string
}

export interface AttendanceTable {
  student_id: string
  session_id: string
  day: Day
  starts_at: Instant
  status: 'present' | 'late' | 'authorised-absence' | 'absent'
  session_type: string | null
  module_code: string | null
}

export interface SubmissionTable {
  student_id: string
  submitted_at: Instant
  course_code: string
  day: Day
  due_at: Instant | null
  count: number
}

export interface FeedLoadTable {
  load_id: number
  feed: string
  file_names: string
  content_hash: string
  loaded_at: Instant
  rows_read: number
  accepted: number
  rejected: number
  first_day: Day | null
  last_day: Day | null
}

export interface FeedRejectTable {
  load_id: number
  file_name: string
  line: number
  record: number | null
  column_name: string
  reason: string
}

export interface ScoreWeekTable {
  student_id: string
  week_start: Day
  data_to: Day
  score: number | null
  band: Band
  trend: Trend | null
  main_reason: string
  last_active: Day | null
  configuration: string
  load_id: number
  scored_at: Instant
}

/** Why a source did or did not count towards a score. */
export type IndicatorState = 'counted' | 'late-feed' | 'not-applicable' | 'too-few-days'

export interface IndicatorWeekTable {
  student_id: string
  week_start: Day
  source: Source
  state: IndicatorState
  indicator: number | null
  weight: number
  amount: number | null
  expected: number | null
  days: number
  peers: number
  reason: string
}

export interface AccessEntryTable {
  entry_id: string
  occurred_at: Instant
  staff_id: string
  role: Role
  detail: Detail
  intent: string
  conversation: string
}

export interface AccessEntryStudentTable {
  entry_id: string
  student_id: string
}

export interface ConversationTable {
  conversation_id: string
  welcomed_at: Instant
}

export interface StoreSettingTable {
  name: string
  value: string
}

/** Columns of work that instances claim, see {@link OutboxTable} and {@link JobTable}. */
interface ClaimedWork {
  id: string
  kind: string
  due_at: Instant
  attempts: number
  claimed_by: string | null
  claimed_until: Instant | null
  done_at: Instant | null
}

/** Messages to deliver. */
export interface OutboxTable extends ClaimedWork {
  payload: string
}

/** Work to run once across all instances. */
export type JobTable = ClaimedWork

/** The tables of the engagement store, as the newest migration leaves them. */
export interface Schema {
  unit: UnitTable
  student: StudentTable
  staff: StaffTable
  assignment: AssignmentTable
  calendar_period: CalendarPeriodTable
  student_identity: StudentIdentityTable
  activity_day: ActivityDayTable
  attendance: AttendanceTable
  submission: SubmissionTable
  feed_load: FeedLoadTable
  feed_reject: FeedRejectTable
  score_week: ScoreWeekTable
  indicator_week: IndicatorWeekTable
  access_entry: AccessEntryTable
  access_entry_student: AccessEntryStudentTable
  conversation: ConversationTable
  store_setting: StoreSettingTable
  outbox: OutboxTable
  job: JobTable
}
