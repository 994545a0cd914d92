import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export interface BenchSize {
  students: number
  programmes: number
  tuteesATutor: number
}

/** The year that the files are about: 52 weeks from a Monday. */
export const firstDay = '2025-09-22'
export const lastDay = '2026-09-20'

/**
 * Writes the feed files of a whole year, the same each time: about 333 facts a student, of which 7 in 10 are Canvas.
 * Gives the files by feed, in the order in which they are to be loaded.
 */
export async function writeUniversity(
  folder: string,
  size: BenchSize,
): Promise<{ feed: string; files: string[] }[]> {
  mkdirSync(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:')
  const duck = await instance.connect()
  const write = async (name: string, query: string): Promise<string> => {
    const file = path.join(folder, `${name}.csv`)
    await duck.run(`copy (${query}) to '${file}' (header, delimiter ',')`)
    return file
  }
  const chance = (salt: string): string => `(hash(student_id, day, '${salt}') % 10000) / 10000.0`
  await duck.run(`
    create table student as
      select printf('%08d', i) as student_id, i, printf('P%03d', i % ${size.programmes}) as programme_code,
        4 + (i // ${size.programmes}) % 3 as level, 0.15 + 0.8 * ((hash(i, 'zeal') % 1000) / 1000.0) as zeal
      from range(1, ${size.students} + 1) as numbers (i);
    create table day as select cast(d as date) as day from range(date '${firstDay}', date '${lastDay}' + 1, interval 1 day) as days (d);`)

  const organisation = await write(
    'organisation',
    `select * from (values ('F', 'faculty', 'Faculty', '')) as f (unit_code, kind, name, parent_code)
     union all select printf('S%02d', s), 'school', printf('School %d', s), 'F' from range(0, 8) as schools (s)
     union all select printf('P%03d', p), 'programme', printf('Programme %d', p), printf('S%02d', p % 8) from range(0, ${size.programmes}) as programmes (p)`,
  )
  const students = await write(
    'students',
    `select student_id, printf('Given%d', i) as given_name, printf('Family%d', i) as family_name,
       printf('u%d@students.example', i) as email, '' as mobile, '' as photo_url, programme_code, level,
       'full-time' as mode, 'active' as status, '${firstDay}' as start_date, '' as end_date from student`,
  )
  const tutors = Math.max(300, Math.ceil(size.students / size.tuteesATutor))
  const staff = await write(
    'staff',
    `select printf('T%05d', t) as staff_id, 'Tess' as given_name, printf('Tutor%d', t) as family_name,
       printf('t%d@university.example', t) as email, printf('00000000-0000-4000-8000-%012d', t) as entra_object_id
     from range(0, ${tutors}) as tutors (t)`,
  )
  const assignments = await write(
    'assignments',
    `select printf('T%05d', i % ${tutors}) as staff_id, 'personal-tutor' as role, '' as scope_code, '' as level, student_id, '${firstDay}' as start_date, '' as end_date from student
     union all select printf('T%05d', p), 'programme-leader', printf('P%03d', p), '', '', '${firstDay}', '' from range(0, ${size.programmes}) as programmes (p)
     union all select printf('T%05d', ${size.programmes} + s), 'director-of-school', printf('S%02d', s), '', '', '${firstDay}', '' from range(0, 8) as schools (s)
     union all select printf('T%05d', ${size.programmes} + 8), 'elt', '', '', '', '${firstDay}', ''`,
  )
  const calendar = await write(
    'calendar',
    `select '${firstDay}' as start_date, '${lastDay}' as end_date, 'teaching' as kind, '' as programme_code, '' as level, '' as label`,
  )
  const activity: string[] = []
  const attendance: string[] = []
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const days = `(select * from day where date_diff('week', date '${firstDay}', day) // 13 = ${quarter})`
    const one = (source: string, event: string, share: number): string =>
      `select student_id, day, '${source}' as source, '${event}' as event,
         1 + hash(student_id, day, '${event} amount') % 20 as count
       from student cross join ${days} where ${chance(event)} < ${share} * zeal`
    activity.push(
      await write(
        `activity-day-${quarter}`,
        [
          one('canvas', 'page-view', 0.95),
          one('canvas', 'participation', 0.2),
          one('library', 'visit', 0.2),
          one('printing', 'job', 0.07),
        ].join(' union all '),
      ),
    )
    attendance.push(
      await write(
        `attendance-${quarter}`,
        `select student_id, printf('%s-%s', programme_code, day) as session_id, printf('%sT10:00:00', day) as starts_at,
           case when ${chance('came')} < 0.3 + 0.7 * zeal then 'present' else 'absent' end as status,
           'lecture' as session_type, programme_code as module_code
         from student cross join ${days} where dayofweek(day) in (1, 3) and ${chance('expected')} < 0.64`,
      ),
    )
  }
  const submissions = await write(
    'canvas',
    `select student_id, printf('%sT12:%02d:00Z', day, i % 60) as occurred_at, 'submission' as event, 1 as count, programme_code as course_code,
       printf('%sT17:00:00Z', day) as due_at
     from student cross join day where dayofweek(day) = 5 and ${chance('handed in')} < 0.2 * zeal`,
  )
  duck.closeSync()
  instance.closeSync()
  return [
    { feed: 'organisation', files: [organisation] },
    { feed: 'students', files: [students] },
    { feed: 'staff', files: [staff] },
    { feed: 'assignments', files: [assignments] },
    { feed: 'calendar', files: [calendar] },
    { feed: 'activity-day', files: activity },
    { feed: 'attendance', files: attendance },
    { feed: 'canvas', files: [submissions] },
  ]
}
