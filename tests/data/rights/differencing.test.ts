import fc from 'fast-check'
import { grantScope } from '../../../data/domain/grant-scope'
import type { Partition } from '../../../data/domain/grouping'
import type { ScopePopulation } from '../../../data/domain/scope'
import type { BandCell } from '../../../data/queries/cells'
import { groupsOf, populationsOf, shownOf } from '../../../data/queries/groups'
import { allowsAverages, judgeDifferences, type Cell, type Counted } from '../../../data/rights/differencing'

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
  by: Partition
}
const questions: fc.Arbitrary<Asked> = fc.record({
  of: fc.constantFrom(...populations),
  level: fc.constantFrom(undefined, undefined, 4, 5),
  by: fc.constantFrom<Partition>('band', 'band', 'programme', 'school', 'faculty', 'level'),
})

/** What is answered to a person who asks one question after another, with averages and without. */
function conversation(cells: readonly Cell[], asked: readonly Asked[], isGuarded = true) {
  const answered: Counted[] = []
  const averaged: Counted[] = []
  for (const question of asked) {
    const next = populationsAsked(cells, question)
    const verdict = judgeDifferences(cells, answered, next)
    if (isGuarded && verdict.kind === 'refused') continue
    if (allowsAverages(cells, answered, next)) averaged.push(...next)
    answered.push(...next)
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
  const whole = populationsOf(scope, { by: 'band', level }, [])
  const inScope = cells
    .filter((cell) => whole.every((each) => isIn(cell, each)) && cell.students > 0)
    .map((cell): BandCell => ({ ...cell, band: 'low', scores: 0 }))
  return populationsOf(scope, { by, level }, shownOf(groupsOf(inScope, { by })))
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

/** Of a group, most leave. */
interface Change {
  cell: number
  left: number
}
const events = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: questions },
    {
      weight: 1,
      arbitrary: fc.record({ cell: fc.nat(7), left: fc.constantFrom(1, 10, 22) }),
    },
  ),
  { minLength: 3, maxLength: 10 },
)
const peopled = institutions.map((cells) =>
  cells.map((cell) => ({ ...cell, students: Math.max(1, cell.students), judged: 0 })),
)

/**
 * What somebody was told over time, as sums of groups as they were: "3.1" is the fourth group after its first change.
 */
function toldOverTime(start: readonly Cell[], happened: readonly (Asked | Change)[]) {
  const groups = start.map((cell, at) => ({ ...cell, at, version: 0 }))
  const nameOf = ({ at, version }: (typeof groups)[number]): string => `${at}.${version}`
  const sizes = new Map<string, number>()
  const sums: string[][] = []
  const answered: Counted[] = []
  for (const event of happened) {
    if ('of' in event) {
      const next = populationsAsked(groups, event)
      if (judgeDifferences(groups, answered, next).kind === 'refused') continue
      answered.push(...next)
      sums.push(...next.map((population) => groups.filter((group) => isIn(group, population)).map(nameOf)))
    } else {
      const group = groups[event.cell]
      if (group && event.left < group.students)
        Object.assign(group, { students: event.left, version: group.version + 1 })
    }
    for (const group of groups) sizes.set(nameOf(group), group.students)
  }
  return { sums, sizes }
}

/** The sizes of the groups that sums and differences of up to six of these are about. */
function groupsBehind({ sums, sizes }: ReturnType<typeof toldOverTime>): number[] {
  const distinct = [...new Map(sums.map((sum) => [sum.join(), sum])).values()].slice(-6)
  const names = [...sizes.keys()]
  let combinations: number[][] = [names.map(() => 0)]
  for (const sum of distinct)
    combinations = combinations.flatMap((each) =>
      [-1, 0, 1].map((times) => each.map((held, at) => held + (sum.includes(names[at] ?? '') ? times : 0))),
    )
  return combinations.flatMap((each) => {
    if (new Set(each.filter((times) => times !== 0)).size !== 1) return []
    const groups = names.filter((_, at) => each[at] !== 0)
    return [groups.reduce((total, name) => total + (sizes.get(name) ?? 0), 0)]
  })
}

describe('numbers given while students leave', () => {
  it('never let a small group of any day be worked out', () => {
    fc.assert(
      fc.property(peopled, events, (cells, happened) => {
        expect(Math.min(Infinity, ...groupsBehind(toldOverTime(cells, happened)))).toBeGreaterThan(22.5)
      }),
      { numRuns: 400 },
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

  it('gives again what it gave, as long as nobody has become few', () => {
    const before = [faculty, school, of('faculty', 'F', 4)]
    for (const each of before)
      expect(judgeDifferences(cells, before, [each])).toMatchObject({ kind: 'answered' })
  })

  it('refuses again what has become small itself, or holds what has', () => {
    const fewer = cells.map((cell) => (cell.programme === 'C' ? { ...cell, students: 1 } : cell))
    const before = [faculty, school, of('school', 'T')]
    expect(judgeDifferences(fewer, before, [of('school', 'T')])).toMatchObject({
      kind: 'refused',
      alone: true,
    })
    expect(judgeDifferences(fewer, before, [faculty])).toMatchObject({ kind: 'refused', alone: false })
    // Nothing of today's few is in it.
    expect(judgeDifferences(fewer, before, [school])).toMatchObject({ kind: 'answered' })
    expect(judgeDifferences(fewer, [faculty], [school])).toMatchObject({ kind: 'refused', near: [faculty] })
  })

  it('gives what a part that has become small since is not in, and nothing that it is in', () => {
    const fewer = cells.map((cell) =>
      cell.level === 5 && cell.school === 'S' ? { ...cell, students: 10 } : cell,
    )
    const before = [of('faculty', 'F', 5), school]
    for (const without of [of('school', 'S', 4), of('programme', 'C')])
      expect(judgeDifferences(fewer, before, [without])).toMatchObject({ kind: 'answered' })
    for (const within of [...before, faculty, of('programme', 'B')])
      expect(judgeDifferences(fewer, before, [within])).toMatchObject({ kind: 'refused' })
    // Of an answer as it is today, the part could be told.
    expect(judgeDifferences(fewer, [school], [of('school', 'S', 4)])).toMatchObject({ kind: 'refused' })
  })

  it('gives no averages where a part has few scores', () => {
    expect(allowsAverages(cells, [], [school])).toBe(true)
    expect(allowsAverages(cells, [], [of('programme', 'B', 5)])).toBe(false)
    expect(allowsAverages(cells, [of('faculty', 'F', 5)], [school])).toBe(false)
  })

  it('knows nobody in an empty population', () => {
    expect(judgeDifferences(cells, [faculty], [of('programme', 'Z')])).toMatchObject({ kind: 'answered' })
  })
})
