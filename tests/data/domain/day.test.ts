import fc from 'fast-check'
import {
  addDays,
  dayFromNumber,
  dayInWords,
  dayNumber,
  dayOf,
  dayShort,
  weekStart,
} from '../../../data/domain/day'

const day = fc.integer({ min: -20_000, max: 60_000 }).map(dayFromNumber)

describe('the London day of an instant', () => {
  it.each([
    ['2026-11-24T23:59:59Z', '2026-11-24'],
    ['2026-06-30T22:59:59Z', '2026-06-30'],
    ['2026-06-30T23:00:00Z', '2026-07-01'],
    ['2026-03-29T00:59:59Z', '2026-03-29'],
    ['2026-10-24T23:30:00Z', '2026-10-25'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
  ])('%s is %s', (instant, expected) => {
    expect(dayOf(new Date(instant))).toBe(expected)
  })
})

describe('counting in days', () => {
  it('goes over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-29', -1)).toBe('2026-03-28')
    expect(dayNumber('1970-01-01')).toBe(0)
  })

  it('there and back is where one was, and keeps the order of days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        const to = addDays(from, days)
        expect(addDays(to, -days)).toBe(from)
        expect(dayNumber(to) - dayNumber(from)).toBe(days)
        if (days > 0) expect(to > from).toBe(true)
      }),
    )
  })

  it('finds the Monday of a week', () => {
    expect(weekStart('2026-11-23')).toBe('2026-11-23')
    expect(weekStart('2026-11-29')).toBe('2026-11-23')
    fc.assert(
      fc.property(day, (any) => {
        const monday = weekStart(any)
        expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1)
        expect(dayNumber(any) - dayNumber(monday)).toBeGreaterThanOrEqual(0)
        expect(dayNumber(any) - dayNumber(monday)).toBeLessThan(7)
      }),
    )
  })
})

it('says days in words', () => {
  expect(dayInWords('2026-11-23')).toBe('Monday 23 November')
  expect(dayShort('2026-11-03')).toBe('3 Nov')
})
