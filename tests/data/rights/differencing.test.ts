import fc from 'fast-check'
import { grantScope } from '../../../data/domain/grant-scope'
import type { Grouping } from '../../../data/domain/grouping'
import type { ScopePopulation } from '../../../data/domain/scope'
import type { BandCell } from '../../../data/queries/cells'
import { groupsOf, populationsOf, shownOf } from '../../../data/queries/groups'
import { judgeDifferences, type Cell, type Counted } from '../../../data/rights/differencing'

const units = [
  { programme: 'A', school: 'S', faculty: 'F' },
  { programme: 'B', school: 'S', faculty: 'F' },
  { programme: 'C', school: 'T', faculty: 'F' },
  { programme: 'D', school: 'U', faculty: 'G' },
]

/** Up to 45 students of each programme and level, with a score or without. */
const institutions: fc.Arbitrary<Cell[]> = fc
  .array(fc.tuple(fc.nat(45), fc.nat(45)), { minLength: 8, maxLength: 8 })
  .map((sizes) =>
    sizes.map(([students, judged], index) => ({
      programme: 'A',
      school: null,
      faculty: null,
      ...units[index % 4],
      level: index < 4 ? 4 : 5,
      students,
      judged: Math.min(judged, students),
    })),
  )

const populations: ScopePopulation[] = [
  { kind: 'institution' },
  ...['F', 'G'].map((code) => ({ kind: 'faculty' as const, code })),
  ...['S', 'T', 'U'].map((code) => ({ kind: 'school' as const, code })),
  ...['A', 'B', 'C', 'D'].map((code) => ({ kind: 'programme' as const, code })),
]
interface Asked {
  of: ScopePopulation
  level: number | undefined
  by: Grouping
}
const questions: fc.Arbitrary<Asked> = fc.record({
  of: fc.constantFrom(...populations),
  level: fc.constantFrom(undefined, undefined, 4, 5),
  by: fc.constantFrom<Grouping>('band', 'band', 'programme', 'school', 'faculty', 'level'),
})

/** What is answered to a person who asks one question after another, with averages and without. */
function conversation(cells: readonly Cell[], asked: readonly Asked[], isGuarded = true) {
  const answered: Counted[] = []
  const averaged: Counted[] = []
  for (const question of asked) {
    const next = populationsAsked(cells, question)
    const verdict = judgeDifferences(cells, answered, next)
    if (isGuarded && verdict.kind === 'refused') continue
    answered.push(...next)
    if (verdict.kind === 'answered' && verdict.averages) averaged.push(...next)
  }
  return { answered, averaged }
}

function populationsAsked(cells: readonly Cell[], { of, level, by }: Asked): Counted[] {
  const scope = grantScope({
    staffId: 'V1',
    role: 'elt',
    detail: 'aggregate',
    populations: [of],
    today: '2026-11-24',
  })
  const whole = populationsOf(scope, { by: 'band', level, bands: [] }, [])
  const inScope = cells
    .filter((cell) => whole.every((each) => isIn(cell, each)) && cell.students > 0)
    .map((cell): BandCell => ({ ...cell, band: 'low', scores: 0 }))
  return populationsOf(scope, { by, level, bands: [] }, shownOf(groupsOf(inScope, { by, bands: [] })))
}

/** Written apart from the code under test. */
function isIn(cell: Cell, { of, level, within }: Counted): boolean {
  const [first] = of
  const inUnit = (unit: { kind: string; code?: string } | undefined): boolean =>
    unit?.kind === 'institution' || [cell.programme, cell.school, cell.faculty].includes(unit?.code ?? '')
  return inUnit(first) && (level ?? cell.level) === cell.level && (within === undefined || inUnit(within))
}

/**
 * An attacker who knows the exact number of each population: the sizes of all groups of students that some sum of these
 * numbers, each taken up to twice and added or subtracted, is about.
 */
function groupsFound(
  cells: readonly Cell[],
  known: readonly Counted[],
  size: (cell: Cell) => number,
): number[] {
  const distinct = [...new Map(known.map((each) => [JSON.stringify(each), each])).values()].slice(0, 6)
  const held = cells.filter((cell) => size(cell) > 0)
  let sums: number[][] = [held.map(() => 0)]
  for (const population of distinct) {
    const row = held.map((cell) => Number(isIn(cell, population)))
    sums = sums.flatMap((sum) =>
      [-2, -1, 0, 1, 2].map((times) => sum.map((each, at) => each + times * (row[at] ?? 0))),
    )
  }
  return sums.flatMap((sum) => {
    const times = new Set(sum.filter((each) => each !== 0))
    if (times.size !== 1) return []
    return [held.filter((_, at) => sum[at] !== 0).reduce((total, cell) => total + size(cell), 0)]
  })
}

describe('numbers given one after another', () => {
  it('never let a small group be worked out', () => {
    fc.assert(
      fc.property(institutions, fc.array(questions, { minLength: 1, maxLength: 5 }), (cells, asked) => {
        const { answered } = conversation(cells, asked)
        const found = groupsFound(cells, answered, ({ students }) => students)
        expect(Math.min(Infinity, ...found)).toBeGreaterThan(22.5)
      }),
      { numRuns: 150 },
    )
  })

  it('nor the average over few', () => {
    fc.assert(
      fc.property(institutions, fc.array(questions, { minLength: 1, maxLength: 5 }), (cells, asked) => {
        const { averaged } = conversation(cells, asked)
        const found = groupsFound(cells, averaged, ({ judged }) => judged)
        expect(Math.min(Infinity, ...found)).toBeGreaterThan(7)
      }),
      { numRuns: 150 },
    )
  })

  it('would, were they not guarded: the attacker of these tests is one', () => {
    const cells: Cell[] = units.map((unit, index) => ({
      ...unit,
      level: 4,
      students: [60, 10, 50, 40][index] ?? 0,
      judged: 40,
    }))
    const asked: Asked[] = ['S', 'A'].map((code) => ({
      of: { kind: code === 'S' ? 'school' : 'programme', code },
      level: undefined,
      by: 'band',
    }))
    const unguarded = conversation(cells, asked, false).answered
    expect(groupsFound(cells, unguarded, ({ students }) => students)).toContain(10)
  })

  it('are given at all: of large groups, all that is asked', () => {
    fc.assert(
      fc.property(fc.array(questions, { maxLength: 6 }), (asked) => {
        const cells = units.flatMap((unit) =>
          [4, 5].map((level) => ({ ...unit, level, students: 30, judged: 20 })),
        )
        const answered = conversation(cells, asked).answered.map((each) => JSON.stringify(each))
        for (const question of asked)
          for (const each of populationsAsked(cells, question))
            expect(answered).toContain(JSON.stringify(each))
      }),
    )
  })
})

describe('the guard', () => {
  const cells: Cell[] = [
    { programme: 'A', school: 'S', faculty: 'F', level: 4, students: 60, judged: 50 },
    { programme: 'B', school: 'S', faculty: 'F', level: 4, students: 10, judged: 9 },
    { programme: 'B', school: 'S', faculty: 'F', level: 5, students: 25, judged: 3 },
    { programme: 'C', school: 'T', faculty: 'F', level: 5, students: 50, judged: 45 },
  ]
  const of = (kind: 'programme' | 'school' | 'faculty', code: string, level?: number): Counted =>
    level === undefined ? { of: [{ kind, code }] } : { of: [{ kind, code }], level }
  const faculty = of('faculty', 'F')
  const school = of('school', 'S')

  it('refuses what is small in itself, whatever was answered before', () => {
    expect(judgeDifferences(cells, [], [of('programme', 'B', 4)])).toEqual({
      kind: 'refused',
      alone: true,
      near: [],
    })
  })

  it('refuses what is too near to an answer, and names it', () => {
    expect(judgeDifferences(cells, [faculty, school], [of('school', 'S', 4)])).toMatchObject({
      kind: 'answered',
    })
    const level = of('school', 'S', 4)
    expect(judgeDifferences(cells, [faculty, level], [of('programme', 'A')])).toEqual({
      kind: 'refused',
      alone: false,
      near: [level],
    })
  })

  it('refuses what only several answers together make small, and names none', () => {
    const before = [of('faculty', 'F', 5), of('programme', 'A')]
    for (const each of before)
      expect(judgeDifferences(cells, [each], [school])).toMatchObject({ kind: 'answered' })
    expect(judgeDifferences(cells, before, [school])).toEqual({ kind: 'refused', alone: false, near: [] })
  })

  it('gives again what it gave, also when the numbers have shrunk since', () => {
    const fewer = cells.map((cell) => ({ ...cell, students: 6, judged: 6 }))
    const before = [faculty, school, of('faculty', 'F', 4)]
    for (const each of before) {
      expect(judgeDifferences(cells, before, [each])).toMatchObject({ kind: 'answered' })
      expect(judgeDifferences(fewer, before, [each])).toMatchObject({ kind: 'answered' })
    }
  })

  it('refuses what would tell of a part that has become small since', () => {
    const fewer = cells.map((cell) =>
      cell.level === 5 && cell.school === 'S' ? { ...cell, students: 10 } : cell,
    )
    const before = [of('faculty', 'F', 5), school]
    expect(judgeDifferences(cells, before, [of('school', 'S', 4)])).toMatchObject({ kind: 'answered' })
    expect(judgeDifferences(fewer, before, [of('school', 'S', 4)])).toMatchObject({ kind: 'refused' })
    expect(judgeDifferences(fewer, before, [of('programme', 'C')])).toMatchObject({ kind: 'refused' })
  })

  it('but not of others because an answer itself has become small', () => {
    const fewer = cells.map((cell) => (cell.programme === 'C' ? { ...cell, students: 20 } : cell))
    const before = [faculty, school, of('school', 'T')]
    expect(judgeDifferences(fewer, before, [of('faculty', 'F')])).toMatchObject({ kind: 'answered' })
    expect(judgeDifferences(fewer, before, [of('faculty', 'F', 4)])).toMatchObject({ kind: 'answered' })
    expect(judgeDifferences(fewer, before.slice(0, 2), [of('faculty', 'F', 4)])).toMatchObject({
      kind: 'refused',
    })
  })

  it('gives no averages where a part has few scores', () => {
    expect(judgeDifferences(cells, [], [school])).toEqual({ kind: 'answered', averages: true })
    expect(judgeDifferences(cells, [], [of('programme', 'B', 5)])).toEqual({
      kind: 'answered',
      averages: false,
    })
    expect(judgeDifferences(cells, [of('faculty', 'F', 5)], [school])).toMatchObject({ averages: false })
  })

  it('knows nobody in an empty population', () => {
    expect(judgeDifferences(cells, [faculty], [of('programme', 'Z')])).toMatchObject({ kind: 'answered' })
  })
})
