import { sql } from 'kysely'
import {
  parseConfiguration,
  standardConfiguration as configuration,
} from '../../../data/configuration/indicator'
import { indicator as standard } from '../../../data/configuration/standard.json'
import { scoreWeeks } from '../../../data/scoring/run'
import { daysFromTo } from '../../../data/domain/day'
import { recountSourceDays } from '../../../data/records/source-days'
import { itOnSqlite } from '../../support/engines'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { calendar, students } from '../../support/university-feeds'
import { dozen, loadWorkedWeek } from './worked-week'

const store = useUniversity(() => loadWorkedWeek(files))
const files = useFeedFiles(store)

const score = async (options: { from?: string; to?: string; now?: string } = {}) => {
  const { now, ...days } = options
  const time = now === undefined ? clock : () => new Date(now)
  const weeks = await scoreWeeks(store(), { clock: time, configuration, ...days })
  return weeks.map(({ weekStart }) => weekStart)
}
const all = ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16']

it('scores every week with data, oldest first, then none until something changes', async () => {
  expect(await score()).toEqual(all)
  const before = await tableContents(store())
  expect(await score()).toEqual([])
  expect(await tableContents(store())).toEqual(before)
})

it('gives the same rows whenever it scores the same data', async () => {
  await score()
  const before = await tableContents(store())
  expect(await score({ from: '2026-10-19', to: '2026-11-22' })).toEqual(all)
  expect(await tableContents(store())).toEqual(before)
})

it('scores the weeks asked for, whole weeks, whether they need it or not', async () => {
  expect(await score({ from: '2026-11-04', to: '2026-11-11' })).toEqual(['2026-11-02', '2026-11-09'])
  expect(await score({ from: '2026-11-12' })).toEqual(['2026-11-09', '2026-11-16'])
  expect(await score({ to: '2026-10-31' })).toEqual(['2026-10-19', '2026-10-26'])
  const ends = await store()
    .db.selectFrom('score_week')
    .select('data_to')
    .distinct()
    .orderBy('data_to')
    .execute()
  expect(ends.map(({ data_to }) => data_to)).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
    '2026-11-23',
  ])
})

it('scores a running week to today, and again as it grows', async () => {
  expect(await score({ now: '2026-11-18T09:00:00Z' })).toEqual(all)
  expect(await score({ now: '2026-11-18T20:00:00Z' })).toEqual([])
  expect(await score({ now: '2026-11-19T09:00:00Z' })).toEqual(['2026-11-16'])
  expect(await score()).toEqual(['2026-11-16'])
})

it('scores the weeks again whose windows late data touch', async () => {
  await score()
  await files.load(
    'attendance',
    lines('student_id,session_id,starts_at,status', '00000001,E9,2026-11-10T15:00:00Z,absent'),
  )
  expect(await score()).toEqual(['2026-11-09', '2026-11-16'])
  const row = await store()
    .db.selectFrom('indicator_week')
    .selectAll()
    .where('student_id', '=', '00000001')
    .where('source', '=', 'attendance')
    .where('week_start', '=', '2026-11-16')
    .executeTakeFirst()
  expect(row).toMatchObject({ indicator: 40, expected: 5 })
})

it('scores again the weeks whose days another calendar changes, and the last two with other enrolments', async () => {
  await score()
  await files.load('students', students.replace('Robin', 'Kim'))
  expect(await score()).toEqual([])
  await files.load('students', students.replace(/^(00000001.*),4,full-time/m, '$1,5,full-time'))
  expect(await score()).toEqual(['2026-11-09', '2026-11-16'])
  await files.load('calendar', calendar.replace('2026-12-19', '2026-12-18'))
  expect(await score()).toEqual([])
  await files.load('calendar', calendar.replaceAll('2026-11-02', '2026-11-03'))
  expect(await score()).toEqual(['2026-11-02', '2026-11-09', '2026-11-16'])
})

it('leaves out whom the records say was not studying', async () => {
  const [active, interrupted, withdrawn] = ['00000001', '00000002', '00000003']
  const records = students
    .replace(/^(00000002.*),active,(.*),$/m, '$1,interrupted,$2,2026-11-15')
    .replace(/^(00000003.*),active,(.*),$/m, '$1,withdrawn,$2,')
  await files.load('students', records)
  await score()
  const scored = await store()
    .db.selectFrom('score_week')
    .select(['student_id', 'week_start'])
    .where('student_id', 'in', [active, interrupted, withdrawn].map(String))
    .execute()
  const weeksOf = (id: string) =>
    scored.filter(({ student_id }) => student_id === id).map(({ week_start }) => week_start)
  expect(weeksOf('00000001')).toEqual(all)
  expect(weeksOf('00000002')).toEqual(['2026-10-19', '2026-10-26', '2026-11-02'])
  expect(weeksOf('00000003')).toEqual([])
})

describe('a source without weight', () => {
  const scored = async (values: object) => {
    await scoreWeeks(store(), { clock, configuration: parseConfiguration({ ...standard, ...values }) })
    return store()
      .db.selectFrom('score_week')
      .select(['score', 'band', 'main_reason'])
      .where('week_start', '=', '2026-11-16')
      .where('student_id', 'in', dozen)
      .execute()
  }

  it('says neither by which thresholds nor why', async () => {
    const rows = await scored({
      weights: { ...standard.weights, attendance: 0 },
      thresholdsWithoutAttendance: { high: 3, good: 2, partial: 1 },
    })
    expect(rows).toHaveLength(12)
    expect(rows.filter(({ band }) => band !== 'high')).toEqual([])
    expect(rows.some(({ score }) => (score ?? 0) < standard.thresholds.partial)).toBe(true)
    expect(rows.filter(({ main_reason }) => main_reason.startsWith('Attended'))).toEqual([])
  })

  it('leaves everybody unknown where no other has any', async () => {
    const weights = { attendance: 0, canvas: 0, submissions: 0, library: 0, printing: 0 }
    const rows = await scored({ weights, minimumWeight: 0 })
    expect(rows).toHaveLength(12)
    for (const row of rows) expect(row).toMatchObject({ score: null, band: 'unknown' })
  })
})

it('does nothing in a store without activity', async () => {
  await sql`delete from activity_day`.execute(store().db)
  await sql`delete from attendance`.execute(store().db)
  await sql`delete from submission`.execute(store().db)
  await recountSourceDays(store().db, daysFromTo('2026-10-01', '2026-11-24'))
  expect(await score()).toEqual([])
})

itOnSqlite('writes a week whole or not at all', async () => {
  await score()
  await sql`create trigger broken before insert on indicator_week when new.student_id = '00000054' begin select raise(abort, 'disk failed'); end`.execute(
    store().db,
  )
  const before = await tableContents(store())
  await expect(score({ from: '2026-11-16' })).rejects.toThrow('disk failed')
  expect(await tableContents(store())).toEqual(before)
})
