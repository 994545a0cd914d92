import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { daysFromTo } from '../../../data/domain/day'
import { scoreWeeks } from '../../../data/scoring/run'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { attendance, canvas, loadWorkedWeek, printing, workedWeek } from './worked-week'

const store = useUniversity()
const files = useFeedFiles(store)

const score = () => scoreWeeks(store(), { clock, configuration, from: workedWeek, to: workedWeek })
const scoreOf = (id: string) =>
  store()
    .db.selectFrom('score_week')
    .selectAll()
    .where('student_id', '=', id)
    .where('week_start', '=', workedWeek)
    .executeTakeFirst()
const indicatorsOf = async (id: string) => {
  const rows = await store()
    .db.selectFrom('indicator_week')
    .selectAll()
    .where('student_id', '=', id)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.source, row]))
}

describe('the week of 16 November, worked out by hand', () => {
  beforeEach(async () => {
    await loadWorkedWeek(files)
    await score()
  })

  // Weights: attendance 0.35, Canvas 0.25, submissions 0.25, library 0.1 (left out: late), printing 0.05.
  // Percentile of rank: 100 × (peers below + half of the equal ones, oneself included) / 12.
  it.each([
    // Attended 2 of 4: 50. Canvas: lowest of twelve: 0.5 / 12 → 4.17. Submissions: among the six without: 3 / 12 → 25.
    // (0.35 × 50 + 0.25 × 4.1667 + 0.25 × 25) / 0.85
    ['00000001', (17.5 + 0.25 * (50 / 12 + 25)) / 0.85, 'low', 'Canvas use in the lowest tenth of peers'],
    // (0.35 × 100 + 0.25 × 29.1667 + 0.25 × 25) / 0.85
    ['00000004', (35 + 0.25 * (350 / 12 + 25)) / 0.85, 'good', 'Attended 100 % of teaching events'],
    // Late: half a submission, above the six without, below the five on time: 6.5 / 12 → 54.17; Canvas the same.
    // (0.35 × 100 + 0.25 × 54.1667 + 0.25 × 54.1667) / 0.85
    ['00000007', (35 + 0.5 * (650 / 12)) / 0.85, 'good', 'Attended 100 % of teaching events'],
    // Canvas 11.5 / 12 → 95.83. Submissions: (7 + 2.5) / 12 → 79.17. Printing: (10 + 1) / 12 → 91.67, counted.
    // (0.35 × 100 + 0.25 × 95.8333 + 0.25 × 79.1667 + 0.05 × 91.6667) / 0.9
    [
      '00000012',
      (35 + (0.25 * 1150 + 0.25 * 950 + 0.05 * 1100) / 12) / 0.9,
      'high',
      'Attended 100 % of teaching events',
    ],
  ])('student %s scores %d: %s', async (id, expected, band, mainReason) => {
    const row = await scoreOf(id)
    expect(row).toMatchObject({ band, main_reason: mainReason, trend: null, data_to: '2026-11-23' })
    expect(row?.score).toBeCloseTo(expected, 9)
  })

  it('keeps the contributions with their reasons', async () => {
    const {
      attendance: attended,
      canvas: viewed,
      submissions,
      library,
      printing: printed,
    } = await indicatorsOf('00000001')
    expect(attended).toMatchObject({
      state: 'counted',
      indicator: 50,
      amount: 2,
      expected: 4,
      days: 14,
      weight: 0.35,
    })
    expect(viewed).toMatchObject({ state: 'counted', amount: 1, expected: null, days: 14, peers: 12 })
    expect(submissions).toMatchObject({
      state: 'counted',
      indicator: 25,
      days: 28,
      reason: 'No work submitted in 28 days',
    })
    expect(library).toMatchObject({
      state: 'late-feed',
      indicator: null,
      reason: 'Library: data only to Friday 30 October, so it is left out',
    })
    expect(printed).toMatchObject({
      state: 'not-applicable',
      indicator: null,
      reason: 'Printing: few peers use it, so it is left out',
    })
  })

  it('counts a late submission half', async () => {
    expect((await indicatorsOf('00000007')).submissions).toMatchObject({ amount: 0.5 })
    expect((await indicatorsOf('00000008')).submissions).toMatchObject({ amount: 1 })
  })

  it('reads silence in two sources as none, compared within the school where peers are few', async () => {
    expect(await scoreOf('00000021')).toMatchObject({
      band: 'none',
      last_active: null,
      main_reason: 'No activity in any source in 14 days or longer',
    })
    expect((await indicatorsOf('00000021')).canvas).toMatchObject({ state: 'counted', peers: 18, amount: 0 })
  })

  it('says unknown where even the school has too few to compare with', async () => {
    expect(await scoreOf('00000041')).toMatchObject({
      band: 'unknown',
      score: null,
      main_reason: 'Too little data to say: no source can be judged',
    })
  })

  it('looks twice as far back at part-time students', async () => {
    const since = daysFromTo('2026-09-21', '2026-10-18').map(
      (day) => `00000051,${day}T10:00:00Z,page-view,AH101,`,
    )
    await files.load('canvas', lines('student_id,occurred_at,event,course_code,due_at', ...since))
    await score()
    const { canvas: viewed, submissions } = await indicatorsOf('00000031')
    expect([viewed?.days, submissions?.days]).toEqual([28, 56])
  })
})

describe('a dead feed', () => {
  it('of Canvas leaves silent students unknown, never none', async () => {
    await files.load('attendance', attendance)
    await files.load('canvas', canvas.replaceAll('2026-11', '2026-10'))
    await files.load('printing', printing)
    await score()
    expect(await scoreOf('00000021')).toMatchObject({ band: 'unknown', score: null })
    expect((await indicatorsOf('00000021')).submissions).toMatchObject({ state: 'late-feed' })
    expect(await scoreOf('00000001')).toMatchObject({ band: 'good', score: 50 })
  })

  it('of everything scores no further week', async () => {
    await files.load('canvas', canvas.replaceAll('2026-11', '2026-10'))
    expect(await score()).toEqual([])
  })
})

describe('the trend', () => {
  const { change } = configuration.trend
  const attended = (student_id: string, week_start: string, indicator: number) => ({
    student_id,
    week_start,
    source: 'attendance' as const,
    state: 'counted' as const,
    indicator,
    weight: 0.35,
    days: 14,
    peers: 0,
    reason: 'Earlier',
  })
  const scored = ({ student_id, week_start }: { student_id: string; week_start: string }) => ({
    student_id,
    week_start,
    data_to: week_start,
    score: 50,
    band: 'good' as const,
    main_reason: 'Earlier',
    configuration: configuration.version,
  })

  it('compares with the four weeks whose windows ended before this one’s', async () => {
    await loadWorkedWeek(files)
    const earlier = [
      // Attendance now: student 1 50 %, the others 100 %. The weeks around these two are not compared with.
      ...['2026-10-12', '2026-11-02'].flatMap((week) => [
        attended('00000001', week, 50 + change),
        attended('00000004', week, 100 - change),
        attended('00000007', week, 100 - change + 1),
      ]),
      ...['2026-10-05', '2026-11-09'].flatMap((week) => [
        attended('00000001', week, 0),
        attended('00000004', week, 100),
        attended('00000007', week, 0),
        attended('00000008', week, 0),
      ]),
      attended('00000002', '2026-11-02', 0),
    ]
    await store().db.insertInto('score_week').values(earlier.map(scored)).execute()
    await store().db.insertInto('indicator_week').values(earlier).execute()
    await score()
    const trends = Object.fromEntries(
      await Promise.all(
        ['00000001', '00000004', '00000007', '00000008', '00000002'].map(
          async (id) => [id, (await scoreOf(id))?.trend] as const,
        ),
      ),
    )
    expect(trends).toEqual({
      '00000001': 'falling',
      '00000004': 'rising',
      '00000007': 'steady',
      '00000008': null,
      // One week is too few to compare with.
      '00000002': null,
    })
  })
})
