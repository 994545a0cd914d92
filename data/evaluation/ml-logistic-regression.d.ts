/** The part that is used here; the package brings no types. */
declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix'

  class LogisticRegression {
    constructor(options: { numSteps: number; learningRate: number })
    /** Of class 0, the first classifier gives the probability that it is not that class. */
    classifiers: { testScores(features: Matrix): number[] }[]
    /** Classes are numbered from 0. */
    train(features: Matrix, classes: Matrix): void
  }
  export = LogisticRegression
}
