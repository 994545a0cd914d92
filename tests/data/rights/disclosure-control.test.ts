import fc from 'fast-check'
import { publish, roundCount, type Figures } from '../../../data/rights/disclosure-control'

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

/** Groups of up to 60 students, often small; in each, some fit, some are unknown, and the others have scores. */
const groups: fc.Arbitrary<Figures[]> = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 60 })).chain((students) =>
    fc
      .record({
        fitting: fc.nat(students),
        unknown: fc.nat(students),
        score: fc.integer({ min: 0, max: 100 }),
      })
      .map(({ fitting, unknown, score }) => ({
        students,
        unknown,
        fitting: Math.min(fitting, students - unknown),
        scores: (students - unknown) * score,
      })),
  ),
  { minLength: 1, maxLength: 8 },
)

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)
const subsets = <T>(all: readonly T[]): T[][] =>
  all.reduce<T[][]>((some, each) => [...some, ...some.map((subset) => [...subset, each])], [[]])

/** What somebody who knew every shown number exactly could say of the rest: the whole less any of the shown. */
function rests(whole: number, shown: readonly number[]): number[] {
  return subsets(shown).map((taken) => whole - sum(taken))
}

describe('a published table', () => {
  it('never shows a small group, nor lets it be worked out from the total and the others', () => {
    fc.assert(
      fc.property(groups, (table) => {
        const { rows } = publish(table)
        const sizes = table.flatMap(({ students }, index) => (rows[index] ? [students] : []))
        const whole = sum(table.map(({ students }) => students))
        for (const size of sizes) expect(size).toBeGreaterThan(22.5)
        if (whole > 22.5) for (const rest of rests(whole, sizes)) expect(rest === 0 || rest > 22.5).toBe(true)
        // One group withheld by itself would be the rest.
        if (rows.length > 1) expect(rows.filter((row) => row === undefined)).not.toHaveLength(1)
      }),
    )
  })

  it('nor an average over few', () => {
    fc.assert(
      fc.property(groups, (table) => {
        const { rows, total } = publish(table)
        const judged = table.map(({ students, unknown }) => students - unknown)
        const shown = judged.filter((_, index) => rows[index]?.average !== undefined)
        for (const size of shown) expect(size).toBeGreaterThan(7)
        if (total.average === undefined) return
        for (const rest of rests(sum(judged), shown)) expect(rest === 0 || rest > 7).toBe(true)
      }),
    )
  })

  it('adds up before it rounds, and gives percentages of 23 students or more and averages of 8 or more', () => {
    fc.assert(
      fc.property(groups, (table) => {
        const { total } = publish(table)
        const students = sum(table.map((group) => group.students))
        const judged = students - sum(table.map(({ unknown }) => unknown))
        expect(total.students).toBe(roundCount(students))
        expect(total.fitting !== undefined).toBe(students >= 23)
        expect(total.average !== undefined).toBe(judged >= 8)
        if (total.fitting === undefined) return
        expect(
          Math.abs(total.fitting - (100 * sum(table.map(({ fitting }) => fitting))) / students),
        ).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  const group = (students: number, unknown = 0): Figures => ({
    students,
    unknown,
    fitting: 1,
    scores: 50 * (students - unknown),
  })
  const shownIn = (...sizes: number[]): boolean[] =>
    publish(sizes.map((size) => group(size))).rows.map((row) => row !== undefined)

  it('withholds the next smallest too, but only as many as it takes', () => {
    expect(shownIn(100, 40, 30)).toEqual([true, true, true])
    expect(shownIn(100, 5, 30)).toEqual([true, false, false])
    expect(shownIn(100, 12, 11)).toEqual([true, false, false])
    expect(shownIn(100, 30, 11, 11)).toEqual([true, false, false, false])
    expect(shownIn(22)).toEqual([false])
    expect(shownIn(100, 5)).toEqual([false, false])
  })

  it('withholds averages as it does percentages, and all of them where it must', () => {
    const averages = (...table: Figures[]): boolean[] =>
      publish(table).rows.map((row) => row?.average !== undefined)
    expect(averages(group(50), group(40), group(30))).toEqual([true, true, true])
    expect(averages(group(50), group(40), group(30, 25))).toEqual([true, false, false])
    expect(averages(group(50), group(40), group(30, 30))).toEqual([true, true, false])
    expect(averages(group(50), group(40, 36), group(30, 26))).toEqual([true, false, false])
    // Those whose rows are withheld stand behind the total's average too.
    expect(averages(group(50, 41), group(40, 37), group(12), group(11))).toEqual([true, false, false, false])
    expect(publish([group(50)], false)).toEqual({
      total: { students: 50, fitting: 2, unknown: 0 },
      rows: [{ students: 50, fitting: 2, unknown: 0 }],
    })
  })

  it('hides those who are in no unit among others', () => {
    expect(publish([group(60), group(40), group(30)], true, new Set([2])).rows[1]).toBeDefined()
    expect(publish([group(60), group(40), group(3)], true, new Set([2])).rows[1]).toBeUndefined()
  })
})
