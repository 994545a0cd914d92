import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

/** The first day of the raw events, a Monday. */
export const firstDay = '2026-09-21'
const programmes = 60

/** The files of a university, by what they hold. */
export interface RawFiles {
  organisation: string
  students: string
  /** Raw page views and participations, 10 to 20 a student and active day, in the order of time. */
  canvas: string
  /** Two sessions a teaching day and student. */
  attendance: string
  'activity-day': string
  /** Twelve weeks before them, grouped by day. */
  history: string
  /** The last of those weeks alone. */
  shortHistory: string
  /** Raw events of one day after all others. */
  night: string
}

/**
 * The feed files of a university over some weeks, the same each time: made once into a folder of the system's temporary
 * one and kept there.
 */
export async function rawUniversity(students: number, weeks: number): Promise<RawFiles> {
  const folder = path.join(tmpdir(), `engagement-raw-1-${students}-${weeks}`)
  if (!existsSync(folder)) await writeRawUniversity(folder, students, weeks)
  const file = (name: string): string => path.join(folder, `${name}.csv`)
  return {
    organisation: file('organisation'),
    students: file('students'),
    canvas: file('canvas'),
    attendance: file('attendance'),
    'activity-day': file('activity-day'),
    history: file('history'),
    shortHistory: file('short-history'),
    night: file('night'),
  }
}

async function writeRawUniversity(folder: string, students: number, weeks: number): Promise<void> {
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished)
  const instance = await DuckDBInstance.create(':memory:')
  const duck = await instance.connect()
  const write = (name: string, query: string) =>
    duck.run(`copy (${query}) to '${path.join(unfinished, `${name}.csv`)}' (header, delimiter ',')`)
  await makeStudents(duck, students)
  await write('organisation', organisationSql)
  await write('students', studentsSql)
  const end = `date '${firstDay}' + ${7 * weeks}`
  await write('canvas', canvasSql(`date '${firstDay}'`, end))
  await write('attendance', attendanceSql(`date '${firstDay}'`, end))
  await write('activity-day', activityDaySql(`date '${firstDay}'`, end))
  await write('history', activityDaySql(`date '${firstDay}' - 84`, `date '${firstDay}'`))
  await write('short-history', activityDaySql(`date '${firstDay}' - 7`, `date '${firstDay}'`))
  await write('night', canvasSql(end, `${end} + 1`))
  duck.closeSync()
  instance.closeSync()
  renameSync(unfinished, folder)
}

async function makeStudents(duck: DuckDBConnection, students: number): Promise<void> {
  await duck.run(`
    create table student as
      select printf('%08d', i) as student_id, i, printf('P%03d', i % ${programmes}) as programme_code,
        0.15 + 0.8 * ((hash(i, 'zeal') % 1000) / 1000.0) as zeal
      from range(1, ${students} + 1) as numbers (i)`)
}

const organisationSql = `
  select * from (values ('F', 'faculty', 'Faculty', ''), ('S', 'school', 'School', 'F')) as f (unit_code, kind, name, parent_code)
  union all select printf('P%03d', p), 'programme', printf('Programme %d', p), 'S' from range(0, ${programmes}) as programmes (p)`

const studentsSql = `
  select student_id, printf('Given%d', i) as given_name, printf('Family%d', i) as family_name,
    printf('u%d@students.example', i) as email, '' as mobile, '' as photo_url, programme_code, 4 as level,
    'full-time' as mode, 'active' as status, '2025-09-22' as start_date, '' as end_date from student`

const chance = (salt: string): string => `(hash(student_id, day, ${salt}) % 10000) / 10000.0`

const days = (from: string, to: string): string =>
  `(select cast(d as date) as day from range(${from}, ${to}, interval 1 day) as days (d))`

const canvasSql = (from: string, to: string): string => `
  select student_id,
    strftime(day + to_seconds(cast(28800 + hash(student_id, day, n, 'time') % 50000 as bigint)), '%Y-%m-%dT%H:%M:%SZ') as occurred_at,
    case when n = 0 and hash(i, day) % 4 = 0 then 'participation' else 'page-view' end as event, '' as count,
    programme_code || '-' || (hash(student_id, day, n, 'course') % 4) as course_code, '' as due_at
  from (select * from student cross join ${days(from, to)} where ${chance("'active'")} < 0.95 * zeal)
  cross join lateral (select unnest(range(0, cast(10 + hash(student_id, day, 'views') % 11 as bigint))) as n)
  order by occurred_at`

const attendanceSql = (from: string, to: string): string => `
  select student_id, printf('%s-%s-%d', programme_code, day, n) as session_id, printf('%sT%02d:00:00', day, 9 + n) as starts_at,
    case when ${chance('n')} < 0.3 + 0.7 * zeal then 'present' else 'absent' end as status,
    'lecture' as session_type, programme_code || '-' || n as module_code
  from student cross join ${days(from, to)} cross join (values (0), (1)) as sessions (n)
  where isodow(day) < 6 order by starts_at, student_id`

const activityDaySql = (from: string, to: string): string => `
  select student_id, day, source, event, 1 + hash(student_id, day, event) % 20 as count
  from student cross join ${days(from, to)}
  cross join (values ('canvas', 'page-view', 0.95), ('canvas', 'participation', 0.2), ('library', 'visit', 0.2), ('printing', 'job', 0.07)) as events (source, event, share)
  where ${chance("event || 'x'")} < share * zeal order by day, student_id`
