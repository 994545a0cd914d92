import { addDays } from '../../../data/domain/day'
import { badRowCounts } from '../../../data/sample/bad-rows'
import { demoTutees, type Situation } from '../../../data/sample/demo-tutees'
import { WrittenFeeds, type Feed, type Row } from './written-feeds'

const today = '2026-11-24'
let feeds: WrittenFeeds

beforeAll(async () => {
  feeds = await WrittenFeeds.write({ seed: 1, today })
})

afterAll(() => feeds.remove())

function tuteeIn(situation: Situation): string {
  return demoTutees.find((tutee) => tutee.situation === situation)?.student_id ?? ''
}

/** Page views of a student in whole weeks counted back from today. */
function pageViews(student: string, weeksAgoFrom: number, weeksAgoTo: number): number {
  const from = addDays(today, -7 * weeksAgoFrom)
  const to = addDays(today, -7 * weeksAgoTo)
  return feeds
    .rows('canvas')
    .filter((row) => row['student_id'] === student && row['event'] === 'page-view')
    .filter(({ occurred_at = '' }) => from <= occurred_at && occurred_at < to)
    .reduce((sum, row) => sum + Number(row['count']), 0)
}

function attendanceOf(student: string): string[] {
  return feeds
    .rows('attendance')
    .flatMap((row) => (row['student_id'] === student ? [row['status'] ?? ''] : []))
}

describe('activity', () => {
  const unknownOrImpossible = (row: Row, students: ReadonlySet<string>) => {
    const [day = ''] = (row['occurred_at'] ?? '').split('T')
    const instant = Date.parse(`${day}T00:00:00Z`)
    const real = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day)
    return !real || !students.has(row['student_id'] ?? '')
  }

  it.each(['canvas', 'library'] as const)('of %s has as many bad rows as it says', (feed) => {
    const students = new Set(feeds.column('students', 'student_id'))
    expect(feeds.rows(feed).filter((row) => unknownOrImpossible(row, students))).toHaveLength(
      badRowCounts[feed],
    )
  })

  it('ends yesterday, in the library ten days ago', () => {
    const lastDay = (feed: Feed, name: string) =>
      feeds
        .column(feed, name)
        .reduce((last, time) => (time > last && !time.includes('-13-') ? time : last), '')
        .slice(0, 10)
    expect(lastDay('attendance', 'starts_at')).toBe('2026-11-23')
    expect(lastDay('canvas', 'occurred_at')).toBe('2026-11-23')
    expect(lastDay('printing', 'occurred_at')).toBe('2026-11-23')
    expect(lastDay('library', 'occurred_at')).toBe('2026-11-14')
  })

  it('has times of every form, none in the hour in which clocks change', () => {
    expect(feeds.column('attendance', 'starts_at').every((time) => /\+0[01]:00$/.test(time))).toBe(true)
    expect(feeds.column('canvas', 'occurred_at').every((time) => time.endsWith('Z'))).toBe(true)
    expect(feeds.column('library', 'occurred_at').every((time) => /T\d\d:\d\d:\d\d$/.test(time))).toBe(true)
    const hours = (['canvas', 'library', 'printing'] as const).flatMap((feed) =>
      feeds.column(feed, 'occurred_at').map((time) => Number(time.slice(11, 13))),
    )
    expect(hours.every((hour) => hour >= 7)).toBe(true)
  })

  it('expects five to eight teaching events a week of full-time students, half of part-time ones', () => {
    const ids = (mode: string) =>
      new Set(
        feeds
          .rows('students')
          .flatMap((row) => (row['mode'] === mode && row['level'] === '4' ? [row['student_id']] : [])),
      )
    const inWeekThree = feeds
      .rows('attendance')
      .filter(({ starts_at = '' }) => starts_at >= '2026-10-05' && starts_at < '2026-10-12')
    const mean = (students: ReturnType<typeof ids>) =>
      inWeekThree.filter((row) => students.has(row['student_id'])).length / students.size
    expect(mean(ids('full-time'))).toBeGreaterThan(6)
    expect(mean(ids('full-time'))).toBeLessThan(8)
    expect(mean(ids('part-time'))).toBeLessThan(5)
  })

  it('pauses in the reading week', () => {
    const inWeek = (from: string) =>
      feeds.column('canvas', 'occurred_at').filter((time) => time >= from && time < addDays(from, 7)).length
    expect(inWeek('2026-10-26')).toBeLessThan(inWeek('2026-10-19') / 2)
    expect(inWeek('2026-11-02')).toBeGreaterThan(inWeek('2026-10-26') * 2)
  })

  it('has work on time, late and missing', () => {
    const submissions = feeds.rows('canvas').filter((row) => row['event'] === 'submission')
    const late = submissions.filter(
      ({ occurred_at = '', due_at = '' }) => Date.parse(occurred_at) > Date.parse(due_at),
    )
    expect(late.length / submissions.length).toBeGreaterThan(0.03)
    expect(late.length / submissions.length).toBeLessThan(0.25)
    const first = submissions.filter(
      (row) => row['course_code'] === 'CS401' && row['due_at']?.startsWith('2026-10-02'),
    )
    const takers = feeds
      .rows('students')
      .filter((row) => row['programme_code'] === 'BSC-CS' && row['level'] === '4')
    expect(first.length / takers.length).toBeGreaterThan(0.6)
    expect(first.length / takers.length).toBeLessThan(0.95)
  })
})

describe('the demo tutees', () => {
  it('fall and recover', () => {
    expect(pageViews(tuteeIn('falling'), 2, 0)).toBeLessThan(pageViews(tuteeIn('falling'), 9, 7) / 2)
    expect(pageViews(tuteeIn('recovering'), 2, 0)).toBeGreaterThan(pageViews(tuteeIn('recovering'), 9, 7) * 2)
  })

  it('differ in how much they do', () => {
    const views = (situation: Situation) => pageViews(tuteeIn(situation), 9, 0)
    expect(views('high')).toBeGreaterThan(views('good'))
    expect(views('good')).toBeGreaterThan(views('partial'))
    expect(views('partial')).toBeGreaterThan(views('low'))
    expect(views('low')).toBeGreaterThan(0)
  })

  it('fall silent in every source, while the register goes on', () => {
    const since = addDays(today, -22)
    const id = tuteeIn('silent')
    const after = (feed: Feed, time: string) =>
      feeds.rows(feed).filter((row) => row['student_id'] === id && (row[time] ?? '') >= since)
    expect(after('canvas', 'occurred_at')).toEqual([])
    expect(after('library', 'occurred_at')).toEqual([])
    expect(after('printing', 'occurred_at')).toEqual([])
    expect(new Set(after('attendance', 'starts_at').map((row) => row['status']))).toEqual(new Set(['absent']))
    expect(pageViews(id, 9, 4)).toBeGreaterThan(0)
  })

  it('are hardly seen on placement, when interrupted and when they have just joined', () => {
    expect(pageViews(tuteeIn('placement'), 6, 0)).toBeLessThan(40)
    expect(attendanceOf(tuteeIn('placement')).length).toBeLessThan(16)
    expect(pageViews(tuteeIn('interrupted'), 5, 0)).toBe(0)
    expect(pageViews(tuteeIn('just-joined'), 9, 1)).toBe(0)
    expect(attendanceOf(tuteeIn('just-joined')).length).toBeLessThan(8)
  })

  it('include namesakes, a diacritic, an apostrophe and one name', () => {
    const names = demoTutees.map(({ given_name, family_name }) => `${given_name} ${family_name}`)
    expect(names.filter((name) => name === 'Mohammed Ali')).toHaveLength(2)
    expect(names).toEqual(expect.arrayContaining(['Łukasz Wójcik', "Niamh O'Brien", '- Karthikeyan']))
  })
})
