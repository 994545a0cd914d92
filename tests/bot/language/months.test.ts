import fc from 'fast-check'
import { comingMonth, lastMonth, monthAfter } from '../../../bot/language/slots/months'
import { addDays, dayFromNumber, dayNumber } from '../../../data/domain/day'

const days = fc
  .integer({ min: dayNumber('2000-01-01'), max: dayNumber('2100-01-01') })
  .map((number) => dayFromNumber(number))
const numbers = fc.integer({ min: 1, max: 12 })

const monthOf = (day: string): string => day.slice(0, 7)

it('follows months one upon the other, through any year', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -40, max: 40 }), (day, count) => {
      const { from, to } = monthAfter(day, count)
      expect(to).toBe(monthAfter(day, count + 1).from)
      expect(monthOf(addDays(to, -1))).toBe(monthOf(from))
      expect(from.slice(8)).toBe('01')
      expect(monthOf(monthAfter(day, 0).from)).toBe(monthOf(day))
    }),
  )
})

it('takes a month by its number for the last that has begun, or for the next that is not over', () => {
  fc.assert(
    fc.property(days, numbers, (today, number) => {
      const [last, coming] = [lastMonth(today, number), comingMonth(today, number)]
      for (const { from } of [last, coming]) expect(Number(from.slice(5, 7))).toBe(number)
      expect(last.from <= today && monthAfter(last.from, 12).from > today).toBe(true)
      expect(coming.to > today && monthAfter(coming.to, -12).from <= today).toBe(true)
    }),
  )
})
