import { existsSync } from 'node:fs'
import path from 'node:path'
import { EngagementError } from '../../domain/errors'
import type { Store } from '../../store/store'
import { activityDay } from '../definitions/activity-day'
import { calendar } from '../definitions/calendar'
import { canvas } from '../definitions/canvas'
import { organisation } from '../definitions/organisation'
import { students } from '../definitions/students'
import type { Feed } from '../feed'
import { load, type LoadOptions, type LoadReport } from '../ingest'
import { openCsv } from '../read-csv'
import { filesOf, type Source } from '../source'
import type { TextTable } from '../text-table'

const columns = {
  courses: ['code_module', 'code_presentation', 'module_presentation_length'],
  studentInfo: ['code_module', 'code_presentation', 'id_student', 'final_result'],
  studentRegistration: [
    'code_module',
    'code_presentation',
    'id_student',
    'date_registration',
    'date_unregistration',
  ],
  assessments: ['code_module', 'code_presentation', 'id_assessment', 'assessment_type', 'date'],
  studentAssessment: ['id_assessment', 'id_student', 'date_submitted', 'is_banked'],
  studentVle: ['code_module', 'code_presentation', 'id_student', 'id_site', 'date', 'sum_click'],
}
type Table = keyof typeof columns

interface Published {
  tables: Record<Table, TextTable>
  /** SQL over each file, its values as text. */
  scans: Record<Table, string>
}

/**
 * Loads the Open University Learning Analytics Dataset in its published layout (Kuzilek et al. 2017,
 * doi 10.1038/sdata.2017.171), each CSV file gzipped or not: a module presentation becomes a programme, a registration
 * a student, clicks become Canvas page views, submitted assignments Canvas submissions. Marks, exams and background
 * data are not read.
 *
 * The dataset counts days from the start of the presentation and gives only its month: day 0 is taken to be the first
 * Monday of February (B) or October (J).
 *
 * @throws EngagementError when a file is missing or the store holds other students
 */
export async function ingestOulad(
  store: Store,
  directory: string,
  options: LoadOptions,
): Promise<LoadReport[]> {
  await refuseOtherStudents(store)
  const published = await openPublished(directory)
  const steps: [Feed, Source][] = [
    [organisation, source(published, ['courses'], organisationSql(published))],
    [students, source(published, ['studentRegistration', 'studentInfo', 'courses'], studentsSql(published))],
    [calendar, source(published, ['courses'], calendarSql(published))],
    [
      activityDay,
      {
        ...source(published, ['studentVle'], clicksSql(published)),
        countSql: count(published, 'studentVle'),
      },
    ],
    [
      canvas,
      {
        ...source(published, ['studentAssessment', 'assessments'], submissionsSql(published)),
        countSql: count(published, 'studentAssessment'),
      },
    ],
  ]
  const reports: LoadReport[] = []
  for (const [feed, rows] of steps) reports.push(await load(store, feed, rows, options))
  return reports
}

/** SQL giving student_id, outcome and known_on from the dataset's results: Fail and Withdrawn are negative. */
export async function ouladOutcomes(directory: string): Promise<string> {
  const published = await openPublished(directory)
  const { scans } = published
  return `
    select ${studentId('info')} as student_id,
      case when info.final_result in ('Pass', 'Distinction') then 'positive' else 'negative' end as outcome,
      cast(${dayZero('info')} + coalesce(cast(nullif(registration.date_unregistration, '') as integer),
        cast(courses.module_presentation_length as integer)) as varchar) as known_on
    from ${scans.studentInfo} as info
    inner join ${scans.studentRegistration} as registration using (code_module, code_presentation, id_student)
    inner join ${scans.courses} as courses using (code_module, code_presentation)`
}

/**
 * Opens one of the dataset's files.
 *
 * @throws EngagementError when it is missing or lacks a column
 */
export async function openTableOf(
  directory: string,
  table: string,
  needed: readonly string[],
): Promise<TextTable> {
  const opened = await openCsv(findFile(directory, `${table}.csv`))
  const missing = needed.filter((column) => !opened.columns.includes(column))
  if (missing.length === 0) return opened
  throw new EngagementError(
    'feed-wrong-columns',
    `${path.basename(opened.path)} has no column ${missing.join(', ')}.`,
  )
}

async function openPublished(directory: string): Promise<Published> {
  const entries = await Promise.all(
    (Object.keys(columns) as Table[]).map(async (table) => {
      const opened = await openTableOf(directory, table, columns[table])
      return [table, opened, `(${opened.rows(columns[table])})`] as const
    }),
  )
  return {
    tables: Object.fromEntries(entries.map(([table, opened]) => [table, opened])) as Record<Table, TextTable>,
    scans: Object.fromEntries(entries.map(([table, , scan]) => [table, scan])) as Record<Table, string>,
  }
}

/** The file of this name in a directory, or its gzipped form. */
function findFile(directory: string, name: string): string {
  for (const candidate of [name, `${name}.gz`]) {
    const file = path.join(directory, candidate)
    if (existsSync(file)) return file
  }
  throw new EngagementError('feed-unreadable', `${directory} holds no ${name} and no ${name}.gz.`)
}

function source({ tables }: Published, names: readonly Table[], sql: string): Source {
  return { ...filesOf(names.map((name) => tables[name])), sql }
}

const count = ({ scans }: Published, table: Table): string =>
  `select cast(count(*) as integer) from ${scans[table]}`

const programme = (table: string): string => `${table}.code_module || '-' || ${table}.code_presentation`
export const studentId = (table: string): string =>
  `'OU-' || ${programme(table)} || '-' || ${table}.id_student`

/** The first Monday of the presentation's month, as SQL. */
function dayZero(table: string): string {
  const year = `cast(left(${table}.code_presentation, 4) as integer)`
  const month = `case right(${table}.code_presentation, 1) when 'B' then 2 else 10 end`
  const first = `make_date(${year}, ${month}, 1)`
  return `(${first} + cast((8 - isodow(${first})) % 7 as integer))`
}

function organisationSql({ scans }: Published): string {
  return `
    select 0 as file, row_number() over () as record, * from (
      select 'OU' as unit_code, 'faculty' as kind, 'The Open University' as name, null::varchar as parent_code
      union all select distinct code_module, 'school', 'Module ' || code_module, 'OU' from ${scans.courses}
      union all select ${programme('courses')}, 'programme', ${programme('courses')}, code_module
        from ${scans.courses} as courses)`
}

function studentsSql({ scans }: Published): string {
  const day = (days: string): string => `cast(${dayZero('registration')} + ${days} as varchar)`
  const unregistered = "cast(nullif(registration.date_unregistration, '') as integer)"
  const registered = 'coalesce(try_cast(registration.date_registration as integer), 0)'
  const length = 'cast(courses.module_presentation_length as integer)'
  const lastDay = `case when ${unregistered} is null then ${length} else greatest(${unregistered}, least(${registered}, 0)) end`
  return `
    select 0 as file, registration.record, ${studentId('registration')} as student_id, '-' as given_name,
      'Learner ' || id_student as family_name, id_student || '@learner.invalid' as email, null::varchar as mobile,
      null::varchar as photo_url, ${programme('registration')} as programme_code, '4' as level, 'part-time' as mode,
      case when ${unregistered} is null then 'active' else 'withdrawn' end as status,
      ${day(`least(${registered}, 0)`)} as start_date,
      ${day(lastDay)} as end_date
    from ${scans.studentRegistration} as registration
    inner join ${scans.courses} as courses using (code_module, code_presentation)`
}

function calendarSql({ scans }: Published): string {
  return `
    select 0 as file, row_number() over () as record, cast(${dayZero('courses')} as varchar) as start_date,
      cast(${dayZero('courses')} + cast(module_presentation_length as integer) as varchar) as end_date,
      'teaching' as kind, ${programme('courses')} as programme_code, null::varchar as level,
      ${programme('courses')} as label
    from ${scans.courses} as courses`
}

function clicksSql({ scans }: Published): string {
  return `
    select 0 as file, min(record) as record, ${studentId('vle')} as student_id,
      cast(${dayZero('vle')} + cast(vle.date as integer) as varchar) as day, 'canvas' as source, 'page-view' as event,
      cast(sum(cast(vle.sum_click as bigint)) as varchar) as count
    from ${scans.studentVle} as vle
    group by vle.code_module, vle.code_presentation, vle.id_student, vle.date`
}

/** Results carried over from an earlier attempt are no activity; the day of exams is unreliable. */
function submissionsSql({ scans }: Published): string {
  const at = (days: string, time: string): string =>
    `cast(${dayZero('assessments')} + ${days} as varchar) || 'T${time}'`
  return `
    select 0 as file, submitted.record, ${"'OU-' || " + programme('assessments') + " || '-' || submitted.id_student"} as student_id,
      ${at('cast(submitted.date_submitted as integer)', '12:00:00')} as occurred_at, 'submission' as event,
      '1' as count, submitted.id_assessment as course_code,
      ${at('cast(assessments.date as integer)', '23:59:59')} as due_at
    from ${scans.studentAssessment} as submitted
    inner join ${scans.assessments} as assessments using (id_assessment)
    where upper(submitted.is_banked) in ('FALSE', '0') and assessments.assessment_type <> 'Exam'`
}

async function refuseOtherStudents(store: Store): Promise<void> {
  const others = await store.db
    .selectFrom('student')
    .select(({ fn }) => fn.min('student_id').as('first'))
    .where('student_id', 'not like', 'OU-%')
    .executeTakeFirst()
  if (others?.first) {
    throw new EngagementError(
      'nothing-to-do',
      'The store holds students of a university: load the Open University data into a store of its own (ENGAGEMENT_DATABASE).',
    )
  }
}
