import fc from 'fast-check'
import { roundCount } from '../../../data/rights/disclosure-control'

describe('a published count', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 5],
    [7, 5],
    [8, 10],
    [27_412, 27_410],
  ])('%d is said as %d', (count, said) => {
    expect(roundCount(count)).toBe(said)
  })

  it('is a multiple of five, never more than two away', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (count) => {
        expect(roundCount(count) % 5).toBe(0)
        expect(Math.abs(roundCount(count) - count)).toBeLessThanOrEqual(2)
      }),
    )
  })
})
