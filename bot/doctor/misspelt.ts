import { slip } from '../language/nearness'

/** A variable that nothing reads, and which one was perhaps meant. */
export interface Misspelt {
  name: string
  meant: string | undefined
}

/** Names that nothing else uses. The tests' own are no mistake. */
const ours = /^(ENGAGEMENT_(?!TEST_)|Microsoft_?App)/iu

/** Of the variables that are set, those that nothing reads and that look like ours. */
export function misspeltVariables(set: readonly string[], known: readonly string[]): Misspelt[] {
  return set
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, meant: nearest(name, known) }))
    .filter(({ name, meant }) => meant !== undefined || ours.test(name))
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const near = known.flatMap((other) => {
    const rank = bare(name) === bare(other) ? 0 : slip(bare(name), bare(other))
    return rank === undefined ? [] : [{ other, rank }]
  })
  return near.sort((a, b) => a.rank - b.rank)[0]?.other
}

/** Without what is easily written otherwise. */
const bare = (name: string): string => name.toLowerCase().replaceAll('_', '')
