import path from 'node:path'
import { EngagementError } from '../../domain/errors'
import { feedFormats } from '../../domain/feed'
import { identifier } from '../duck'
import { openTable } from '../open-table'
import { filesOf, type Source } from '../source'
import type { TextTable } from '../text-table'
import { given, type Adapter } from './adapter'

/** Columns that tell a table of Canvas Data 2, and those that are read of it. */
const tables = {
  web_logs: {
    tellTale: ['timestamp', 'user_id', 'http_method', 'http_status', 'url', 'participated'],
    columns: [
      ...['timestamp', 'user_id', 'real_user_id', 'course_id', 'url', 'http_method', 'http_status'],
      'participated',
    ],
  },
  submissions: {
    tellTale: ['id', 'user_id', 'assignment_id', 'submitted_at', 'workflow_state'],
    columns: ['id', 'course_id', 'user_id', 'submitted_at', 'workflow_state', 'cached_due_date', 'excused'],
  },
  enrollments: {
    tellTale: ['user_id', 'course_id', 'course_section_id', 'type'],
    columns: ['user_id', 'course_id', 'type'],
  },
}
type TableName = keyof typeof tables

/**
 * Canvas Data 2 (the DAP client's files): `web_logs` and `submissions` fill the feed `canvas`. `enrollments` named with
 * them tell whose rows are a student's: what a user does in a course that they teach, and all that a user does who
 * studies nowhere, is left out instead of being rejected as nobody known.
 */
export const canvasData2: Adapter = {
  format: 'canvas-data-2',
  reads: 'Canvas Data 2: web_logs, submissions, and enrollments beside them',
  feeds: feedFormats['canvas-data-2'],
  limits: 'web_logs and submissions tell page views, participations and submissions',
  beside: /enroll?ments[^/]*$|(^|\/)enroll?ments[^/]*\//iu,
  identifiedBy: ['canvas'],
  sources: async (_feed, files) => {
    const opened = await Promise.all(files.map(openCanvasTable))
    const enrolments = opened.filter(({ name }) => name === 'enrollments')
    const activity = opened.filter(({ name }) => name !== 'enrollments')
    if (activity.length === 0) {
      throw new EngagementError(
        'feed-wrong-columns',
        'Enrollments hold no activity: name them together with web_logs or submissions, whose rows they tell to be a student’s or not. Nothing was loaded.',
      )
    }
    return activity.map((table) => sourceOf(table, enrolments))
  },
}

interface CanvasTable {
  name: TableName
  table: TextTable
  /** SQL that gives `record`, `ts`, `action` and the columns read of this table, empty ones as null. */
  rows: string
}

async function openCanvasTable(file: string): Promise<CanvasTable> {
  const table = await openTable(file)
  const names = Object.keys(tables) as TableName[]
  const name = names.find((each) =>
    tables[each].tellTale.every((column) => find(table, column) !== undefined),
  )
  if (name) return { name, table, rows: rowsOf(table, name) }
  throw new EngagementError(
    'feed-wrong-columns',
    `${path.basename(file)} is none of Canvas Data 2's web_logs, submissions and enrollments: it lacks columns of each. Nothing was loaded.`,
  )
}

/** The column's name in this file: DAP keeps the key, the values and its own notes apart. */
function find({ columns }: TextTable, column: string): string | undefined {
  return [`value.${column}`, `key.${column}`, `meta.${column}`, column].find((name) => columns.includes(name))
}

function rowsOf(table: TextTable, name: TableName): string {
  const wanted = [...tables[name].columns, 'ts', 'action'].map(
    (column) => [column, find(table, column)] as const,
  )
  const columns = wanted.map(([column, found]) =>
    found === undefined
      ? `null::varchar as ${identifier(column)}`
      : `${given(identifier(found))} as ${identifier(column)}`,
  )
  const found = wanted.flatMap(([, source]) => (source === undefined ? [] : [source]))
  return `select record, ${columns.join(', ')} from (${table.rows(found)})`
}

function sourceOf({ name, table, rows }: CanvasTable, enrolments: readonly CanvasTable[]): Source {
  const events = name === 'web_logs' ? requestsSql(rows) : submissionsSql(rows)
  return {
    // Other enrolments make other rows of the same requests.
    ...filesOf([table, ...enrolments.map((beside) => beside.table)]),
    namesOthers: true,
    sql: `select 0 as file, record, user_id as student_id, occurred_at, event, null::varchar as count, course_id as course_code, due_at from (${studentsOnly(events, enrolments)})`,
    countSql: `select cast(count(*) as integer) from (${rows})`,
    leftOut: name === 'web_logs' ? requestsLeftOut : submissionsLeftOut,
  }
}

const requestsLeftOut =
  'requests that are no page that a student looked at: the Canvas API, scripts and images, failures, signing in, somebody acting as another user, no user, users who do not study'
const submissionsLeftOut = 'not handed in, taken back or deleted, earlier versions of the same submission'

/** What a browser asks for besides pages; `ping` is a page that says that it is still open. */
const noPage = String.raw`^/(api|assets|dist|images|fonts|javascripts|brandable_css|login|logout)(/|$)|/ping$|\.(js|css|map|png|svg|gif|ico|woff2?)$`

/** A request is a participation where Canvas says so, a page view where it fetched a page, and nothing else counts. */
function requestsSql(rows: string): string {
  const status = 'try_cast(http_status as integer)'
  const location = "regexp_extract(url, '^([a-z]+://[^/]+)?([^?#]*)', 2)"
  return `
    select record, user_id, timestamp as occurred_at, course_id, null::varchar as due_at,
      case when lower(participated) in ('true', 't', '1') and ${status} between 200 and 399 then 'participation'
        when upper(http_method) = 'GET' and ${status} between 200 and 299
          and not regexp_matches(lower(${location}), '${noPage}') then 'page-view' end as event
    from (${rows})
    where user_id is not null and coalesce(real_user_id, user_id) = user_id and event is not null`
}

/** A row is the newest state of one student's work on one assignment. Work that was excused is never late. */
function submissionsSql(rows: string): string {
  const excusedSql = "lower(excused) in ('true', 't', '1')"
  return `
    select record, user_id, submitted_at as occurred_at, course_id, 'submission' as event,
      case when ${excusedSql} then null else cached_due_date end as due_at
    from (select * from (${rows}) qualify row_number() over (partition by id order by ts desc nulls last, record desc) = 1)
    where user_id is not null and submitted_at is not null and coalesce(upper(action), 'U') <> 'D'
      and coalesce(workflow_state, '') not in ('unsubmitted', 'deleted')`
}

function studentsOnly(events: string, enrolments: readonly CanvasTable[]): string {
  if (enrolments.length === 0) return events
  const all = enrolments.map(
    ({ rows }) => `select user_id, course_id, type from (${rows}) where type is not null`,
  )
  const studies = "bool_or(type = 'StudentEnrollment') as studies"
  return `
    with enrolled as materialized (${all.join(' union all ')})
    select events.* from (${events}) as events
    left join (select user_id, course_id, ${studies} from enrolled group by all) as course using (user_id, course_id)
    left join (select user_id, ${studies} from enrolled group by all) as person using (user_id)
    where coalesce(course.studies, person.studies, true)`
}
