import { indicator as standard } from '../../../data/configuration/standard.json'
import { parseConfiguration, standardConfiguration } from '../../../data/configuration/indicator'
import { standardExpectations } from '../../../data/configuration/expectations'
import { scoreWeeks, type ScoreOptions } from '../../../data/scoring/run'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { organisation, students } from '../../support/university-feeds'
import { loadWorkedWeek } from './worked-week'

const store = useUniversity(async () => {
  await loadWorkedWeek(files)
  await score()
})
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

it('all weeks are made with the present configuration where that is asked for', async () => {
  const weeks = await score({ configuration: changed, reconfigure: true })
  expect(weeks.map(([week]) => week)).toEqual([
    '2026-10-19',
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
  ])
  expect(await bandOf('2026-11-09')).toMatchObject({ configuration: changed.version })
})

it.each([
  ['windows', { ...standard, windowDays: 21, reachDays: 100, partTimeFactor: 3 }, standardExpectations],
  [
    'what is expected of feeds',
    standard,
    { ...standardExpectations, lateAfterTeachingDays: 20, silentAfterTeachingDays: 30 },
  ],
])(
  'changed %s leave the past as it was, also where late data make it anew',
  async (_, values, expectations) => {
    const configuration = parseConfiguration(values, expectations)
    const librarySince = () =>
      store()
        .db.selectFrom('indicator_week')
        .select(['state', 'days', 'reason'])
        .where('week_start', '<', '2026-11-16')
        .where('source', '=', 'library')
        .orderBy('week_start')
        .orderBy('student_id')
        .execute()
    const before = await librarySince()
    expect(await score({ configuration })).toEqual([['2026-11-16', configuration.version]])
    await files.load(
      'attendance',
      lines('student_id,session_id,starts_at,status', '00000004,E8,2026-10-27T09:00:00Z,present'),
    )
    expect(await score({ configuration })).toEqual([
      ['2026-10-26', standardConfiguration.version],
      ['2026-11-02', standardConfiguration.version],
      ['2026-11-09', standardConfiguration.version],
      ['2026-11-16', configuration.version],
    ])
    expect(await librarySince()).toEqual(before)
  },
)

describe('weeks whose trend compares with a week made anew', () => {
  const configuration = parseConfiguration({
    ...standard,
    windowDays: 7,
    submissionWindowDays: 7,
    partTimeFactor: 1,
    reachDays: 1,
    minimumDays: 3,
    minimumSubmissionDays: 3,
    trend: { change: 15, weeks: 2, leastWeeks: 1 },
  })
  const lateRow = lines('student_id,session_id,starts_at,status', '00000004,E8,2026-10-20T09:00:00Z,absent')
  const weeksOf = (weeks: string[][]) => weeks.map(([week]) => week)

  beforeEach(async () => {
    await score({ configuration, reconfigure: true })
    await files.load('attendance', lateRow)
  })

  it('are made anew with it', async () => {
    expect(weeksOf(await score({ configuration }))).toEqual(['2026-10-19', '2026-10-26', '2026-11-02'])
    expect(await score({ configuration })).toEqual([])
  })

  it('are made anew where that was cut off', async () => {
    const cutOff = () => {
      throw new Error('cut off')
    }
    await expect(score({ configuration, onWeek: cutOff })).rejects.toThrow('cut off')
    expect(weeksOf(await score({ configuration }))).toEqual(['2026-10-26', '2026-11-02'])
    expect(await score({ configuration })).toEqual([])
  })

  it('are made anew after a score of that week alone', async () => {
    await score({ configuration, from: '2026-10-19', to: '2026-10-19' })
    expect(weeksOf(await score({ configuration }))).toEqual(['2026-10-26', '2026-11-02'])
  })
})

it('a past week keeps what was expected of the feeds, also from before that was kept', async () => {
  const expectations = { ...standardExpectations, lateAfterTeachingDays: 20, silentAfterTeachingDays: 30 }
  const configuration = parseConfiguration(standard, expectations)
  await score({ configuration, reconfigure: true })
  const { feeds: _later, version: _own, ...values } = configuration
  const { db } = store()
  await db
    .insertInto('score_configuration')
    .values({ version: 'of-old', content: JSON.stringify(values), first_used_at: clock().toISOString() })
    .execute()
  await db.updateTable('score_run').set({ configuration: 'of-old' }).execute()
  expect(await score({ configuration })).toEqual([['2026-11-16', configuration.version]])
})

it('a past week keeps its configuration where a programme has moved to another school since', async () => {
  await score({ configuration: changed })
  const moved = organisation.replace(
    'ANC,programme,Ancient History,HIS',
    'HUM,school,Humanities,ART\nANC,programme,Ancient History,HUM',
  )
  await files.load('organisation', moved)
  await score({ configuration: changed })
  await files.load(
    'attendance',
    lines('student_id,session_id,starts_at,status', '00000052,E9,2026-10-27T09:00:00Z,present'),
  )
  await score({ configuration: changed })
  const past = await store()
    .db.selectFrom('score_week')
    .select('configuration')
    .where('student_id', '=', '00000052')
    .where('week_start', '=', '2026-10-26')
    .executeTakeFirstOrThrow()
  expect(past.configuration).toBe(standardConfiguration.version)
})

it('every configuration is kept with its values', async () => {
  await score({ configuration: changed })
  const held = await store().db.selectFrom('score_configuration').selectAll().execute()
  const kept = held.map(({ version, content }) => ({ ...(JSON.parse(content) as object), version }))
  expect(kept).toHaveLength(2)
  expect(kept).toEqual(expect.arrayContaining([standardConfiguration, changed]))
})

it('a past week keeps its configuration, also from before the product had all of its settings', async () => {
  const { absenceGapDays: _later, ...values } = { ...standard, thresholds: changed.thresholds }
  const { db } = store()
  await db
    .insertInto('score_configuration')
    .values({ version: 'of-old', content: JSON.stringify(values), first_used_at: clock().toISOString() })
    .execute()
  await db
    .updateTable('score_run')
    .set({ configuration: 'of-old' })
    .where('week_start', '=', '2026-11-09')
    .execute()
  expect(await score({ from: '2026-11-09', to: '2026-11-09' })).toEqual([['2026-11-09', 'of-old']])
  expect(await bandOf('2026-11-09')).toEqual({ band: 'low', configuration: 'of-old' })
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

describe('a past week that late data make anew', () => {
  const past = '2026-10-26'
  const attendanceRow = (id: string) =>
    lines('student_id,session_id,starts_at,status', `${id},E9,2026-10-27T09:00:00Z,present`)
  const scoreOf = (id: string) =>
    store()
      .db.selectFrom('score_week')
      .innerJoin('indicator_week', (join) =>
        join
          .onRef('indicator_week.student_id', '=', 'score_week.student_id')
          .onRef('indicator_week.week_start', '=', 'score_week.week_start'),
      )
      .select(['programme_code', 'level', 'mode', 'source', 'state', 'amount', 'peers'])
      .where('score_week.week_start', '=', past)
      .where('score_week.student_id', '=', id)
      .orderBy('source')
      .execute()
  const attendedOf = async (id: string) =>
    (await scoreOf(id)).find(({ source }) => source === 'attendance')?.amount

  beforeEach(async () => {
    const moved = students
      .replace(/^(00000001.*),CSC,4,full-time/mu, '$1,STA,5,part-time')
      .replace(/^(00000002.*),CSC,4,full-time/mu, '$1,SEN,4,full-time')
    await files.load('students', moved)
  })

  it('keeps everybody where they studied then', async () => {
    const before = { one: await scoreOf('00000001'), two: await scoreOf('00000002') }
    expect(before.one[0]).toMatchObject({ programme_code: 'CSC', level: 4, mode: 'full-time' })
    await files.load('attendance', attendanceRow('00000003'))
    expect(await score()).toContainEqual([past, standardConfiguration.version])
    expect(await attendedOf('00000003')).toBe(1)
    expect({ one: await scoreOf('00000001'), two: await scoreOf('00000002') }).toEqual(before)
    const [now] = await store()
      .db.selectFrom('score_week')
      .select(['programme_code', 'level', 'mode'])
      .where('week_start', '=', '2026-11-16')
      .where('student_id', '=', '00000001')
      .execute()
    expect(now).toEqual({ programme_code: 'STA', level: 5, mode: 'part-time' })
  })

  it('keeps the attendance of who studies in another mode since', async () => {
    const before = await scoreOf('00000051')
    const changedMode = students.replace(/^(00000051.*),ANC,6,full-time/mu, '$1,ANC,6,part-time')
    await files.load('students', changedMode)
    await files.load('attendance', attendanceRow('00000052'))
    await score()
    expect(await attendedOf('00000052')).toBe(1)
    expect(await scoreOf('00000051')).toEqual(before)
  })

  it('knows what comes for those who have moved, once', async () => {
    await files.load('attendance', attendanceRow('00000001'))
    await files.load('attendance', attendanceRow('00000002'))
    await score()
    expect([await attendedOf('00000001'), await attendedOf('00000002')]).toEqual([1, 1])
    const views = lines(
      'student_id,occurred_at,event,course_code,due_at',
      ...['00000001', '00000002'].map((id) => `${id},2026-10-27T10:00:00Z,page-view,CS101,`),
    )
    await files.load('canvas', views)
    await score()
    for (const id of ['00000001', '00000002'])
      expect((await scoreOf(id)).find(({ source }) => source === 'canvas')).toMatchObject({ amount: 1 })
  })
})

it('a past week knows what came for a student while the records had them in another school', async () => {
  const past = '2026-10-26'
  await files.load('students', students.replace(/^(00000001.*),CSC,/mu, '$1,STA,'))
  await files.load(
    'attendance',
    lines('student_id,session_id,starts_at,status', '00000001,E9,2026-10-27T09:00:00Z,present'),
  )
  await files.load('students', students)
  expect(await score()).toContainEqual([past, standardConfiguration.version])
  const attended = await store()
    .db.selectFrom('indicator_week')
    .select('amount')
    .where('student_id', '=', '00000001')
    .where('week_start', '=', past)
    .where('source', '=', 'attendance')
    .executeTakeFirstOrThrow()
  expect(attended).toEqual({ amount: 1 })
  expect(await score()).toEqual([])
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
