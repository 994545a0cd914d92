import type { Schema } from '../store/schema'

/** Every table, with the one that records the migrations. */
type Tables = Schema & { schema_migration: { name: string; checksum: string; applied_at: string } }

/** How long something is kept: for so many years by a rule of data/rights/retention.ts, or as the words say. */
export interface Retention {
  words: string
  years?: number
}

/** Personal columns that are kept for one purpose. */
export interface PersonalColumns<Column> {
  columns: readonly Column[]
  about: 'students' | 'staff' | 'students and staff'
  purpose: string
  basis: string
  retention: Retention
}

/** What a table holds about people, and what it does not. */
export interface RegisteredTable<Column> {
  personal: readonly PersonalColumns<Column>[]
  /** Why these are not personal is plain from data/store/schema.md. */
  notPersonal: readonly Column[]
}

type Register = { readonly [Table in keyof Tables]: RegisteredTable<keyof Tables[Table] & string> }

const interests = 'legitimate interests: helping students engage, UK GDPR Article 6(1)(f)'
const accountability = 'legal obligation: accountability and security, UK GDPR Articles 6(1)(c), 5(2) and 32'
const service = 'legitimate interests: giving staff the service that they use, UK GDPR Article 6(1)(f)'
const security = 'legitimate interests: keeping the service secure, UK GDPR Article 6(1)(f)'

const retention = {
  studies: { words: 'to the end of the academic year after the one in which the student leaves' },
  activity: { words: 'to the end of the academic year after the one that it is from' },
  // A claim over a look can be brought for six years: Limitation Act 1980, sections 2 and 9.
  trail: { words: '6 years from the look, as long as a claim over it can be brought', years: 6 },
  posts: { words: '6 years from the end of the role, as long as the looks made in it' },
  expiry: { words: 'until it expires' },
  answers: { words: '1 year from the last answer', years: 1 },
  messages: { words: '1 year from when it was due', years: 1 },
  feedback: { words: '1 year from when it was given', years: 1 },
  pause: { words: 'until it is over, and no longer than the person is on the staff' },
  choices: { words: 'as long as the person is on the staff' },
  // Long enough to tell how useful each rule is, over two academic years.
  alerts: { words: '2 years from when it was made', years: 2 },
  installation: { words: 'as long as the app is installed' },
  // As long as what lies there may have to be taken back.
  chats: { words: 'as long as the app is installed, at most 92 days after the person left the staff' },
} as const satisfies Record<string, Retention>

/** A table in which a row is about one student from end to end. */
const aboutStudents = <Column>(
  purpose: string,
  kept: Retention,
  columns: readonly Column[],
): PersonalColumns<Column> => ({ columns, about: 'students', purpose, basis: interests, retention: kept })

const nobody = <Column>(...notPersonal: readonly Column[]): RegisteredTable<Column> => ({
  personal: [],
  notPersonal,
})

/**
 * The register of personal data: for every column of the store what it is for, on what basis and how long it is kept.
 * A column that is not here does not compile, and a test compares it with the real schema.
 */
export const register: Register = {
  unit: nobody('unit_code', 'kind', 'name', 'parent_code', 'gone_on'),
  student: {
    personal: [
      aboutStudents('to say who a student is and what they study', retention.studies, [
        'student_id',
        'given_name',
        'family_name',
        'photo_url',
        'programme_code',
        'level',
        'mode',
        'status',
        'start_date',
        'end_date',
        'gone_on',
      ]),
      aboutStudents('to let staff reach a student', retention.studies, ['email', 'mobile']),
    ],
    notPersonal: [],
  },
  staff: {
    personal: [
      {
        columns: ['staff_id', 'given_name', 'family_name', 'email', 'entra_object_id', 'gone_on'],
        about: 'staff',
        purpose: 'to know who signs in, and who a look was made by',
        basis: accountability,
        retention: retention.posts,
      },
    ],
    notPersonal: [],
  },
  assignment: {
    personal: [
      {
        columns: [
          'row_key',
          'staff_id',
          'role',
          'scope_code',
          'level',
          'student_id',
          'start_date',
          'end_date',
          'gone_on',
        ],
        about: 'students and staff',
        purpose: 'to limit what each staff member sees to their roles',
        basis: accountability,
        retention: retention.posts,
      },
    ],
    notPersonal: [],
  },
  calendar_period: nobody(
    'row_key',
    'start_date',
    'end_date',
    'kind',
    'programme_code',
    'level',
    'label',
    'gone_on',
  ),
  student_identity: {
    personal: [
      aboutStudents('to know which student another system speaks of', retention.studies, [
        'row_key',
        'student_id',
        'system',
        'external_id',
        'gone_on',
      ]),
    ],
    notPersonal: [],
  },
  activity_day: {
    personal: [
      aboutStudents('to see how a student engages', retention.activity, [
        'student_id',
        'day',
        'source',
        'event',
        'records',
        'amount',
        'parts',
      ]),
    ],
    notPersonal: [],
  },
  attendance: {
    personal: [
      aboutStudents('to see how a student engages', retention.activity, [
        'student_id',
        'session_id',
        'day',
        'starts_at',
        'status',
        'session_type',
        'module_code',
      ]),
    ],
    notPersonal: [],
  },
  submission: {
    personal: [
      aboutStudents('to see how a student engages', retention.activity, [
        'student_id',
        'submitted_at',
        'course_code',
        'day',
        'due_at',
        'count',
      ]),
    ],
    notPersonal: [],
  },
  feed_load: nobody(
    'load_id',
    'feed',
    'file_names',
    'content_hash',
    'loaded_at',
    'rows_read',
    'accepted',
    'rejected',
    'first_day',
    'last_day',
    'outcome',
    'seen_again_at',
  ),
  load_day: nobody('load_id', 'programme_code', 'day'),
  feed_reject: nobody('load_id', 'file_name', 'line', 'record', 'column_name', 'reason'),
  source_day: nobody('source', 'day', 'records', 'students'),
  score_week: {
    personal: [
      aboutStudents('to prompt a conversation', retention.activity, [
        'student_id',
        'week_start',
        'data_to',
        'score',
        'band',
        'trend',
        'main_reason',
        'last_active',
        'programme_code',
        'level',
        'mode',
      ]),
    ],
    notPersonal: ['configuration'],
  },
  score_run: nobody(
    'week_start',
    'school_code',
    'mode',
    'data_to',
    'configuration',
    'load_id',
    'context',
    'enrolment',
    'students',
    'scored_at',
    'trend_load_id',
  ),
  score_configuration: nobody('version', 'content', 'first_used_at'),
  interruption: {
    personal: [
      aboutStudents('to judge nobody by days on which they did not study', retention.activity, [
        'student_id',
        'start_date',
        'end_date',
      ]),
    ],
    notPersonal: [],
  },
  indicator_week: {
    personal: [
      aboutStudents('to say why a band is what it is', retention.activity, [
        'student_id',
        'week_start',
        'source',
        'state',
        'indicator',
        'amount',
        'active_days',
        'expected',
        'days',
        'peers',
        'peers_below',
        'peers_alike',
        'earlier',
        'reason',
      ]),
    ],
    notPersonal: ['weight'],
  },
  access_entry: {
    personal: [
      {
        columns: ['occurred_at', 'staff_id', 'role', 'detail', 'intent', 'conversation'],
        about: 'staff',
        purpose: 'to account for who looked at whom',
        basis: accountability,
        retention: retention.trail,
      },
    ],
    notPersonal: ['entry_id'],
  },
  access_entry_student: {
    personal: [
      {
        columns: ['student_id'],
        about: 'students',
        purpose: 'to account for who looked at whom',
        basis: accountability,
        retention: retention.trail,
      },
    ],
    notPersonal: ['entry_id'],
  },
  access_seal: {
    personal: [
      {
        columns: ['question'],
        about: 'students and staff',
        purpose: 'to account for why somebody looked',
        basis: accountability,
        retention: retention.trail,
      },
    ],
    notPersonal: ['position', 'entry_id', 'students', 'previous_seal', 'seal'],
  },
  access_chain: nobody(
    'name',
    'position',
    'seal',
    'removed_to',
    'removed_seal',
    'unsealed',
    'unsealed_digest',
    'head_seal',
  ),
  protected_state: {
    personal: [
      {
        columns: ['state_key', 'person_key', 'sealed'],
        about: 'students and staff',
        purpose:
          'to sign staff in, to answer then what they had asked, and to understand what goes on from their last question; both may name a student',
        basis: security,
        retention: retention.expiry,
      },
    ],
    notPersonal: ['expires_at'],
  },
  aggregate_answer: {
    personal: [
      {
        columns: ['staff_id', 'population', 'answered_at'],
        about: 'staff',
        purpose: 'to keep numbers from being set off against each other until they single somebody out',
        basis: accountability,
        retention: retention.answers,
      },
    ],
    notPersonal: [],
  },
  conversation: {
    personal: [
      {
        columns: ['conversation_id', 'welcomed_at'],
        about: 'staff',
        purpose: 'to welcome each person once',
        basis: service,
        retention: retention.installation,
      },
    ],
    notPersonal: [],
  },
  conversation_reference: {
    personal: [
      {
        columns: [
          'conversation_id',
          'staff_id',
          'channel_user',
          'entra_object_id',
          'upn',
          'tenant_id',
          'service_url',
          'app_roles',
          'seen_at',
          'free_at',
          'blocked_at',
          'blocked_reason',
        ],
        about: 'staff',
        purpose:
          'to tell a person in their private chat what they are to know unasked, or asked for elsewhere',
        basis: service,
        retention: retention.chats,
      },
    ],
    notPersonal: [],
  },
  contact_version: {
    personal: [
      {
        columns: [
          'contact_id',
          'version',
          'student_id',
          'happened_on',
          'channel',
          'note',
          'follow_up_on',
          'state',
          'written_by',
          'written_at',
        ],
        about: 'students and staff',
        purpose:
          'to know who has been in touch with a student, so that help goes on and nobody is asked twice',
        basis: interests,
        retention: retention.studies,
      },
    ],
    notPersonal: [],
  },
  alert_preference: {
    personal: [
      {
        columns: ['staff_id', 'paused_until', 'changed_at'],
        about: 'staff',
        purpose: 'to leave a person alone for as long as they wish',
        basis: service,
        retention: retention.pause,
      },
    ],
    notPersonal: [],
  },
  alert_episode: {
    personal: [
      aboutStudents('to alert staff once to what may call for a conversation', retention.alerts, [
        'episode_id',
        'student_id',
        'rule_code',
        'programme_code',
        'opened_on',
        'data_to',
        'since',
        'level',
        'reason',
        'facts',
        'state',
        'last_change',
        'changed_on',
        'checked_at',
      ]),
    ],
    notPersonal: [],
  },
  alert_evaluation: nobody(
    'evaluation_id',
    'evaluated_at',
    'evaluated_on',
    'load_id',
    'scored_at',
    'opened',
    'closed',
    'corrected',
  ),
  alert: {
    personal: [
      {
        columns: [
          'alert_id',
          'staff_id',
          'student_id',
          'role',
          'why',
          'passed_from',
          'told_in',
          'message_id',
          'state',
          'made_at',
          'told_at',
          'opened_at',
          'reminded_at',
          'passed_at',
          'ended_at',
          'acts_since',
        ],
        about: 'students and staff',
        purpose: 'to tell the right person once, to remind them, and to pass on what nobody looks at',
        basis: interests,
        retention: retention.alerts,
      },
    ],
    notPersonal: [],
  },
  alert_reason: {
    personal: [aboutStudents('to say what an alert is about', retention.alerts, ['alert_id', 'episode_id'])],
    notPersonal: [],
  },
  alert_act: {
    personal: [
      {
        columns: [
          'act_id',
          'alert_id',
          'staff_id',
          'act',
          'acted_at',
          'known_reason',
          'until_date',
          'to_staff',
        ],
        about: 'students and staff',
        purpose:
          'to show everyone who holds an alert what was done, to leave alone whose reason is known, and to measure how useful alerts are',
        basis: interests,
        retention: retention.alerts,
      },
    ],
    notPersonal: [],
  },
  alert_choice: {
    personal: [
      {
        columns: ['staff_id', 'frequency', 'rules_off', 'changed_at'],
        about: 'staff',
        purpose: 'to alert a person as they wish',
        basis: service,
        retention: retention.choices,
      },
    ],
    notPersonal: [],
  },
  send_slot: nobody('slot', 'held_by', 'held_until'),
  feedback: {
    personal: [
      {
        columns: ['given_at', 'staff_id', 'text', 'about'],
        about: 'students and staff',
        purpose: 'to make the bot better, and to come back to whoever wrote',
        basis: service,
        retention: retention.feedback,
      },
    ],
    notPersonal: ['id'],
  },
  store_setting: nobody('name', 'value'),
  outbox: {
    personal: [
      {
        columns: ['payload', 'recipient', 'conversation_id', 'sent_to', 'activity_id'],
        about: 'students and staff',
        purpose: 'to tell staff what they are to know unasked, once, and to correct it in place',
        basis: service,
        retention: retention.messages,
      },
    ],
    notPersonal: [
      'id',
      'kind',
      'due_at',
      'attempts',
      'claimed_by',
      'claimed_until',
      'done_at',
      'tried_since',
      'sending_since',
      'unknown_outcomes',
      'outcome',
      'reason',
    ],
  },
  job: nobody('id', 'kind', 'due_at', 'attempts', 'claimed_by', 'claimed_until', 'done_at'),
  schema_migration: nobody('name', 'checksum', 'applied_at'),
}

/** The register, table by table. */
export function registeredTables(): [string, RegisteredTable<string>][] {
  return Object.entries(register)
}
