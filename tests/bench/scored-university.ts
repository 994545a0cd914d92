import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** The Monday on which seven weeks of facts begin, with a reading week in the third. */
export const firstDay = '2026-09-21'
export const lastWeek = '2026-11-02'
export const endDay = '2026-11-09'

/**
 * Writes the feed files of a university for seven weeks, the same each time: one in ten is part-time, one in fifty joined
 * late, one in a hundred absences is authorised. Gives the files by feed, in the order in which they are loaded.
 */
export async function writeScoredUniversity(folder: string, students: number): Promise<[string, string][]> {
  mkdirSync(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:')
  const duck = await instance.connect()
  const files: [string, string][] = []
  const write = async (feed: string, query: string): Promise<void> => {
    const file = path.join(folder, `${feed}.csv`)
    await duck.run(`copy (${query}) to '${file}' (header, delimiter ',')`)
    files.push([feed, file])
  }
  const programmes = Math.max(8, Math.round(students / 500))
  const chance = (salt: string): string => `(hash(student_id, day, '${salt}') % 10000) / 10000.0`
  const active = (source: string, event: string, share: number): string => `
    select student_id, day, '${source}' as source, '${event}' as event,
      1 + hash(student_id, day, '${event} amount') % 20 as count
    from student cross join day where ${chance(event)} < ${share} * zeal`
  await duck.run(`
    create table student as
      select printf('%08d', i) as student_id, i, printf('P%04d', i % ${programmes}) as programme_code,
        4 + (i // ${programmes}) % 3 as level, if(hash(i, 'mode') % 10 = 0, 'part-time', 'full-time') as mode,
        if(hash(i, 'late') % 50 = 0, date '${firstDay}' + 21, date '${firstDay}') as start_date,
        0.15 + 0.8 * ((hash(i, 'zeal') % 1000) / 1000.0) as zeal
      from range(1, ${students} + 1) as numbers (i);
    create table day as
      select cast(d as date) as day from range(date '${firstDay}', date '${endDay}', interval 1 day) as days (d)`)
  await write(
    'organisation',
    `select * from (values ('F', 'faculty', 'Faculty', '')) as f (unit_code, kind, name, parent_code)
     union all select printf('S%02d', s), 'school', printf('School %d', s), 'F' from range(0, 8) as schools (s)
     union all select printf('P%04d', p), 'programme', printf('Programme %d', p), printf('S%02d', p % 8)
     from range(0, ${programmes}) as programmes (p)`,
  )
  await write(
    'students',
    `select student_id, 'Given' as given_name, printf('Family%d', i) as family_name,
       printf('u%d@students.example', i) as email, '' as mobile, '' as photo_url, programme_code, level, mode,
       'active' as status, start_date, '' as end_date from student`,
  )
  await write(
    'calendar',
    `select * from (values ('${firstDay}', '2026-12-19', 'teaching'), ('2026-10-05', '2026-10-12', 'reading'))
       as periods (start_date, end_date, kind)`,
  )
  await write(
    'activity-day',
    [
      active('canvas', 'page-view', 0.95),
      active('canvas', 'participation', 0.2),
      active('library', 'visit', 0.2),
      active('printing', 'job', 0.07),
    ].join(' union all '),
  )
  await write(
    'attendance',
    `select student_id, printf('%s-%s', programme_code, day) as session_id, printf('%sT10:00:00', day) as starts_at,
       case when ${chance('excused')} < 0.01 then 'authorised-absence'
         when ${chance('came')} < 0.3 + 0.7 * zeal then 'present' else 'absent' end as status
     from student cross join day where dayofweek(day) in (1, 2, 3)`,
  )
  await write(
    'canvas',
    `select student_id, printf('%sT%02d:%02d:00Z', day, 10 + i % 10, i % 60) as occurred_at, 'submission' as event,
       programme_code as course_code, printf('%sT17:00:00Z', day) as due_at
     from student cross join day where dayofweek(day) = 5 and ${chance('handed in')} < 0.3 * zeal`,
  )
  duck.closeSync()
  instance.closeSync()
  return files
}
