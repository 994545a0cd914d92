import LogisticRegression from 'ml-logistic-regression'
import { covariance, EigenvalueDecomposition, Matrix } from 'ml-matrix'

/**
 * Enough for the gradient to vanish: on whitened features each step leaves at most 1 - 4p(1 - p) of the distance, p the
 * mean probability. A test holds it to that.
 */
const steps = 100

/** Directions with less of the variance than this say nothing: constant features, or one feature told twice. */
const leastVariance = 1e-8

/**
 * Fits a logistic regression and gives the probability of `true` for further rows. The features are whitened first
 * (standardised, and their correlations taken out): that changes no probability, and lets the library's gradient
 * descent, whose step is then 1 over the steepest curvature, arrive in few steps.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  targets: readonly boolean[],
): (rows: readonly (readonly number[])[]) => number[] {
  const prepare = whitening(rows)
  const model = new LogisticRegression({ numSteps: steps, learningRate: 4 / rows.length })
  model.train(prepare(rows), Matrix.columnVector(targets.map(Number)))
  return (others) => model.classifiers[0]?.testScores(prepare(others)) ?? []
}

/** Turns rows into uncorrelated features of mean 0 and variance 1 over `rows`, after a leading 1 for the intercept. */
function whitening(rows: readonly (readonly number[])[]): (rows: readonly (readonly number[])[]) => Matrix {
  const given = matrix(rows)
  const means = given.mean('column')
  const spreads = given.standardDeviation('column', { unbiased: false }).map((spread) => spread || 1)
  const standardised = (some: readonly (readonly number[])[]): Matrix =>
    matrix(some).subRowVector(means).divRowVector(spreads)
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    covariance(standardised(rows), { center: false }),
    { assumeSymmetric: true },
  )
  const kept = realEigenvalues.flatMap((value, index) => (value > leastVariance ? [{ value, index }] : []))
  return (some) => {
    const turned = standardised(some).mmul(eigenvectorMatrix)
    return matrix(
      some.map((_, row) => [1, ...kept.map(({ value, index }) => turned.get(row, index) / Math.sqrt(value))]),
    )
  }
}

const matrix = (rows: readonly (readonly number[])[]): Matrix => new Matrix(rows.map((row) => [...row]))
