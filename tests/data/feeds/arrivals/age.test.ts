import fc from 'fast-check'
import { ageOf, byAge, dayInName } from '../../../../data/feeds/arrivals/age'

test.each([
  ['students-2026-11-27.csv', '2026-11-27', ''],
  ['students_20261127.csv.gz', '2026-11-27', ''],
  ['students.2026.11.27.csv', '2026-11-27', ''],
  ['printlog_2026_11_27.log', '2026-11-27', ''],
  ['students-2026-11-27T0130.csv', '2026-11-27', '0130'],
  ['students-20261127-013059.csv', '2026-11-27', '013059'],
  ['students-2026-11-27T01:30:59Z.csv', '2026-11-27', '013059'],
  ['students-202611270130.csv', '2026-11-27', '0130'],
  ['attendance_2026-11-20_2026-11-27.csv', '2026-11-27', ''],
  ['roster/2026-11-27/users.csv', '2026-11-27', ''],
  ['2026-11-20/students-2026-11-27.csv', '2026-11-27', ''],
])('%s is of %s %s', (name, day, time) => {
  expect(dayInName(name)).toEqual({ day, time })
})

test.each([
  'students.csv',
  'calendar-2026-27.csv',
  'calendar-202627.csv',
  'students-27-11-2026.csv',
  'students-2026-02-30.csv',
  'students-2026-13-01.csv',
  'students-2026-1127.csv',
  'students-120261127.csv',
  'students-202611271.csv',
])('%s tells no day', (name) => {
  expect(dayInName(name)).toBeUndefined()
})

const age = ([name, writtenAt]: readonly [string, string]) => ageOf({ name, writtenAt: new Date(writtenAt) })

test.each([
  ['the day in the name decides', ['a-2026-11-26.csv', '2027-01-01'], ['a-2026-11-27.csv', '2020-01-01']],
  ['then the time in it', ['a-2026-11-27T0100.csv', '2027-01-01'], ['a-2026-11-27T0200.csv', '2020-01-01']],
  ['then when it was written', ['a-2026-11-27.csv', '2026-11-27'], ['a-2026-11-27b.csv', '2026-11-28']],
  [
    'of a name without a day, when it was written',
    ['a.csv', '2026-11-26T12:00Z'],
    ['b-2026-11-27.csv', '2020-01-01'],
  ],
  // Summer time: London's 27th has begun.
  ['by London’s days', ['a-2026-06-26.csv', '2026-06-26'], ['b.csv', '2026-06-26T23:30Z']],
] as const)('the newer of two: %s', (_rule, older, newer) => {
  expect(byAge(age(older), age(newer))).toBeLessThan(0)
  expect(byAge(age(newer), age(older))).toBeGreaterThan(0)
})

test('ages stand in one order, however many files come', () => {
  const stamps = fc.constantFrom(
    '',
    '-2026-11-26',
    '-2026-11-27',
    '-2026-11-27T01',
    '-2026-11-27T0130',
    '-20261127-0200',
  )
  const ages = fc
    .record({
      name: stamps,
      writtenAt: fc.date({ min: new Date('2026-11-25'), max: new Date('2026-11-29'), noInvalidDate: true }),
    })
    .map(ageOf)
  fc.assert(
    fc.property(ages, ages, ages, (a, b, c) => {
      expect(Math.sign(byAge(a, b)) + Math.sign(byAge(b, a))).toBe(0)
      if (byAge(a, b) <= 0 && byAge(b, c) <= 0) expect(byAge(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})
