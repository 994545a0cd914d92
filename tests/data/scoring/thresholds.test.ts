import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import type { Source } from '../../../data/domain/source'
import { thresholdsFor } from '../../../data/scoring/thresholds'

const basisOf = (...sources: Source[]) =>
  thresholdsFor(
    sources.map((source) => ({ source, weight: configuration.weights[source] })),
    configuration,
  ).basis

it.each([
  ['with-attendance', ['attendance']],
  ['with-attendance', ['attendance', 'canvas', 'submissions', 'library', 'printing']],
  ['without-attendance', ['canvas', 'submissions']],
  ['without-attendance', ['canvas', 'library']],
  ['one-rank', ['canvas']],
  ['one-rank', ['canvas', 'printing']],
] as const)('a score is banded as %s by %j', (basis, sources) => {
  expect(basisOf(...sources)).toBe(basis)
})

it('one rank alone flags about as many as several do', () => {
  const { partial, good, high } = thresholdsFor([{ source: 'canvas', weight: 0.25 }], configuration)
  // A rank is spread evenly: so many in a hundred lie below.
  expect([partial, good, high]).toEqual([10, 28, 85])
})
