import fc from 'fast-check'
import { bankHolidays, isBankHoliday } from '../../../bot/alerts/bank-holidays'
import { weekdayOf } from '../../../bot/alerts/weekday'
import {
  atHour,
  isWorkingDay,
  nextWorkingTime,
  weeklyTime,
  workingDaysBetween,
  type WorkingRules,
} from '../../../bot/alerts/working-time'
import { standardAlertSettings } from '../../../data/configuration/alerts'
import { addDays, dayFromNumber, dayNumber, dayOf, timeOf, weekStart } from '../../../data/domain/day'

const rules: WorkingRules = standardAlertSettings

describe('the bank holidays of England and Wales', () => {
  // As gov.uk/bank-holidays lists them, without what was proclaimed for one year alone.
  it.each([
    [2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    [2023, '01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26'],
    [2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ])('of %i are those that were published', (year, listed) => {
    expect(bankHolidays(year)).toEqual(listed.split(' ').map((day) => `${year}-${day}`))
  })

  it('have substitutes for New Year and Christmas at a weekend', () => {
    expect(bankHolidays(2022)[0]).toBe('2022-01-03')
    expect(bankHolidays(2022).slice(-2)).toEqual(['2022-12-26', '2022-12-27'])
  })

  it('cannot know what is proclaimed: closed days in the settings add it, and a day moved away stays free', () => {
    const proclaimed = ['2020-05-08', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-08']
    for (const day of proclaimed) {
      expect(isBankHoliday(day)).toBe(false)
      expect(isWorkingDay(day, rules)).toBe(true)
      expect(isWorkingDay(day, { ...rules, closedDays: proclaimed })).toBe(false)
    }
    expect(isBankHoliday('2020-05-04')).toBe(true)
    expect(isBankHoliday('2022-05-30')).toBe(true)
  })

  it('fall on weekdays, eight a year, with Easter between 22 March and 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1978, max: 2300 }), (year) => {
        const days = bankHolidays(year)
        expect(new Set(days).size).toBe(8)
        expect([...days].sort()).toEqual(days)
        for (const day of days) expect(weekdayOf(day)).toBeLessThan(6)
        const easter = addDays(days[2] ?? '', -1)
        expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
      }),
    )
  })
})

describe('working time', () => {
  it.each([
    ['in hours', '2026-11-24T09:00:00Z', '2026-11-24T09:00:00.000Z'],
    ['before them', '2026-11-24T07:59:59Z', '2026-11-24T08:00:00.000Z'],
    ['when they end', '2026-11-24T18:00:00Z', '2026-11-25T08:00:00.000Z'],
    ['on a Friday evening', '2026-11-27T18:30:00Z', '2026-11-30T08:00:00.000Z'],
    ['over the weekend of the change to summer time', '2026-03-27T19:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['over that to winter time', '2026-10-23T18:00:00Z', '2026-10-26T08:00:00.000Z'],
    ['after midnight in London, before it in UTC', '2026-06-15T23:30:00Z', '2026-06-16T07:00:00.000Z'],
    ['over Christmas and the weekend after it', '2026-12-24T18:00:00Z', '2026-12-29T08:00:00.000Z'],
    ['over the end of the year', '2026-12-31T18:00:00Z', '2027-01-04T08:00:00.000Z'],
    ['over Easter', '2026-04-02T18:00:00Z', '2026-04-07T07:00:00.000Z'],
  ])('next comes, %s', (_when, from, to) => {
    expect(nextWorkingTime(new Date(from), rules).toISOString()).toBe(to)
  })

  it.each([
    ['the same day', '2026-11-24T09:00:00Z', '2026-11-24T17:00:00Z', 0],
    ['from Friday to Monday', '2026-11-27T17:00:00Z', '2026-11-30T08:00:00Z', 1],
    ['over the weekend alone', '2026-11-27T17:00:00Z', '2026-11-29T23:00:00Z', 0],
    ['from Tuesday to Friday', '2026-11-24T09:00:00Z', '2026-11-27T08:00:00Z', 3],
    ['over Christmas', '2026-12-24T09:00:00Z', '2026-12-29T09:00:00Z', 1],
    ['backwards', '2026-11-27T09:00:00Z', '2026-11-24T09:00:00Z', 0],
    ['from after midnight in summer', '2026-06-15T23:30:00Z', '2026-06-16T12:00:00Z', 0],
  ])('is counted in days, %s', (_what, from, to, days) => {
    expect(workingDaysBetween(new Date(from), new Date(to), rules)).toBe(days)
  })

  it.each([
    ['2026-11-23', '2026-11-26T09:00:00.000Z'],
    ['2026-06-15', '2026-06-18T08:00:00.000Z'],
    ['2026-12-21', '2026-12-24T09:00:00.000Z'],
    ['2030-12-23', '2030-12-27T09:00:00.000Z'],
  ])('moves what comes weekly in the week of %s', (monday, due) => {
    const given = monday.startsWith('2030') ? { weekday: 3, hour: 9 } : { weekday: 4, hour: 9 }
    expect(weeklyTime(given, monday, rules).toISOString()).toBe(due)
  })

  const instants = fc
    .integer({ min: Date.UTC(2024, 0), max: Date.UTC(2032, 0) })
    .map((milliseconds) => new Date(milliseconds))

  it('next is never earlier, in hours, on a working day, and the first such', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const next = nextWorkingTime(at, rules)
        expect(next >= at).toBe(true)
        expect(isWorkingDay(dayOf(next), rules)).toBe(true)
        expect(timeOf(next) >= '08:00' && timeOf(next) < '18:00').toBe(true)
        expect(nextWorkingTime(next, rules)).toEqual(next)
        if (next > at) {
          expect(timeOf(next)).toBe('08:00')
          for (let day = addDays(dayOf(at), 1); day < dayOf(next); day = addDays(day, 1))
            expect(isWorkingDay(day, rules)).toBe(false)
        }
      }),
    )
  })

  it('adds up, and grows with time', () => {
    fc.assert(
      fc.property(fc.array(instants, { minLength: 3, maxLength: 3 }), (three) => {
        const [a, b, c] = [...three].sort((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]
        const sum = workingDaysBetween(a, b, rules) + workingDaysBetween(b, c, rules)
        expect(workingDaysBetween(a, c, rules)).toBe(sum)
      }),
      { numRuns: 30 },
    )
  })

  it('is told by the clock on the wall, every hour of every day', () => {
    const days = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2032-01-01') }).map(dayFromNumber)
    const changes = fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31')
    fc.assert(
      fc.property(fc.oneof(days, changes), fc.integer({ min: 0, max: 23 }), (day, hour) => {
        const at = atHour(day, hour)
        // Between one and two o'clock there is nothing when summer time begins.
        const isSkipped = hour === 1 && timeOf(at) === '02:00'
        expect(isSkipped || timeOf(at) === `${String(hour).padStart(2, '0')}:00`).toBe(true)
        expect(dayOf(at)).toBe(day)
      }),
    )
  })

  it('weekly comes once in each week, never before its day', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 7 }), (at, weekday) => {
        const monday = weekStart(dayOf(at))
        const due = weeklyTime({ weekday, hour: 9 }, monday, rules)
        expect(dayOf(due) >= addDays(monday, weekday - 1)).toBe(true)
        expect(isWorkingDay(dayOf(due), rules)).toBe(true)
        expect(timeOf(due)).toBe('09:00')
      }),
    )
  })
})
