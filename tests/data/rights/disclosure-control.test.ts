import fc from 'fast-check'
import { bands } from '../../../data/domain/band'
import {
  add,
  publish,
  roundCount,
  roundWhole,
  studentsOf,
  type Figures,
} from '../../../data/rights/disclosure-control'

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

const counts = (students: number, weights: readonly number[]): number[] => {
  const whole = weights.reduce((total, weight) => total + weight, 0) || 1
  const first = weights.map((weight) => Math.floor((students * weight) / whole))
  return first.map((count, at) => (at === 0 ? count + students - sum(first) : count))
}

const figures = (of: readonly number[], score = 50): Figures => {
  const [high = 0, good = 0, partial = 0, low = 0, none = 0, unknown = 0] = of
  return {
    bands: { high, good, partial, low, none, unknown },
    scores: score * (high + good + partial + low + none),
  }
}

/** Groups of up to 60 students, often small, in all bands. */
const groups: fc.Arbitrary<Figures[]> = fc.array(
  fc
    .record({
      students: fc.oneof(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 60 })),
      weights: fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
      score: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ students, weights, score }) => figures(counts(students, weights), score)),
  { minLength: 1, maxLength: 8 },
)

const all = { asked: ['low', 'none'], averages: true } as const
const unknownOf = ({ bands: { unknown } }: Figures): number => unknown

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
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
        const { rows } = publish(table, all)
        const sizes = table.flatMap((group, index) => (rows[index] ? [studentsOf(group)] : []))
        const whole = sum(table.map(studentsOf))
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
        const { rows, total } = publish(table, all)
        const judged = table.map((group) => studentsOf(group) - unknownOf(group))
        const shown = judged.filter((_, index) => rows[index]?.average !== undefined)
        for (const size of shown) expect(size).toBeGreaterThan(7)
        if (total.average === undefined) return
        for (const rest of rests(sum(judged), shown)) expect(rest === 0 || rest > 7).toBe(true)
      }),
    )
  })

  it('gives percentages of 23 students or more, and averages of 8 or more', () => {
    fc.assert(
      fc.property(groups, (table) => {
        const { total, rows } = publish(table, all)
        const students = sum(table.map(studentsOf))
        const judged = students - sum(table.map(unknownOf))
        const isBeside = rows.length > 1 && rows.some((row) => row !== undefined)
        expect(total.fitting !== undefined).toBe(students >= 23 && !isBeside)
        if (judged < 8) expect(total.average).toBeUndefined()
        if (judged >= 24) expect(total.average).toBeDefined()
      }),
    )
  })

  it('rounds what was added up, and moves it no further than its parts need', () => {
    fc.assert(
      fc.property(groups, (table) => {
        const students = sum(table.map(studentsOf))
        const whole = publish([table.reduce(add)], all).total
        expect(whole.students % 5).toBe(0)
        expect(Math.abs(whole.students - students)).toBeLessThanOrEqual(7)
        expect(roundWhole(roundCount(students), [roundCount(students)], true)).toBe(roundCount(students))
      }),
    )
    // 13 and 23 are rounded up, 36 down: "about 35" would say that it is one of them by one more at most.
    expect(publish([figures([13, 23])], all).total.students).toBe(40)
    expect(publish([figures([14, 24])], all).total.students).toBe(40)
    expect(publish([figures([12, 22])], all).total.students).toBe(35)
  })

  const group = (students: number, unknown = 0): Figures => figures([students - unknown, 0, 0, 0, 0, unknown])
  const shownIn = (...sizes: number[]): boolean[] =>
    publish(
      sizes.map((size) => group(size)),
      all,
    ).rows.map((row) => row !== undefined)

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
      publish(table, all).rows.map((row) => row?.average !== undefined)
    expect(averages(group(50), group(40), group(30))).toEqual([true, true, true])
    expect(averages(group(50), group(40), group(30, 25))).toEqual([true, false, false])
    // Whether any of the last has a score, the rounded counts leave open.
    expect(averages(group(50), group(40), group(30, 30))).toEqual([true, false, false])
    expect(averages(group(50), group(40, 35), group(30, 25))).toEqual([false, false, false])
    expect(averages(group(50), group(40, 32), group(30, 25))).toEqual([true, false, false])
    // Those whose rows are withheld stand behind the total's average too.
    expect(averages(group(50, 41), group(40, 37), group(12), group(11))).toEqual([true, false, false, false])
    expect(publish([group(50)], { ...all, averages: false })).toEqual({
      total: { students: 50, fitting: 0, unknown: 0 },
      rows: [{ students: 50, fitting: 0, unknown: 0 }],
    })
  })

  it('hides those who are in no unit among others', () => {
    expect(
      publish([group(60), group(40), group(30)], { ...all, unnamed: new Set([2]) }).rows[1],
    ).toBeDefined()
    expect(
      publish([group(60), group(40), group(3)], { ...all, unnamed: new Set([2]) }).rows[1],
    ).toBeUndefined()
  })
})

/** Counts of the bands of 23 students or more, often of such as are all rounded the same way. */
const populations: fc.Arbitrary<number[]> = fc
  .array(fc.oneof(fc.nat(2), fc.constantFrom(3, 8, 13, 23), fc.nat(30)), { minLength: 6, maxLength: 6 })
  .filter((of) => sum(of) >= 23)

/** All that are rounded to the same, band by band. */
function candidates(of: readonly number[]): number[][] {
  return of.reduce<number[][]>(
    (some, count) => some.flatMap((each) => roundedAlike(count).map((value) => [...each, value])),
    [[]],
  )
}

function roundedAlike(count: number): number[] {
  return [-4, -3, -2, -1, 0, 1, 2, 3, 4]
    .map((away) => count + away)
    .filter((value) => value >= 0 && roundCount(value) === roundCount(count))
}

/** Everything that is said of a population: its card with the counts of the bands, and what asking of each band adds. */
function saidOf(of: readonly number[]): string {
  const told = [...bands.map((band) => [band] as const), ['low', 'none'] as const].map((asked) => {
    const { total } = publish([figures(of)], { asked, averages: true })
    return total
  })
  return JSON.stringify([told, of.map(roundCount)])
}

/** What to try: all that are rounded to the same, the nearest in number first. */
function nearestFirst(of: readonly number[]): number[][] {
  const away = (each: readonly number[]): number => Math.abs(sum(each) - sum(of))
  return candidates(of).sort((a, b) => away(a) - away(b))
}

describe('all that is said of a population', () => {
  it('leaves every count of a band as open as its rounding does, also for who knows how it is made', () => {
    fc.assert(
      fc.property(populations, (of) => {
        const said = saidOf(of)
        const tried = nearestFirst(of)
        const isPossible = (fits: (each: readonly number[]) => boolean): boolean =>
          tried.some((each) => fits(each) && saidOf(each) === said)
        for (const [at, count] of of.entries())
          for (const value of roundedAlike(count)) expect(isPossible((each) => each[at] === value)).toBe(true)
        const near = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((away) => sum(of) + away)
        expect(
          near.filter((total) => isPossible((each) => sum(each) === total)).length,
        ).toBeGreaterThanOrEqual(5)
      }),
      {
        numRuns: 40,
        examples: [
          [[32, 0, 0, 0, 0, 1]],
          [[3, 3, 3, 3, 8, 3]],
          [[103, 53, 33, 23, 0, 0]],
          [[13, 23, 0, 0, 0, 0]],
        ],
      },
    )
  })

  it('also beside other groups, on one card', () => {
    const card = (of: readonly (readonly number[])[]): string =>
      JSON.stringify(
        publish(
          of.map((each) => figures(each)),
          all,
        ),
      )
    fc.assert(
      fc.property(populations, populations, (one, other) => {
        const said = card([one, other])
        const byTotal = [...new Map(nearestFirst(other).map((each) => [sum(each), each])).values()]
        const tried = nearestFirst(one)
        for (const [at, count] of one.entries())
          for (const value of roundedAlike(count)) {
            const found = tried.some(
              (each) => each[at] === value && byTotal.some((beside) => card([each, beside]) === said),
            )
            expect(found).toBe(true)
          }
      }),
      { numRuns: 40 },
    )
  })

  it('was less than that, had percentages been taken from the exact counts', () => {
    // About 35 students, 3% of them unknown: one of 33 to 37 would be 3%, two would be 5% or 6%.
    const percentages = [0, 1, 2].map((unknown) => Math.round((100 * unknown) / 35))
    expect(new Set(percentages).size).toBe(3)
    const said = [0, 1, 2].map((unknown) => saidOf([35 - unknown, 0, 0, 0, 0, unknown]))
    expect(new Set(said).size).toBe(1)
  })
})
