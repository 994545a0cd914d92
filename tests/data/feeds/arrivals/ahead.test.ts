import { isAhead } from '../../../../data/feeds/arrivals/ahead'

const now = new Date('2026-11-27T02:00:00Z')
const ahead = (name: string, writtenAt = now, time = now): boolean =>
  isAhead({ name, writtenAt }, { now, time })

test.each([
  ['assignments-2062-11-28.csv', true],
  ['assignments/2062-11-28/part.csv', true],
  ['assignments-2026-11-29.csv', true],
  ['assignments-2026-11-28T0300.csv', true],
  // A sender whose day has begun already, or who names the file after the day on which it is to be loaded.
  ['assignments-2026-11-28.csv', false],
  ['assignments-2026-11-28T0130.csv', false],
  ['assignments-2026-11-27T2359.csv', false],
  ['assignments.csv', false],
])('more than a day ahead by its name, %s: %s', (name, expected) => {
  expect(ahead(name)).toBe(expected)
})

test('when it was written is held against real time, whatever the clock says', () => {
  expect(ahead('a.csv', new Date('2026-11-28T01:59Z'))).toBe(false)
  expect(ahead('a.csv', new Date('2026-11-28T02:01Z'))).toBe(true)
  expect(ahead('a.csv', new Date('2027-01-01'), new Date('2027-01-01'))).toBe(false)
})
