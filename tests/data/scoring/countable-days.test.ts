import { addDays } from '../../../data/domain/day'
import { standardConfiguration } from '../../../data/configuration/indicator'
import { countableDays, isWeekday, type Period } from '../../../data/scoring/countable-days'
import { earliestDay, windowsBefore, type Enrolment } from '../../../data/scoring/windows'

const period = (start: string, end: string, kind: Period['kind'], own: Partial<Period> = {}): Period => ({
  start_date: start,
  end_date: end,
  kind,
  programme_code: null,
  level: null,
  ...own,
})
const year = [
  period('2026-09-21', '2026-11-02', 'teaching'),
  period('2026-11-02', '2026-11-09', 'reading'),
  period('2026-11-09', '2026-12-19', 'teaching'),
  period('2026-12-19', '2027-01-11', 'vacation'),
  period('2027-01-11', '2027-01-25', 'assessment'),
]
const csc = { programme: 'CSC', level: 4 }

describe('the days that count', () => {
  const count = (from: string, to: string, periods = year, who = csc) =>
    countableDays(periods, who, from, to).length

  it('are those of teaching and assessment', () => {
    expect(count('2026-09-21', '2026-11-02')).toBe(42)
    expect(count('2026-11-02', '2026-11-09')).toBe(0)
    expect(count('2026-12-19', '2027-01-11')).toBe(0)
    expect(count('2027-01-11', '2027-02-28')).toBe(14)
  })

  it('leave a reading week out of the teaching around it, in whatever order the rows come', () => {
    const rows = [
      period('2026-09-21', '2026-12-14', 'teaching'),
      period('2026-10-26', '2026-11-02', 'reading'),
    ]
    expect(count('2026-10-19', '2026-11-09', rows)).toBe(14)
    expect(count('2026-10-19', '2026-11-09', [...rows].reverse())).toBe(14)
  })

  it('are none without a calendar, or where no row covers them', () => {
    expect(count('2026-09-21', '2026-11-02', [])).toBe(0)
    expect(count('2026-09-01', '2026-09-21')).toBe(0)
  })

  it('begin with a period’s first day and end before its last', () => {
    expect(countableDays(year, csc, '2026-10-31', '2026-11-11')).toEqual([
      '2026-10-31',
      '2026-11-01',
      '2026-11-09',
      '2026-11-10',
    ])
  })

  it('follow the programme’s own row, on the days that it covers', () => {
    const own = [...year, period('2026-10-05', '2026-10-12', 'vacation', { programme_code: 'CSC' })]
    expect(count('2026-09-21', '2026-11-02', own)).toBe(35)
    expect(count('2026-09-21', '2026-11-02', own, { programme: 'STA', level: 4 })).toBe(42)
    expect(countableDays(own, undefined, '2026-09-21', '2026-11-02')).toHaveLength(42)
    const teaches = [...year, period('2026-11-02', '2026-11-09', 'teaching', { programme_code: 'CSC' })]
    expect(count('2026-11-02', '2026-11-09', teaches)).toBe(7)
  })

  it('follow the most specific row: level of a programme, programme, level, university', () => {
    const week = ['2026-10-05', '2026-10-12'] as const
    const ofLevel = period(...week, 'vacation', { level: 4 })
    const ofProgramme = period(...week, 'teaching', { programme_code: 'CSC' })
    const ofBoth = period(...week, 'reading', { programme_code: 'CSC', level: 4 })
    expect(count(...week, [...year, ofLevel])).toBe(0)
    expect(count(...week, [...year, ofLevel, ofProgramme])).toBe(7)
    expect(count(...week, [...year, ofLevel, ofProgramme, ofBoth])).toBe(0)
    expect(count(...week, [...year, ofLevel, ofProgramme, ofBoth], { programme: 'CSC', level: 5 })).toBe(7)
  })

  it('are those since a placement’s end, and none while it lasts', () => {
    const placed = [...year, period('2026-09-28', '2026-10-12', 'placement', { programme_code: 'CSC' })]
    expect(count('2026-09-21', '2026-10-12', placed)).toBe(0)
    expect(count('2026-09-21', '2026-10-15', placed)).toBe(3)
  })

  it('are weekdays from Monday to Friday', () => {
    const week = Array.from({ length: 7 }, (_, index) => isWeekday(addDays('2026-11-23', index)))
    expect(week).toEqual([true, true, true, true, true, false, false])
  })
})

describe('the windows of a student', () => {
  const student = (own: Partial<Enrolment> = {}): Enrolment => ({
    programme_code: 'CSC',
    level: 4,
    mode: 'full-time',
    start_date: '2026-09-01',
    interruptions: [],
    ...own,
  })
  const none = { attendance: [], canvas: [], submissions: [], library: [], printing: [] }
  const windows = (to: string, own?: Partial<Enrolment>, absences?: ReadonlySet<string>, periods = year) => {
    const { activity, submissions } = windowsBefore(
      to,
      periods,
      standardConfiguration,
      none,
    )(student(own), absences)
    return { activity: [...activity], submissions: [...submissions] }
  }

  it('are the last 14 and 28 countable days, across a reading week', () => {
    const { activity, submissions } = windows('2026-11-16')
    expect(activity).toHaveLength(14)
    expect([activity[0], activity.at(-1)]).toEqual(['2026-10-26', '2026-11-15'])
    expect(submissions).toHaveLength(28)
    expect(submissions[0]).toBe('2026-10-12')
  })

  it('are twice as long for part-time students', () => {
    const { activity, submissions } = windows('2026-11-30', { mode: 'part-time' })
    expect([activity.length, submissions.length]).toEqual([28, 56])
  })

  it('begin with the day on which a student joined', () => {
    const { activity, submissions } = windows('2026-11-02', { start_date: '2026-10-27' })
    expect(activity).toEqual(submissions)
    expect([activity.length, activity[0]]).toEqual([6, '2026-10-27'])
  })

  it('leave authorised absences out and reach further back instead', () => {
    const { activity } = windows('2026-10-26', {}, new Set(['2026-10-20', '2026-10-21']))
    expect(activity).toHaveLength(14)
    expect(activity).not.toContain('2026-10-20')
    expect(activity[0]).toBe('2026-10-10')
  })

  it('know nothing of a source’s outage, on the same days', () => {
    const canvas = [{ from: '2026-10-19', to: '2026-10-22' }]
    const made = windowsBefore('2026-10-26', year, standardConfiguration, { ...none, canvas })(
      student(),
      undefined,
    )
    expect(made.activity.size).toBe(14)
    expect(made.known.library).toEqual(made.activity)
    expect([...made.activity].filter((day) => !made.known.canvas.has(day))).toEqual([
      '2026-10-19',
      '2026-10-20',
      '2026-10-21',
    ])
    expect(made.known.submissions).toEqual(made.submissions)
  })

  it('leave the days of interrupted studies out', () => {
    const paused = { start_date: '2026-10-12', end_date: '2026-10-19' }
    const { activity } = windows('2026-10-26', { interruptions: [paused] })
    expect(activity).toHaveLength(14)
    expect(activity.filter((day) => day >= '2026-10-12' && day < '2026-10-19')).toEqual([])
    expect(windows('2026-10-26', { interruptions: [{ ...paused, end_date: null }] }).activity.at(-1)).toBe(
      '2026-10-11',
    )
  })

  it('reach across no more than 28 days that do not count', () => {
    const long = [
      period('2026-06-01', '2026-08-01', 'teaching'),
      period('2026-08-01', '2026-09-21', 'vacation'),
      period('2026-09-21', '2026-12-19', 'teaching'),
    ]
    expect(windows('2026-09-21', {}, undefined, long).activity).toEqual([])
    const { activity, submissions } = windows('2026-09-28', { start_date: '2026-05-01' }, undefined, long)
    expect([activity.length, activity[0]]).toEqual([7, '2026-09-21'])
    expect([submissions.length, submissions[0]]).toEqual([7, '2026-09-21'])
  })

  it('never begin before the earliest day read', () => {
    const always = [period('2026-01-01', '2027-01-01', 'teaching')]
    const to = '2026-11-30'
    const { submissions } = windows(to, { mode: 'part-time', start_date: '2025-09-01' }, undefined, always)
    expect(earliestDay(to, standardConfiguration)).toBe(addDays(to, -84))
    expect(submissions[0]).toBe(addDays(to, -56))
  })

  it('are empty without a calendar', () => {
    expect(windows('2026-11-30', {}, undefined, [])).toEqual({ activity: [], submissions: [] })
  })
})
