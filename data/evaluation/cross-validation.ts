import { createHash } from 'node:crypto'
import { fitLogistic } from './logistic-regression'

/** A student as the regression sees them. */
export interface Example {
  studentId: string
  features: readonly number[]
  negative: boolean
}

const folds = 10

/** With fewer students of either outcome than this, a regression is fitted to chance. */
const leastOfEach = 10

const seed = 'engagement'

/**
 * The chance of a good end that a logistic regression gives each student, fitted without them: the students are dealt
 * into ten folds, as many negative outcomes in each, and each fold is told by the other nine. The deal depends on the
 * seed and the students alone, so that the same data give the same figures.
 */
export function crossValidated(examples: readonly Example[]): number[] | undefined {
  const foldOf = examples[0]?.features.length === 0 ? undefined : deal(examples)
  if (!foldOf) return undefined
  const chances = examples.map(() => 0)
  for (let fold = 0; fold < folds; fold++) {
    const rest = examples.filter((_, index) => foldOf[index] !== fold)
    const predict = fitLogistic(
      rest.map(({ features }) => features),
      rest.map(({ negative }) => !negative),
    )
    const held = [...examples.keys()].filter((index) => foldOf[index] === fold)
    const told = predict(held.map((index) => examples[index]?.features ?? []))
    held.forEach((index, place) => (chances[index] = told[place] ?? 0))
  }
  return chances
}

function deal(examples: readonly Example[]): number[] | undefined {
  const foldOf = examples.map(() => 0)
  for (const outcome of [true, false]) {
    const alike = [...examples.entries()]
      .filter(([, { negative }]) => negative === outcome)
      .map(([index, { studentId }]) => ({ index, key: shuffleKey(studentId) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
    if (alike.length < leastOfEach) return undefined
    alike.forEach(({ index }, place) => (foldOf[index] = place % folds))
  }
  return foldOf
}

const shuffleKey = (studentId: string): string =>
  createHash('sha256').update(`${seed}:${studentId}`).digest('hex')
