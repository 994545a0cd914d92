import fc from 'fast-check'
import { generalise, type Traits } from '../../../data/rights/generalise'

interface Member extends Traits {
  id: number
}

const cohorts: fc.Arbitrary<Member[]> = fc
  .array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 3, max: 7 })), { maxLength: 60 })
  .map((rows) => rows.map(([programme, level], id) => ({ id, programme, level })))

const look = ({ programme, level }: Traits): string => `${programme ?? '?'}/${level ?? '?'}`

function sizes(rows: readonly Traits[]): number[] {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(look(row), (counts.get(look(row)) ?? 0) + 1)
  return [...counts.values()]
}

const of = (count: number, programme: string, level: number): Member[] =>
  Array.from({ length: count }, (_, id) => ({ id, programme, level }))

describe('what is shown of a cohort', () => {
  it('is shared by five or more, and true', () => {
    fc.assert(
      fc.property(cohorts, (cohort) => {
        const shown = generalise(cohort)
        expect(shown.map(({ id }) => id).sort()).toEqual(cohort.map(({ id }) => id).sort())
        if (cohort.length >= 5) for (const size of sizes(shown)) expect(size).toBeGreaterThanOrEqual(5)
        else expect(shown.every((row) => look(row) === '?/?')).toBe(true)
        for (const row of shown) {
          const own = cohort[row.id]
          expect([own?.programme, null]).toContain(row.programme)
          expect([own?.level, null]).toContain(row.level)
        }
      }),
    )
  })

  it.each<[string, Member[], string[]]>([
    ['both where enough share both', [...of(5, 'A', 4), ...of(6, 'B', 5)], ['A/4', 'B/5']],
    [
      'the programme where levels are few',
      [...of(5, 'A', 4), ...of(3, 'B', 5), ...of(3, 'B', 6)],
      ['A/4', 'B/?'],
    ],
    [
      'the level where programmes are few',
      [...of(9, 'A', 4), ...of(4, 'B', 5), ...of(4, 'C', 5)],
      ['?/5', 'A/4'],
    ],
    [
      'neither where both are few, of no fewer than five',
      [...of(9, 'A', 4), ...of(6, 'B', 5), ...of(1, 'C', 7)],
      ['?/?', 'A/4'],
    ],
  ])('is %s', (_, cohort, expected) => {
    expect([...new Set(generalise(cohort).map(look))].sort()).toEqual(expected)
  })
})
