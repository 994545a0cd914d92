import fc from 'fast-check'
import { bands } from '../../../data/domain/band'
import { sources } from '../../../data/domain/source'
import { classOf, generalise, type IndicatorClass, type Traits } from '../../../data/rights/generalise'

interface Member extends Traits {
  id: number
}

const classes = fc.constantFrom<IndicatorClass>('low', 'middle', 'high', 'not counted')
const fewClasses = fc.constantFrom<IndicatorClass>('low', 'high')

/** From cohorts in which everybody differs to such in which many are alike. */
const cohorts: fc.Arbitrary<Member[]> = fc
  .constantFrom(classes, fewClasses, fc.constant<IndicatorClass>('middle'))
  .chain((each) =>
    fc.array(
      fc.record({
        band: fc.constantFrom(...bands),
        programme: fc.constantFrom('A', 'B', 'C'),
        level: fc.integer({ min: 4, max: 6 }),
        indicators: fc.record({
          canvas: each,
          library: each,
          printing: each,
          attendance: each,
          submissions: each,
        }),
      }),
      { maxLength: 60 },
    ),
  )
  .map((rows) => rows.map((row, id) => ({ ...row, id })))

/** Everything that is shown of somebody, written apart from the code under test. */
const look = ({ band, programme, level, indicators }: Traits): string =>
  [band, programme, level, ...sources.map((source) => indicators[source])]
    .map((trait) => trait ?? '?')
    .join('/')
const nothing = '?/?/?/?/?/?/?/?'

function sizes(rows: readonly Traits[]): number[] {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(look(row), (counts.get(look(row)) ?? 0) + 1)
  return [...counts.values()]
}

const fits = (own: Traits, shown: Traits): boolean =>
  look(shown)
    .split('/')
    .every((trait, at) => trait === '?' || trait === look(own).split('/')[at])

const of = (count: number, traits: Partial<Traits> = {}): Member[] =>
  Array.from({ length: count }, (_, id) => ({
    id,
    band: 'good',
    programme: 'A',
    level: 4,
    indicators: {
      canvas: 'high',
      library: 'middle',
      printing: 'low',
      attendance: 'high',
      submissions: 'middle',
    },
    ...traits,
  }))

describe('what is shown of a cohort', () => {
  it('is shared by five or more in all that is shown together, and true', () => {
    fc.assert(
      fc.property(cohorts, (cohort) => {
        const shown = generalise(cohort)
        expect(shown.map(({ id }) => id).sort()).toEqual(cohort.map(({ id }) => id).sort())
        if (cohort.length >= 5) for (const size of sizes(shown)) expect(size).toBeGreaterThanOrEqual(5)
        else expect(shown.every((row) => look(row) === nothing)).toBe(true)
        for (const row of shown) {
          const own = cohort[row.id]
          expect(own && fits(own, row)).toBe(true)
        }
      }),
    )
  })

  it('fits five or more for who knows a student’s every trait, so that no two projects are joined by it', () => {
    fc.assert(
      fc.property(
        cohorts.filter((cohort) => cohort.length >= 5),
        fc.integer(),
        (cohort, seed) => {
          const other = cohort.filter(({ id }) => (id * 7 + seed) % 3 !== 0)
          const [here, there] = [generalise(cohort), generalise(other)]
          for (const own of cohort)
            expect(here.filter((row) => fits(own, row)).length).toBeGreaterThanOrEqual(5)
          if (other.length < 5) return
          for (const row of here) {
            const traits = cohort[row.id]
            expect(traits && there.filter((each) => fits(traits, each)).length).not.toBe(1)
          }
        },
      ),
    )
  })

  it('is the same in whatever order the cohort was read', () => {
    fc.assert(
      fc.property(cohorts, (cohort) => {
        const byId = (rows: Member[]): string[] => rows.sort((a, b) => a.id - b.id).map(look)
        expect(byId(generalise([...cohort].reverse()))).toEqual(byId(generalise(cohort)))
      }),
    )
  })

  it('keeps the band wherever five of the cohort are in it, unless it must hide others', () => {
    fc.assert(
      fc.property(cohorts, (cohort) => {
        const shown = generalise(cohort)
        const few = cohort.filter(({ band }) => cohort.filter((each) => each.band === band).length < 5)
        if (few.length === 0 || few.length >= 5) {
          const hidden = shown.filter(({ band }) => band === null).map(({ id }) => id)
          expect(hidden.sort()).toEqual(few.map(({ id }) => id).sort())
        }
      }),
    )
  })

  const [full] = of(1)
  it.each<[string, Member[], string[]]>([
    ['all where enough share all', of(5), [full ? look(full) : '']],
    [
      'all but the programme, which is left out first',
      [...of(3), ...of(3, { programme: 'B' })],
      ['good/?/4/high/middle/low/high/middle'],
    ],
    [
      'neither programme nor level where both are few',
      [...of(3), ...of(3, { programme: 'B', level: 5 })],
      ['good/?/?/high/middle/low/high/middle'],
    ],
    [
      'the weightier sources where the others differ',
      [...of(4), ...of(4, { indicators: { ...full?.indicators, printing: 'high', library: 'high' } })],
      ['good/?/?/high/?/?/high/middle'],
    ],
    [
      'the band alone where nothing else is shared',
      [...of(4), ...of(4, { indicators: { attendance: 'low' } })],
      ['good/?/?/?/?/?/?/?'],
    ],
    [
      'the band alone of others too, where a few of it are left',
      [...of(6), ...of(2, { indicators: { attendance: 'low' } })],
      ['good/?/?/?/?/?/?/?'],
    ],
    [
      'nothing where too few are in a band, of no fewer than five',
      [...of(9), ...of(6, { band: 'high' }), ...of(1, { band: 'none' })],
      [nothing, full ? look(full) : ''],
    ],
  ])('is %s', (_, cohort, expected) => {
    expect([...new Set(generalise(cohort.map((row, id) => ({ ...row, id }))).map(look))].sort()).toEqual(
      expected.sort(),
    )
  })

  it.each<[number | null, IndicatorClass]>([
    [null, 'not counted'],
    [0, 'low'],
    [39.9, 'low'],
    [40, 'middle'],
    [70, 'middle'],
    [70.1, 'high'],
  ])('tells an indicator of %p as %s', (indicator, said) => {
    expect(classOf(indicator)).toBe(said)
  })
})
