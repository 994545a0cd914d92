import { fairness, type Grouping } from '../../../data/evaluation/fairness'
import type { Cell, EvaluatedStudent } from '../../../data/evaluation/cells'

let next = 0
/** `count` students of a value, so many of them negative and so many of each outcome flagged. */
function part(value: string | undefined, counts: { positive: [number, number]; negative: [number, number] }) {
  const students: EvaluatedStudent[] = []
  for (const negative of [false, true]) {
    const [of, flagged] = counts[negative ? 'negative' : 'positive']
    for (let index = 0; index < of; index++) {
      const band = index < flagged ? (index % 2 === 0 ? 'low' : 'none') : 'good'
      students.push({ studentId: String((next += 1)), programme: 'P', score: 1, band, negative })
    }
  }
  const rows: Grouping[] =
    value === undefined ? [] : students.map(({ studentId }) => ({ studentId, group: 'gender', value }))
  return { students, rows }
}

const judge = (...parts: ReturnType<typeof part>[]) => {
  const cell: Cell = {
    programme: 'P',
    start: '2026-09-21',
    week: 4,
    to: '2026-10-19',
    students: parts.flatMap(({ students }) => students),
  }
  return fairness(
    [cell],
    parts.flatMap(({ rows }) => rows),
  )
}

it('gives each group’s flags among all, among those who succeed and among those who do not', () => {
  const { groups } = judge(
    part('F', { positive: [80, 8], negative: [20, 15] }),
    part('M', { positive: [40, 4], negative: [10, 5] }),
  )
  expect(groups).toMatchObject([
    {
      programme: 'P',
      week: 4,
      group: 'gender',
      value: 'F',
      students: 100,
      withheld: false,
      flagged: { count: 23, of: 100, share: 0.23 },
      falsePositives: { count: 8, of: 80, share: 0.1 },
      recall: { count: 15, of: 20, share: 0.75 },
    },
    { value: 'M', students: 50, recall: { count: 5, of: 10, share: 0.5 } },
  ])
})

it('withholds a rate over fewer than ten, and a group of fewer than ten', () => {
  const { groups } = judge(
    part('A', { positive: [40, 4], negative: [9, 5] }),
    part('B', { positive: [40, 4], negative: [10, 5] }),
    part('C', { positive: [4, 4], negative: [5, 5] }),
    part('D', { positive: [8, 4], negative: [0, 0] }),
  )
  expect(groups.find(({ value }) => value === 'A')).not.toHaveProperty('recall')
  expect(groups.find(({ value }) => value === 'B')).toHaveProperty('recall')
  for (const value of ['C', 'D']) {
    expect(groups.find((each) => each.value === value)).toEqual({
      programme: 'P',
      week: 4,
      group: 'gender',
      value,
      withheld: true,
    })
  }
})

it('withholds the next smallest group too where the small one were left when all shown are taken away', () => {
  const small = part('X', { positive: [5, 1], negative: [2, 1] })
  const withheld = (...parts: ReturnType<typeof part>[]): string[] =>
    judge(...parts)
      .groups.filter((group) => group.withheld)
      .map(({ value }) => value)
  const middle = part('Y', { positive: [20, 1], negative: [10, 1] })
  const large = part('Z', { positive: [50, 1], negative: [10, 1] })
  expect(withheld(small, middle, large)).toEqual(['X', 'Y'])
  const inNone = part(undefined, { positive: [10, 1], negative: [10, 1] })
  expect(withheld(small, middle, large, inNone)).toEqual(['X'])
  const fewInNone = part(undefined, { positive: [1, 0], negative: [1, 1] })
  expect(withheld(middle, large, fewInNone)).toEqual(['Y'])
})

describe('a warning', () => {
  const fair = { positive: [200, 20], negative: [100, 60] } as const
  const of = (value: string, counts: Parameters<typeof part>[1]) => part(value, counts)

  it('is not given where the rates are alike', () => {
    const { warnings } = judge(
      of('F', { ...fair, positive: [200, 20], negative: [100, 60] }),
      of('M', { positive: [200, 22], negative: [100, 58] }),
    )
    expect(warnings).toEqual([])
  })

  it('says in plain words who gets more false alarms', () => {
    const { warnings } = judge(
      of('F', { positive: [200, 20], negative: [100, 60] }),
      of('M', { positive: [200, 60], negative: [100, 60] }),
    )
    expect(warnings.map(({ measure, value }) => [measure, value])).toEqual([
      ['flagged', 'M'],
      ['falsePositives', 'M'],
    ])
    expect(warnings[1]?.text).toBe(
      'P, week 4, gender M: of those who went on to succeed 30% (24 to 37) were flagged, of everyone else 10% (7 to 15): more false alarms.',
    )
  })

  it('says in plain words who is missed, and not of the other group that more are found', () => {
    const { warnings } = judge(
      of('F', { positive: [200, 20], negative: [100, 30] }),
      of('M', { positive: [200, 20], negative: [100, 60] }),
    )
    expect(warnings.map(({ measure, value }) => [measure, value])).toEqual([
      ['recall', 'F'],
      ['flagged', 'M'],
    ])
    expect(warnings[0]?.text).toContain('more of them are missed')
  })
})

describe('beside other programmes', () => {
  const judgeAll = (programmes: Record<string, ReturnType<typeof part>[]>) => {
    const cells = Object.entries(programmes).map(([programme, parts]): Cell => ({
      programme,
      start: '2026-09-21',
      week: 4,
      to: '2026-10-19',
      students: parts.flatMap(({ students }) => students),
    }))
    return fairness(
      cells,
      Object.values(programmes).flatMap((parts) => parts.flatMap(({ rows }) => rows)),
    ).groups
  }
  const large = () => part('M', { positive: [40, 4], negative: [20, 5] })

  it('withholds a programme that, taken from all, would tell a small group of another', () => {
    const groups = judgeAll({
      A: [part('F', { positive: [1, 1], negative: [3, 2] }), large()],
      B: [part('F', { positive: [20, 4], negative: [20, 9] }), large()],
      C: [part('F', { positive: [30, 4], negative: [30, 9] }), large()],
    })
    const shown = groups.filter(({ withheld }) => !withheld)
    expect(shown.map(({ programme, value, students }) => [programme, value, students])).toEqual([
      [undefined, 'F', 104],
      [undefined, 'M', 180],
      ['C', 'F', 60],
      ['C', 'M', 60],
    ])
  })

  it('withholds the outcomes of a programme that, taken from all, would tell few of another', () => {
    const groups = judgeAll({
      A: [part('F', { positive: [30, 1], negative: [3, 2] }), large()],
      B: [part('F', { positive: [20, 4], negative: [20, 9] }), large()],
      C: [part('F', { positive: [30, 4], negative: [30, 9] }), large()],
    })
    expect(groups.every(({ flagged }) => flagged)).toBe(true)
    const withOutcomes = groups.filter(({ recall }) => recall)
    expect(withOutcomes.map(({ programme }) => programme)).toEqual([undefined, undefined, 'C', 'C'])
  })

  it('names in a programme that is withheld a value that nobody has there', () => {
    const groups = judgeAll({
      A: [part('F', { positive: [1, 1], negative: [3, 2] }), large()],
      B: [large()],
      C: [part('F', { positive: [20, 4], negative: [20, 9] }), large()],
      D: [part('F', { positive: [2, 1], negative: [2, 2] })],
    })
    const withheld = groups.filter((each) => each.withheld)
    expect(withheld.map(({ programme, value }) => `${programme} ${value}`)).toContain('D M')
  })
})

it('gives neither outcome’s rate where one is over fewer than ten: all flagged less the one are the other', () => {
  const { groups } = judge(
    part('A', { positive: [9, 4], negative: [40, 5] }),
    part('B', { positive: [40, 4], negative: [40, 5] }),
    part('C', { positive: [60, 4], negative: [60, 5] }),
  )
  expect(
    groups.map(({ flagged, falsePositives, recall }) => [flagged, falsePositives, recall].map(Boolean)),
  ).toEqual([
    [true, false, false],
    // The outcomes of the whole are known: without this, they less those shown were the first's.
    [true, false, false],
    [true, true, true],
  ])
})

it('warns against everyone else, not against the groups alone, which would tell how many are withheld', () => {
  const { warnings } = judge(
    part('F', { positive: [200, 20], negative: [100, 60] }),
    part('M', { positive: [200, 90], negative: [100, 60] }),
    part('X', { positive: [2, 0], negative: [2, 0] }),
    part(undefined, { positive: [5, 0], negative: [3, 0] }),
  )
  expect(warnings[0]?.others.of).toBe(312)
})

it('looks at all programmes together, and at each', () => {
  const [one, two] = [
    part('F', { positive: [20, 1], negative: [12, 3] }),
    part('F', { positive: [20, 1], negative: [12, 3] }),
  ]
  const cells = [one, two].map(({ students }, index): Cell => ({
    programme: `P${index}`,
    start: '2026-09-21',
    week: 4,
    to: '2026-10-19',
    students,
  }))
  const { groups } = fairness(cells, [...one.rows, ...two.rows])
  expect(groups.map(({ programme, students }) => [programme, students])).toEqual([
    [undefined, 64],
    ['P0', 32],
    ['P1', 32],
  ])
})
