import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { statementsOf } from '../../../data/store/statements'
import { repository } from '../../support/command'
import { lines, useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'

const store = useUniversity(async () => {
  await files.load(
    'canvas',
    lines(
      canvas,
      '00000001,2026-11-19T09:00:00Z,page-view,5,A',
      '00000001,2026-11-19T10:00:00Z,participation,,A',
      '00000002,2026-11-19T09:00:00Z,page-view,2,A',
      '00000002,2026-11-20T09:00:00Z,submission,2,A',
    ),
  )
  await files.load(
    'attendance',
    lines(
      'student_id,session_id,starts_at,status',
      '00000001,a,2026-11-20T09:00:00Z,present',
      '00000001,b,2026-11-20T11:00:00Z,late',
      '00000002,a,2026-11-20T09:00:00Z,absent',
    ),
  )
})
const files = useFeedFiles(store)

const held = () => store().db.selectFrom('source_day').selectAll().orderBy('source').orderBy('day').execute()
const canvas = 'student_id,occurred_at,event,count,course_code'

const expected = [
  { source: 'attendance', day: '2026-11-20', records: 3, students: 1 },
  { source: 'canvas', day: '2026-11-19', records: 3, students: 2 },
  { source: 'submissions', day: '2026-11-20', records: 2, students: 1 },
]

it('holds what each load brought, per source and day', async () => {
  expect(await held()).toEqual(expected)
})

it('counts a day again when more of it comes, and one that is left when a record moves', async () => {
  await files.load('canvas', lines(canvas, '00000003,2026-11-19T11:00:00Z,page-view,1,A'))
  expect(await held()).toContainEqual({ source: 'canvas', day: '2026-11-19', records: 4, students: 3 })
  await files.load(
    'attendance',
    lines('student_id,session_id,starts_at,status', '00000001,a,2026-11-23T09:00:00Z,present'),
  )
  expect(await held()).toEqual(
    expect.arrayContaining([
      { source: 'attendance', day: '2026-11-20', records: 2, students: 1 },
      { source: 'attendance', day: '2026-11-23', records: 1, students: 1 },
    ]),
  )
})

it('is filled by the migration from what was held before, just as by the loads', async () => {
  const { db, engine } = store()
  await db.deleteFrom('source_day').execute()
  const file = path.join(repository, 'data', 'migrations', `0004-feed-health.${engine}.sql`)
  const filling = statementsOf(readFileSync(file, 'utf8')).filter((each) => each.startsWith('insert into'))
  expect(filling).toHaveLength(3)
  for (const statement of filling) await sql.raw(statement).execute(db)
  expect(await held()).toEqual(expected)
})
