import fc from 'fast-check'
import { comparePeers, type PeerValue } from '../../../data/scoring/peers'
import { percentileRank } from '../../../data/scoring/percentile'

const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 })
const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)

describe('the percentile rank', () => {
  it.each([
    [[1, 2, 3, 4], 1, 12.5],
    [[1, 2, 3, 4], 4, 87.5],
    [[0, 0, 0, 5], 0, 37.5],
    [[7], 7, 50],
  ])('among %j of %d is %d', (all, value, rank) => {
    expect(percentileRank(all, value)).toBe(rank)
  })

  it('lies between 0 and 100 and rises with the value; equal values rank equally', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const all = sorted(numbers)
        const ranks = all.map((value) => percentileRank(all, value))
        ranks.forEach((rank, index) => {
          expect(rank).toBeGreaterThan(0)
          expect(rank).toBeLessThan(100)
          const next = all[index + 1]
          if (next === undefined) return
          if (next === all[index]) expect(ranks[index + 1]).toBe(rank)
          else expect(ranks[index + 1]).toBeGreaterThan(rank)
        })
      }),
    )
  })

  it('is symmetric: turned round, a rank is what was left to 100', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const [all, turned] = [sorted(numbers), sorted(numbers.map((value) => -value))]
        for (const value of numbers) {
          expect(percentileRank(all, value) + percentileRank(turned, -value)).toBeCloseTo(100, 9)
        }
      }),
    )
  })

  it('has the mean 50', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const all = sorted(numbers)
        const sum = all.reduce((total, value) => total + percentileRank(all, value), 0)
        expect(sum / all.length).toBeCloseTo(50, 9)
      }),
    )
  })
})

describe('the comparison with peers', () => {
  const peer = (value: number, own: Partial<PeerValue> = {}): PeerValue => ({
    programme: 'CSC',
    school: 'COM',
    level: 4,
    mode: 'full-time',
    days: 14,
    value,
    ...own,
  })
  const many = (count: number, own: Partial<PeerValue> = {}) =>
    Array.from({ length: count }, (_, index) => peer(index, own))
  const limits = { least: 10, leastWidened: 5, usedByShare: 0.25 }

  it('is with the programme, level and mode while they are ten', () => {
    const all = [...many(10), ...many(20, { level: 5 }), ...many(20, { mode: 'part-time' })]
    expect(comparePeers(all, limits)(peer(9))).toEqual({
      percentile: 95,
      peers: 10,
      below: 9,
      alike: 1,
      usedByShare: 0.9,
      mostDays: 14,
      widened: false,
    })
  })

  it('widens to the school where they are nine', () => {
    const all = [
      ...many(9),
      ...many(11, { programme: 'SEN' }),
      ...many(50, { school: 'MAT', programme: 'STA' }),
    ]
    expect(comparePeers(all, limits)(peer(0))).toMatchObject({ peers: 20, widened: true, percentile: 5 })
  })

  it('is undefined where even the school has fewer than five', () => {
    expect(comparePeers(many(4), limits)(peer(0))).toBeUndefined()
    expect(comparePeers(many(5), limits)(peer(0))).toMatchObject({ peers: 5, widened: true })
    expect(comparePeers([], limits)(peer(0))).toBeUndefined()
  })

  it('says which share of the peers uses the source at all', () => {
    const all = Array.from({ length: 10 }, (_, index) => peer(index < 8 ? 0 : 1))
    expect(comparePeers(all, limits)(peer(0))).toMatchObject({ usedByShare: 0.2, percentile: 40 })
    expect(
      comparePeers(
        all.map((each) => ({ ...each, value: 0 })),
        limits,
      )(peer(0)),
    ).toMatchObject({ usedByShare: 0 })
  })
})
