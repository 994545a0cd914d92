import type {
  AlertAct,
  AlertFrequency,
  AlertRule,
  AlertState,
  AlertWhy,
  EpisodeChange,
  EpisodeState,
  KnownReason,
} from '../domain/alert'
import type { Band, Trend } from '../domain/band'
import type { PeriodKind } from '../domain/calendar'
import type { Channel, ContactState } from '../domain/contact'
import type { Day } from '../domain/day'
import type { LoadOutcome } from '../domain/feed-state'
import type { Detail, Role } from '../domain/role'
import type { Source } from '../domain/source'
import type { Mode, Status } from '../domain/student'

// The comments of tables and columns are the schema document, schema.md: `npm run schema` writes it.

/** An instant in UTC, ISO 8601. */
export type Instant = string

/** Faculties, schools and programmes. */
export interface UnitTable {
  /** The unit's code in the student records. */
  unit_code: string
  /** Faculty, school or programme. */
  kind: 'faculty' | 'school' | 'programme'
  /** Its name. */
  name: string
  /** The school of a programme, the faculty of a school. */
  parent_code: string | null
  /** The day on which the snapshot no longer held it. */
  gone_on: Day | null
}

/** Students: who they are, what they study, how to reach them. */
export interface StudentTable {
  /** Student ID, leading zeros kept. */
  student_id: string
  /** Given name; `-` where a person has one name. */
  given_name: string
  /** Family name. */
  family_name: string
  /** University e-mail address. */
  email: string
  /** Mobile number. */
  mobile: string | null
  /** Where the photograph is kept. */
  photo_url: string | null
  /** The programme they study. */
  programme_code: string
  /** Level of study, 3 to 8. */
  level: number
  /** Full-time or part-time. */
  mode: Mode
  /** Whether they study now. */
  status: Status
  /** First day of their studies. */
  start_date: Day
  /** The day on which they left, paused or finished. */
  end_date: Day | null
  /** The day on which the snapshot no longer held them. */
  gone_on: Day | null
}

/** Staff members: who may sign in. */
export interface StaffTable {
  /** Staff ID. */
  staff_id: string
  /** Given name. */
  given_name: string
  /** Family name. */
  family_name: string
  /** E-mail address, the name they sign in with; case does not count. */
  email: string
  /** Their object in Entra ID; case does not count. */
  entra_object_id: string | null
  /** The day on which the snapshot no longer held them. */
  gone_on: Day | null
}

/** Who holds which role, over whom, from when to when. */
export interface AssignmentTable {
  /** The feed row's natural key, its columns joined. */
  row_key: string
  /** Who holds the role. */
  staff_id: string
  /** The role's code. */
  role: Role
  /** The programme, school, faculty or project that the role is over. */
  scope_code: string | null
  /** The level of a level tutor. */
  level: number | null
  /** The tutee of a personal tutor, or a member of a project's cohort. */
  student_id: string | null
  /** First day of the role. */
  start_date: Day
  /** The day on which it ends. */
  end_date: Day | null
  /** The day on which the snapshot no longer held it. */
  gone_on: Day | null
}

/** The academic calendar: the university's, and what differs for a programme or level. */
export interface CalendarPeriodTable {
  /** The feed row's natural key, its columns joined. */
  row_key: string
  /** First day. */
  start_date: Day
  /** The day after the last. */
  end_date: Day
  /** Teaching, reading, vacation, assessment or placement. */
  kind: PeriodKind
  /** The programme that it is for; everyone where absent. */
  programme_code: string | null
  /** The level that it is for; all where absent. */
  level: number | null
  /** What people call it. */
  label: string | null
  /** The day on which the snapshot no longer held it. */
  gone_on: Day | null
}

/** By what identifier another system knows a student. */
export interface StudentIdentityTable {
  /** The feed row's natural key, its columns joined. */
  row_key: string
  /** The student. */
  student_id: string
  /** The system. */
  system: string
  /** Its identifier of the student: a username, an SIS ID, a card number. */
  external_id: string
  /** The day on which the snapshot no longer held it. */
  gone_on: Day | null
}

/** Activity per student, source, event and day: what they did, never what they read or printed. */
export interface ActivityDayTable {
  /** The student. */
  student_id: string
  /** The day, Europe/London. */
  day: Day
  /** Canvas, library or printing. */
  source: 'canvas' | 'library' | 'printing'
  /** The kind of activity. */
  event: string
  /** How many records of the source this day sums up. */
  records: number
  /** The sum of their counts: page views, visits, pages. */
  amount: number
  /**
   * The fingerprints of the records counted, each with its :amount where that is not 1: a record delivered again replaces
   * itself and is not counted twice.
   */
  parts: string
}

/** Teaching sessions expected of a student, and whether they came. */
export interface AttendanceTable {
  /** The student. */
  student_id: string
  /** The session, in the timetable's own identifier. */
  session_id: string
  /** Its day, Europe/London. */
  day: Day
  /** When it starts. */
  starts_at: Instant
  /** Whether they came. */
  status: 'present' | 'late' | 'authorised-absence' | 'absent'
  /** Lecture, seminar and so on. */
  session_type: string | null
  /** The module. */
  module_code: string | null
}

/** Coursework handed in. */
export interface SubmissionTable {
  /** The student. */
  student_id: string
  /** When it was handed in. */
  submitted_at: Instant
  /** The course; empty where the feed does not say. */
  course_code: string
  /** The day, Europe/London. */
  day: Day
  /** When it was due. */
  due_at: Instant | null
  /** How many submissions at this instant. */
  count: number
}

/** Every load of feed files: the record of what came when. */
export interface FeedLoadTable {
  /** Number of the load, growing. */
  load_id: number
  /** The feed. */
  feed: string
  /** The files' names, with where they came from in a nightly load. */
  file_names: string
  /** SHA-256 of the files' bytes: the same file again changes nothing. */
  content_hash: string
  /** When it was loaded. */
  loaded_at: Instant
  /** Rows in the files. */
  rows_read: number
  /** Rows taken. */
  accepted: number
  /** Rows refused, see feed_reject. */
  rejected: number
  /** First day of activity that the load added or changed. */
  first_day: Day | null
  /** Last day of activity that the load added or changed. */
  last_day: Day | null
  /** Whether it was loaded, or why it was refused whole: such a load counts for nothing. */
  outcome: LoadOutcome
  /** When the same files last came again, unchanged. */
  seen_again_at: Instant | null
}

/** Of which programmes and days a load added or changed activity: the weeks that need new scores. */
export interface LoadDayTable {
  /** The load. */
  load_id: number
  /** The programme of the students. */
  programme_code: string
  /** The day. */
  day: Day
}

/** Rows refused by a load: where they stand and why, never the value, which may be personal. */
export interface FeedRejectTable {
  /** The load. */
  load_id: number
  /** The file's name. */
  file_name: string
  /** Line of the file, the header being 1. */
  line: number
  /** The n-th record of the file; absent for a line that is no record. */
  record: number | null
  /** The column at fault. */
  column_name: string
  /** What the value must be. */
  reason: string
}

/** How much each source holds of each day: what a feed usually brings, and whether it still does. */
export interface SourceDayTable {
  /** The source. */
  source: Source
  /** The day. */
  day: Day
  /** Records of the source on the day; for attendance, the sessions on record. */
  records: number
  /** Students with any activity in it; for attendance, those who came. */
  students: number
}

/** The score, band and trend of each student and week. */
export interface ScoreWeekTable {
  /** The week's Monday. */
  week_start: Day
  /** The student. */
  student_id: string
  /** The data considered end before this day. */
  data_to: Day
  /** 0 to 100; absent where too little is known. */
  score: number | null
  /** The band. */
  band: Band
  /** Compared with the student's own past; absent where there is too little of it. */
  trend: Trend | null
  /** The reason that weighs most, in words. */
  main_reason: string
  /** The last day with any activity. */
  last_active: Day | null
  /** Version of the configuration that made the score. */
  configuration: string
  /** The programme they studied then: a later score of the week goes by it. Absent where it is not known. */
  programme_code: string | null
  /** Their level then. */
  level: number | null
  /** Their mode of study then. */
  mode: Mode | null
}

/** When and on what the scores of a week and a pool (one school and mode of study) were made. */
export interface ScoreRunTable {
  /** The week's Monday. */
  week_start: Day
  /** The school; empty for programmes that belong to none. */
  school_code: string
  /** The mode of study. */
  mode: Mode
  /** The data considered end before this day. */
  data_to: Day
  /** Version of the configuration that made the scores. */
  configuration: string
  /** The newest load that the scores know of: a later one may call for new ones. */
  load_id: number
  /** Digest of the sources' health and the calendar that they rest on; null where it is not known. */
  context: string | null
  /** Digest of the enrolments that they rest on; null where they are not known. */
  enrolment: string | null
  /** How many students were scored. */
  students: number
  /** When they were computed. */
  scored_at: Instant
  /** The newest load that the weeks their trends compare with know of; null where it is not more than their own. */
  trend_load_id: number | null
}

/** Every configuration that has made scores: history can be explained, and is computed again, with its own. */
export interface ScoreConfigurationTable {
  /** Names its values. */
  version: string
  /** The values, as JSON. */
  content: string
  /** When it first made scores. */
  first_used_at: Instant
}

/** Pauses of studies, as the students feed told of them: these days do not count. */
export interface InterruptionTable {
  /** The student. */
  student_id: string
  /** The first day of the pause. */
  start_date: Day
  /** The first day of studies again; absent while they are interrupted. */
  end_date: Day | null
}

/** Why a source did or did not count towards a score. */
export type IndicatorState = 'counted' | 'late-feed' | 'not-applicable' | 'too-few-days'

/** The contributions to a score: one row per source, counted or not, each with its reason. */
export interface IndicatorWeekTable {
  /** The week's Monday. */
  week_start: Day
  /** The student. */
  student_id: string
  /** The source. */
  source: Source
  /** Whether it counted, or why not. */
  state: IndicatorState
  /** 0 to 100, where it counted. */
  indicator: number | null
  /** Its weight in the score. */
  weight: number
  /** What was counted in the window. */
  amount: number | null
  /** On how many of the window's days. */
  active_days: number | null
  /** How many sessions were expected, for attendance. */
  expected: number | null
  /** Days that counted in the window. */
  days: number
  /** How many peers it was compared with, oneself included. */
  peers: number
  /** How many of them stood lower. */
  peers_below: number | null
  /** How many stood alike, oneself included. */
  peers_alike: number | null
  /** The mean of the student's own earlier weeks that the trend compares with. */
  earlier: number | null
  /** In words. */
  reason: string
}

/** The access trail: who looked, in which role, at which detail, by which question. Ids only. */
export interface AccessEntryTable {
  /** The entry. */
  entry_id: string
  /** When. */
  occurred_at: Instant
  /** Who looked. */
  staff_id: string
  /** In which role. */
  role: Role
  /** At which detail. */
  detail: Detail
  /** By what kind of question. */
  intent: string
  /** In which conversation. */
  conversation: string
}

/** The access trail: which students an entry showed. */
export interface AccessEntryStudentTable {
  /** The entry. */
  entry_id: string
  /** The student shown. */
  student_id: string
}

/** The chain through the access trail: each entry sealed by a keyed hash over itself and the seal before. */
export interface AccessSealTable {
  /** The entry's place in the chain, from 1 without a gap. */
  position: number
  /** The entry. */
  entry_id: string
  /** The question as understood, JSON, without the words that were typed. */
  question: string
  /** How many students it showed. */
  students: number
  /** The seal of the entry before. */
  previous_seal: string
  /** Keyed hash over place, entry, students shown, question and the seal before. */
  seal: string
}

/** Where the chain ends and what retention has removed from its start. One row. */
export interface AccessChainTable {
  /** The chain's name. */
  name: string
  /** Place of the newest entry. */
  position: number
  /** Its seal. */
  seal: string
  /** Place of the newest entry that retention removed; 0 before. */
  removed_to: number
  /** Its seal, from which the rest goes on. */
  removed_seal: string
  /** How many entries stood in no seal when the chain began, less those that retention removed. */
  unsealed: number
  /** Sum of the keyed hashes of these, modulo 2^256; empty before the first entry. */
  unsealed_digest: string
  /** Keyed hash over this row; empty before the first entry. */
  head_seal: string
}

/** Sign-ins and what waits for one, encrypted; gone when they expire. */
export interface ProtectedStateTable {
  /** Hash of what the state is about. */
  state_key: string
  /** Hash of its kind and whose it is. */
  person_key: string
  /** When it ends. */
  expires_at: Instant
  /** The state, encrypted and bound to its key. */
  sealed: string
}

/** Populations of which a person was given numbers, so that later answers cannot be set off against them. */
export interface AggregateAnswerTable {
  /** Who was answered. */
  staff_id: string
  /** The population, JSON. */
  population: string
  /** When last. */
  answered_at: Instant
}

/** Conversations that were welcomed, so that each is once. */
export interface ConversationTable {
  /** Teams' identifier of the conversation. */
  conversation_id: string
  /** When. */
  welcomed_at: Instant
}

/** Private chats with staff, so that an alert reaches them unasked. */
export interface ConversationReferenceTable {
  /** Teams' identifier of the conversation. */
  conversation_id: string
  /** Whose chat it is. */
  staff_id: string
  /** How the channel names them. */
  channel_user: string
  /** The Entra object ID of who is there; empty where not known. Messages go there only while the staff records say the same. */
  entra_object_id: string
  /** The name that they signed in with, for staff without an Entra object ID in the records; empty where not known. */
  upn: string
  /** The tenant. */
  tenant_id: string
  /** Where to send. */
  service_url: string
  /** The app roles of their last sign-in, JSON: what may be told needs them too. */
  app_roles: string
  /** When they last wrote. */
  seen_at: Instant
  /** When the next message may be sent there, for Teams' limits on one chat; absent where at once. */
  free_at: Instant | null
  /** Since when Teams refuses messages there; absent where it takes them. They count again once the person writes. */
  blocked_at: Instant | null
  /** Why, as a code. */
  blocked_reason: string | null
}

/** Episodes: a rule of alerts that holds for a student, from when that was found until it holds no more. */
export interface AlertEpisodeTable {
  /** The episode. */
  episode_id: string
  /** The student. */
  student_id: string
  /** The rule that holds. */
  rule_code: AlertRule
  /** The programme that they studied when it was opened. */
  programme_code: string
  /** The day on which it was found. */
  opened_on: Day
  /** The data that it was found from end before this day. */
  data_to: Day
  /** The day on which that began which the rule tells. */
  since: Day
  /** How much of a concern, 1 to 3. */
  level: number
  /** What is the case, in words that name nobody. */
  reason: string
  /** What the rule rested on, JSON: by it data that come later are told from a change. */
  facts: string
  /** Open while it holds, closed after; corrected where data that came later show that it never held. */
  state: EpisodeState
  /** What last happened to it. */
  last_change: EpisodeChange
  /** On which day. */
  changed_on: Day
  /** When it was last checked against the data held. */
  checked_at: Instant
}

/** Evaluations of the rules of alerts: on which scores and loads, and what came of each. */
export interface AlertEvaluationTable {
  /** The evaluation. */
  evaluation_id: string
  /** When. */
  evaluated_at: Instant
  /** For which day. */
  evaluated_on: Day
  /** The newest load that it knows of. */
  load_id: number
  /** When the newest scores that it knows of were made. */
  scored_at: Instant | null
  /** How many episodes it opened. */
  opened: number
  /** How many it closed. */
  closed: number
  /** How many turned out never to have been. */
  corrected: number
}

/** Alerts: what one person is told about one student. */
export interface AlertTable {
  /** The alert. */
  alert_id: string
  /** Who is told. */
  staff_id: string
  /** About whom. */
  student_id: string
  /** In which role they are told. */
  role: Role
  /** Why they are: the student is their tutee or has no tutor, or somebody passed it on or left it unopened. */
  why: AlertWhy
  /** The alert that was passed on or up. */
  passed_from: string | null
  /** By a card of its own or in a digest. */
  told_in: 'card' | 'digest'
  /** The message that tells it; absent until there is one. */
  message_id: string | null
  /** Waiting, told, closed, withdrawn or undelivered. */
  state: AlertState
  /** When it was made. */
  made_at: Instant
  /** When it reached their chat. */
  told_at: Instant | null
  /** When they first did anything with it. */
  opened_at: Instant | null
  /** When they were reminded of it. */
  reminded_at: Instant | null
  /** When it was passed up to others, since nobody had opened it. */
  passed_at: Instant | null
  /** When it was over for them. */
  ended_at: Instant | null
  /** Since when what is done with it counts; absent where it always did. Before, it had been told to another by mistake. */
  acts_since: Instant | null
}

/** The episodes that an alert is about. */
export interface AlertReasonTable {
  /** The alert. */
  alert_id: string
  /** The episode. */
  episode_id: string
}

/** What people did with alerts. Rows are only ever added. */
export interface AlertActTable {
  /** The act. */
  act_id: string
  /** The alert. */
  alert_id: string
  /** Who did it. */
  staff_id: string
  /** What they did. */
  act: AlertAct
  /** When. */
  acted_at: Instant
  /** The kind of reason that they know of. */
  known_reason: KnownReason | null
  /** The day from which a known reason holds no more: until then nobody is alerted about the student. */
  until_date: Day | null
  /** To whom they passed it on. */
  to_staff: string | null
}

/** How a person wants their alerts; who has no row gets all of them, each by a card of its own. */
export interface AlertChoiceTable {
  /** Whose alerts. */
  staff_id: string
  /** Each by a card, or all in the weekly digest. */
  frequency: AlertFrequency
  /** The rules that they do not want to hear of, JSON. */
  rules_off: string
  /** When they chose. */
  changed_at: Instant
}

/** Slots for requests to Teams, which limits all instances together: a holder sends one request at a time in each. */
export interface SendSlotTable {
  /** From 1; those from 1001 on are seats: each instance that sends has one, by which they count each other. */
  slot: number
  /** The instance that holds it. */
  held_by: string | null
  /** When its hold lapses, by its holder's clock. Others go by whether it changes, never by what it says. */
  held_until: Instant | null
}

/** Contacts with students, version by version: the highest is the contact as it stands. Rows are only ever added. */
export interface ContactVersionTable {
  /** The contact. */
  contact_id: string
  /** From 1, one more with each change. */
  version: number
  /** The student. */
  student_id: string
  /** The day of the contact, Europe/London. */
  happened_on: Day
  /** Meeting, call, email, teams or other. */
  channel: Channel
  /** What was said, in the words of whoever recorded it; absent where nothing was written, and once withdrawn. */
  note: string | null
  /** The day on which they mean to follow it up. */
  follow_up_on: Day | null
  /** Whether it stands or was withdrawn. */
  state: ContactState
  /** Who wrote this version: whoever recorded the contact, for nobody else may change it. */
  written_by: string
  /** When. */
  written_at: Instant
}

/** Who has paused their alerts about students; a row is removed when they are resumed. */
export interface AlertPreferenceTable {
  /** Whose alerts. */
  staff_id: string
  /** The day on which they come again; absent where they stay paused until resumed. */
  paused_until: Day | null
  /** When they were paused. */
  changed_at: Instant
}

/** What people told about the bot, in their own words. */
export interface FeedbackTable {
  /** The feedback. */
  id: string
  /** When. */
  given_at: Instant
  /** Who gave it. */
  staff_id: string
  /** What they wrote. */
  text: string
  /** The kind of question that it is about; absent where they did not say. */
  about: string | null
}

/** Facts about the store as a whole. */
export interface StoreSettingTable {
  /** Name of the setting. */
  name: string
  /** Its value. */
  value: string
}

/** Messages to deliver, each by one instance, and what became of them. They hold IDs: cards are made when they are sent. */
export interface OutboxTable {
  /** The message. */
  id: string
  /** What kind of message. */
  kind: string
  /** What to send, JSON. */
  payload: string
  /** Not before. */
  due_at: Instant
  /** How often an instance has taken it. */
  attempts: number
  /** The instance that has it. */
  claimed_by: string | null
  /** When that claim lapses. */
  claimed_until: Instant | null
  /** When it was dealt with for good. */
  done_at: Instant | null
  /** To whom; absent where that is found out when it is sent. */
  recipient: string | null
  /** The chat that it was sent to. */
  conversation_id: string | null
  /** The Entra object ID of who was there; absent where not known. */
  sent_to: string | null
  /** Teams' identifier of the message there. */
  activity_id: string | null
  /** When it was first tried in vain; absent where it never was. */
  tried_since: Instant | null
  /** Since when it is being sent; what lies here without an instance has an unknown outcome. */
  sending_since: Instant | null
  /** How often it was sent again, since nobody knows whether it had arrived. */
  unknown_outcomes: number
  /** Sent, revised, withdrawn, dropped (no longer to be told) or failed. */
  outcome: 'sent' | 'revised' | 'withdrawn' | 'dropped' | 'failed' | null
  /** Why it was dropped or failed, as a code; while it waits, what the last try came to. */
  reason: string | null
}

/** Work to run once across all instances. */
export interface JobTable {
  /** The run of the job. */
  id: string
  /** What to do. */
  kind: string
  /** Not before. */
  due_at: Instant
  /** How often an instance has taken it. */
  attempts: number
  /** The instance that has it. */
  claimed_by: string | null
  /** When that claim lapses. */
  claimed_until: Instant | null
  /** When it was dealt with for good. */
  done_at: Instant | null
}

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
  load_day: LoadDayTable
  feed_reject: FeedRejectTable
  source_day: SourceDayTable
  score_week: ScoreWeekTable
  score_run: ScoreRunTable
  score_configuration: ScoreConfigurationTable
  interruption: InterruptionTable
  indicator_week: IndicatorWeekTable
  access_entry: AccessEntryTable
  access_entry_student: AccessEntryStudentTable
  access_seal: AccessSealTable
  access_chain: AccessChainTable
  protected_state: ProtectedStateTable
  aggregate_answer: AggregateAnswerTable
  conversation: ConversationTable
  conversation_reference: ConversationReferenceTable
  contact_version: ContactVersionTable
  alert_preference: AlertPreferenceTable
  alert_episode: AlertEpisodeTable
  alert_evaluation: AlertEvaluationTable
  alert: AlertTable
  alert_reason: AlertReasonTable
  alert_act: AlertActTable
  alert_choice: AlertChoiceTable
  send_slot: SendSlotTable
  feedback: FeedbackTable
  store_setting: StoreSettingTable
  outbox: OutboxTable
  job: JobTable
}
