import { indicator as standard } from '../../../data/configuration/standard.json'
import { parseConfiguration, standardConfiguration } from '../../../data/configuration/indicator'
import { scoreWeeks, type ScoreOptions } from '../../../data/scoring/run'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { students, useUniversity } from '../../support/university'
import { loadWorkedWeek } from './worked-week'

const store = useUniversity()
const files = useFeedFiles(store)
const changed = parseConfiguration({
  ...standard,
  thresholds: { high: 95, good: 90, partial: 85 },
})

const score = async (options: Partial<ScoreOptions> = {}) => {
  const weeks = await scoreWeeks(store(), { clock, configuration: standardConfiguration, ...options })
  return weeks.map(({ weekStart, configurations }) => [weekStart, ...configurations])
}
const bandOf = async (week: string) =>
  store()
    .db.selectFrom('score_week')
    .select(['band', 'configuration'])
    .where('student_id', '=', '00000004')
    .where('week_start', '=', week)
    .executeTakeFirstOrThrow()

beforeEach(async () => {
  await loadWorkedWeek(files)
  await score()
})

it('a changed configuration makes the newest week anew and leaves the past as it was', async () => {
  const past = await bandOf('2026-11-09')
  expect(await score({ configuration: changed })).toEqual([['2026-11-16', changed.version]])
  expect(await bandOf('2026-11-16')).toEqual({ band: 'low', configuration: changed.version })
  expect(await bandOf('2026-11-09')).toEqual(past)
  expect(await score({ configuration: changed })).toEqual([])
})

it('late data score a past week again with the configuration that made it', async () => {
  await score({ configuration: changed })
  await files.load(
    'attendance',
    lines('student_id,session_id,starts_at,status', '00000004,E8,2026-11-03T09:00:00Z,present'),
  )
  const again = await score({ configuration: changed })
  expect(again).toContainEqual(['2026-11-09', standardConfiguration.version])
  expect(again).toContainEqual(['2026-11-16', changed.version])
})

it('the weeks asked for keep their configuration too, unless all are to be made with the present one', async () => {
  const from = '2026-11-09'
  expect(await score({ configuration: changed, from })).toEqual([
    ['2026-11-09', standardConfiguration.version],
    ['2026-11-16', changed.version],
  ])
  expect(await score({ configuration: changed, from, reconfigure: true })).toEqual([
    ['2026-11-09', changed.version],
    ['2026-11-16', changed.version],
  ])
})

it('every configuration is kept with its values', async () => {
  await score({ configuration: changed })
  const held = await store().db.selectFrom('score_configuration').selectAll().execute()
  const parsed = held.map(({ version, content }) => [
    version,
    parseConfiguration(JSON.parse(content)).version,
  ])
  expect(parsed.sort()).toEqual(
    [standardConfiguration.version, changed.version].map((version) => [version, version]).sort(),
  )
})

it('what changes in one school leaves the scores of the others alone', async () => {
  const runs = () =>
    store()
      .db.selectFrom('score_run')
      .select(['school_code', 'mode', 'load_id'])
      .where('week_start', '=', '2026-11-16')
      .orderBy('school_code')
      .orderBy('mode')
      .execute()
  const before = await runs()
  await files.load(
    'attendance',
    lines('student_id,session_id,starts_at,status', '00000041,E8,2026-11-17T09:00:00Z,present'),
  )
  await score()
  const after = await runs()
  const newer = after.filter((run, index) => run.load_id > (before[index]?.load_id ?? 0))
  expect(newer.map(({ school_code }) => school_code)).toEqual(['MAT'])
})

describe('interrupted studies', () => {
  const status = (id: string, value: string, end = '') =>
    students.replace(new RegExp(`^(${id}.*),active,([^,]*),.*$`, 'mu'), `$1,${value},$2,${end}`)

  it('do not count once the student is back', async () => {
    await files.load('students', status('00000004', 'interrupted', '2026-11-09'))
    await files.load('students', students)
    const pauses = await store().db.selectFrom('interruption').selectAll().execute()
    expect(pauses).toEqual([{ student_id: '00000004', start_date: '2026-11-09', end_date: '2026-11-24' }])
    await score()
    const attended = await store()
      .db.selectFrom('indicator_week')
      .select(['state', 'expected'])
      .where('student_id', '=', '00000004')
      .where('week_start', '=', '2026-11-16')
      .where('source', '=', 'attendance')
      .executeTakeFirstOrThrow()
    // All four events fell into the pause.
    expect(attended).toEqual({ state: 'not-applicable', expected: 0 })
  })

  it('are one pause however often the records repeat it, and none where they are taken back at once', async () => {
    const interrupted = status('00000004', 'interrupted', '2026-11-09')
    await files.load('students', interrupted)
    await files.load('students', interrupted.replace('Robin', 'Kim'))
    await files.load('students', status('00000005', 'interrupted'))
    await files.load('students', students)
    const pauses = await store().db.selectFrom('interruption').selectAll().execute()
    expect(pauses).toEqual([{ student_id: '00000004', start_date: '2026-11-09', end_date: '2026-11-24' }])
  })
})
