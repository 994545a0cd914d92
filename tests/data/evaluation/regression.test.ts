import { crossValidated, type Example } from '../../../data/evaluation/cross-validation'
import { fitLogistic } from '../../../data/evaluation/logistic-regression'
import { references } from '../../../data/evaluation/references'
import { Random } from '../../../data/sample/random'

const random = new Random(7, 'regression')

/** Two features on unlike scales, the second a noisy copy of the first; outcomes drawn from a known model. */
const rows = Array.from({ length: 250 }, () => {
  const days = random.between(0, 28)
  return [days, 1000 * days + random.between(0, 4000)]
})
const targets = rows.map(([days = 0]) => random.chance(1 / (1 + Math.exp(-(days - 14) / 5))))

it('the regression has arrived: its errors are uncorrelated with the intercept and every feature', () => {
  const errors = fitLogistic(rows, targets)(rows).map((chance, index) => Number(targets[index]) - chance)
  const along = (feature: (row: readonly number[]) => number): number =>
    errors.reduce((sum, error, index) => sum + error * feature(rows[index] ?? []), 0) / rows.length
  expect(Math.abs(along(() => 1))).toBeLessThan(1e-8)
  expect(Math.abs(along(([days = 0]) => days / 28))).toBeLessThan(1e-8)
  expect(Math.abs(along(([, clicks = 0]) => clicks / 28_000))).toBeLessThan(1e-8)
})

it('the regression finds the model that the outcomes were drawn from', () => {
  const predict = fitLogistic(
    rows.map(([days = 0]) => [days]),
    targets,
  )
  for (const days of [4, 14, 24]) {
    const [chance = 0] = predict([[days]])
    expect(Math.abs(chance - 1 / (1 + Math.exp(-(days - 14) / 5)))).toBeLessThan(0.1)
  }
})

it('a feature that is the same for all, or told twice, changes nothing', () => {
  const once = fitLogistic(
    rows.map(([days = 0]) => [days]),
    targets,
  )([[5]])
  const twice = fitLogistic(
    rows.map(([days = 0]) => [days, 3, 2 * days]),
    targets,
  )([[5, 3, 10]])
  expect(twice[0]).toBeCloseTo(once[0] ?? NaN, 9)
})

describe('cross-validation', () => {
  const examples: Example[] = rows.map((features, index) => ({
    studentId: String(index),
    features,
    negative: !targets[index],
  }))

  it('gives the same figures in whatever order the students come', () => {
    const chances = crossValidated(examples) ?? []
    const reversed = crossValidated([...examples].reverse()) ?? []
    reversed.reverse().forEach((chance, index) => expect(chance).toBeCloseTo(chances[index] ?? NaN, 9))
  })

  it('tells each student without having seen them', () => {
    const [first, ...others] = examples
    if (!first) throw new Error('There are examples.')
    const other = { ...first, negative: !first.negative }
    const [seen] = crossValidated([first, ...others]) ?? []
    const whole = fitLogistic(
      examples.map(({ features }) => features),
      examples.map(({ negative }) => !negative),
    )
    const changed = fitLogistic(
      [other, ...others].map(({ features }) => features),
      [other, ...others].map(({ negative }) => !negative),
    )
    // The fit to all moves with a student's own outcome; without them it cannot know it.
    expect(whole([first.features])[0]).not.toBeCloseTo(changed([first.features])[0] ?? NaN, 4)
    const noise = examples.map((example, index) => ({ ...example, features: [index % 2 === 0 ? 1 : 0] }))
    expect(seen).toBeDefined()
    const area = references(
      noise.map((example) => ({ ...example, programme: 'P', score: undefined, band: 'unknown' as const })),
      new Map(
        noise.map(({ studentId, features }) => [
          studentId,
          { totalClicks: 0, daysActive: 0, features: new Map([['x', features[0] ?? 0]]) },
        ]),
      ),
    )
    expect(area.totalClicks).toBe(0.5)
    expect(area.regression).toBeLessThan(0.6)
  })

  it('says nothing with fewer than ten of either outcome', () => {
    const few = examples
      .filter(({ negative }) => !negative)
      .concat(examples.filter(({ negative }) => negative).slice(0, 9))
    expect(crossValidated(few)).toBeUndefined()
  })
})
