import { addDays, daysFromTo, type Day } from '../../../data/domain/day'
import { sources, type Source } from '../../../data/domain/source'
import { standardExpectations, type Expectations } from '../../../data/configuration/expectations'
import { isWeekday, type Period } from '../../../data/scoring/countable-days'
import { healthBefore, lateInWords, sickSources, type HeldDays } from '../../../data/scoring/health'

const period = (start_date: Day, end_date: Day, kind: Period['kind'], own: Partial<Period> = {}): Period => ({
  start_date,
  end_date,
  kind,
  programme_code: null,
  level: null,
  ...own,
})
/** Teaching from 21 September to 12 December, with a reading week from 2 November; then assessment in January. */
const year = [
  period('2026-09-21', '2026-12-12', 'teaching'),
  period('2026-11-02', '2026-11-09', 'reading'),
  period('2027-01-11', '2027-01-30', 'assessment'),
]

type Volumes = Readonly<Record<Day, number>>

/** A source that brings 1,000 students and 3,000 records on each weekday, but on some days another share of them. */
function usual(source: Source, first: Day, last: Day, shares: Volumes = {}): HeldDays['days'] {
  return daysFromTo(first, last)
    .map((day) => ({ day, share: shares[day] ?? (isWeekday(day) ? 1 : 0) }))
    .filter(({ share }) => share > 0)
    .map(({ day, share }) => ({ source, day, records: 3000 * share, students: 1000 * share }))
}

const thinDays = (first: Day, last: Day, share = 0.2): Volumes =>
  Object.fromEntries(
    daysFromTo(first, last)
      .filter(isWeekday)
      .map((day) => [day, share]),
  )

function held(days: HeldDays['days'], to: Day): HeldDays {
  const before = days.filter(({ day }) => day < to)
  const last = sources.map((source) => [
    source,
    before
      .filter((each) => each.source === source)
      .map(({ day }) => day)
      .at(-1),
  ])
  return { days: before, last: Object.fromEntries(last) as HeldDays['last'] }
}

const healthAt = (
  to: Day,
  days: HeldDays['days'],
  periods: readonly Period[] = year,
  expectations: Expectations = standardExpectations,
) => healthBefore(to, held(days, to), periods, expectations)

describe('a source whose data end', () => {
  const library = (last: Day, to: Day, periods?: readonly Period[]) =>
    healthAt(to, usual('library', '2026-09-21', last), periods).library

  it.each([
    ['after two teaching weekdays without data is well', '2026-10-22', '2026-10-27', 'well'],
    ['after three is late', '2026-10-21', '2026-10-27', 'late'],
    ['after a weekend is well', '2026-10-23', '2026-10-26', 'well'],
    ['after a reading week is well', '2026-10-30', '2026-11-09', 'well'],
    ['after a month of vacation is well', '2026-12-11', '2027-01-11', 'well'],
    ['after three weekdays of assessment is late', '2026-12-11', '2027-01-14', 'late'],
    ['after more than twenty is silent', '2026-10-01', '2026-11-09', 'silent'],
  ])('%s', (_, last, to, state) => {
    expect(library(last, to)).toMatchObject({ state, healthy: state === 'well', dataTo: last })
  })

  it('years ago keeps its last day', () => {
    const { days } = held([], '2026-10-27')
    const last = { ...held([], '2026-10-27').last, library: '2024-03-01' }
    const health = healthBefore('2026-10-27', { days, last }, year, standardExpectations)
    expect(health.library).toMatchObject({ state: 'silent', dataTo: '2024-03-01' })
    expect(health.printing).toMatchObject({ state: 'silent', healthy: false, dataTo: undefined })
  })

  it('is judged by every weekday where there is no university calendar', () => {
    expect(library('2026-12-21', '2026-12-25', [])).toMatchObject({ state: 'late' })
    expect(library('2026-12-21', '2026-12-24', [])).toMatchObject({ state: 'well' })
  })

  it('does not follow a programme’s own calendar', () => {
    const own = period('2026-09-21', '2026-12-12', 'placement', { programme_code: 'CSC' })
    expect(library('2026-10-21', '2026-10-27', [...year, own])).toMatchObject({ state: 'late' })
  })

  it('is attendance, which nobody takes in assessment weeks', () => {
    const attendance = usual('attendance', '2026-09-21', '2026-12-11')
    expect(healthAt('2027-01-28', attendance).attendance).toMatchObject({ state: 'well' })
  })

  it('that comes once a week is late only when a week was left out', () => {
    const weekly = { ...standardExpectations, rhythmDays: { printing: 7 } }
    const printing = usual('printing', '2026-09-21', '2026-10-16')
    expect(healthAt('2026-10-28', printing, year, weekly).printing.state).toBe('well')
    expect(healthAt('2026-10-29', printing, year, weekly).printing.state).toBe('late')
  })
})

describe('a source that brings far less than usual', () => {
  const canvas = (to: Day, shares: Volumes, days: HeldDays['days'] = []) =>
    healthAt(to, [...usual('canvas', '2026-09-21', addDays(to, -1), shares), ...days])

  it('is thin after three such teaching weekdays, complete to the day before', () => {
    const shares = thinDays('2026-10-21', '2026-10-23')
    const before = canvas('2026-10-23', shares).canvas
    expect(before).toMatchObject({ state: 'well', dataTo: '2026-10-22' })
    expect(before.volume).toBeCloseTo((3 + 2 * 0.2) / 5)
    const health = canvas('2026-10-24', shares)
    expect(health.canvas).toMatchObject({ state: 'thin', healthy: false, dataTo: '2026-10-20' })
    expect(health.canvas.volume).toBeCloseTo(0.2)
  })

  it('is no less thin over a weekend, or when it then stops', () => {
    const shares = thinDays('2026-10-21', '2026-10-23')
    expect(canvas('2026-10-26', shares).canvas).toMatchObject({ state: 'thin', dataTo: '2026-10-20' })
    const stopped = usual('canvas', '2026-09-21', '2026-10-22', thinDays('2026-10-21', '2026-10-22'))
    expect(healthAt('2026-10-24', stopped).canvas).toMatchObject({ state: 'thin', dataTo: '2026-10-20' })
    expect(healthAt('2026-10-28', stopped).canvas).toMatchObject({ state: 'late', dataTo: '2026-10-20' })
  })

  it('is well again with the first day that is whole', () => {
    expect(canvas('2026-10-27', thinDays('2026-10-21', '2026-10-23')).canvas).toMatchObject({
      state: 'well',
      dataTo: '2026-10-26',
    })
  })

  it('stays thin through a reading week in which some of it comes', () => {
    const shares = thinDays('2026-10-28', '2026-11-06')
    expect(canvas('2026-11-07', shares).canvas).toMatchObject({ state: 'thin', dataTo: '2026-10-27' })
  })

  it('is not told from a reading week, nor from the first weeks of a term', () => {
    expect(canvas('2026-11-07', thinDays('2026-11-02', '2026-11-06')).canvas.state).toBe('well')
    expect(canvas('2026-10-10', thinDays('2026-10-05', '2026-10-09')).canvas.state).toBe('well')
  })

  it('is thin by its records too, as where readers mark everybody absent by its students', () => {
    const fewer = (of: 'records' | 'students') =>
      usual('attendance', '2026-09-21', '2026-10-23').map((each) =>
        each.day >= '2026-10-21' ? { ...each, [of]: 5 } : each,
      )
    expect(healthAt('2026-10-24', fewer('records')).attendance.state).toBe('thin')
    expect(healthAt('2026-10-24', fewer('students')).attendance.state).toBe('thin')
  })

  it('is compared with the same weekday: quiet Fridays are usual', () => {
    const fridays = Object.fromEntries(
      daysFromTo('2026-09-21', '2026-10-23')
        .filter((day) => !isWeekday(addDays(day, 1)) && isWeekday(day))
        .map((day) => [day, 0.1]),
    )
    const shares = { ...fridays, ...thinDays('2026-10-21', '2026-10-22') }
    expect(canvas('2026-10-24', shares).canvas.state).toBe('well')
  })

  it('is not alarmed by what varies as sources do, nor where hardly anybody uses it', () => {
    expect(canvas('2026-10-24', thinDays('2026-10-19', '2026-10-23', 0.45)).canvas.state).toBe('well')
    const few = usual('printing', '2026-09-21', '2026-10-23', thinDays('2026-10-19', '2026-10-23')).map(
      (each) => ({ ...each, students: each.students / 100 }),
    )
    expect(healthAt('2026-10-24', few).printing.state).toBe('well')
  })

  it('does not take a loss for usual before half of its history has gone', () => {
    const longer = [period('2026-09-21', '2027-03-27', 'teaching')]
    const days = usual('canvas', '2026-09-21', '2027-03-26', thinDays('2026-11-23', '2027-03-26'))
    expect(healthAt('2026-12-12', days, longer).canvas.state).toBe('thin')
    expect(healthAt('2027-03-20', days, longer).canvas.state).toBe('well')
  })

  it('is judged the same however much has come since', () => {
    const days = usual('canvas', '2026-09-21', '2026-11-20', thinDays('2026-10-21', '2026-10-23'))
    const [to, { last }] = ['2026-10-24', held(days, '2026-10-24')]
    const then = healthAt(to, days)
    expect(then.canvas.state).toBe('thin')
    expect(healthBefore(to, { days, last }, year, standardExpectations)).toEqual(then)
  })

  it('makes its submissions as incomplete, and days of submissions alone are not missing', () => {
    const submissions = usual('submissions', '2026-09-21', '2026-10-23')
    const health = canvas('2026-10-24', thinDays('2026-10-21', '2026-10-23'), submissions)
    expect(sickSources(health)).toEqual(['canvas', 'library', 'printing', 'attendance', 'submissions'])
    const alone = healthAt('2026-10-24', [...usual('canvas', '2026-09-21', '2026-10-16'), ...submissions])
    expect(alone).toMatchObject({ canvas: { state: 'late' }, submissions: { state: 'well' } })
  })
})

describe('an outage that has ended', () => {
  const library = (to: Day, days: HeldDays['days']) => healthAt(to, days).library
  const pause = (last: Day, next: Day) => [
    ...usual('library', '2026-09-21', last),
    ...usual('library', next, '2026-10-30'),
  ]

  it('is remembered, from the first day without data to the next with them', () => {
    const health = library('2026-10-31', pause('2026-10-09', '2026-10-15'))
    expect(health).toMatchObject({ state: 'well', outages: [{ from: '2026-10-12', to: '2026-10-15' }] })
  })

  it('is none where the source was never late: it may have been a holiday', () => {
    expect(library('2026-10-31', pause('2026-10-09', '2026-10-14')).outages).toEqual([])
  })

  it('may be thin days', () => {
    const thin = usual('library', '2026-09-21', '2026-10-30', thinDays('2026-10-21', '2026-10-23'))
    expect(library('2026-10-31', thin).outages).toEqual([{ from: '2026-10-21', to: '2026-10-26' }])
  })

  it('has no end while it lasts', () => {
    const health = library('2026-10-31', usual('library', '2026-09-21', '2026-10-20'))
    expect(health.outages).toEqual([{ from: '2026-10-21', to: undefined }])
  })
})

it('is said in words', () => {
  const sick = {
    state: 'late',
    healthy: false,
    volume: undefined,
    outages: [],
    empty: new Set<string>(),
  } as const
  expect(lateInWords('library', { ...sick, dataTo: '2026-11-14' })).toBe('library (to Saturday 14 November)')
  expect(lateInWords('printing', { ...sick, dataTo: undefined })).toBe('printing (no data)')
})
