/** Where a value stands among others. */
export interface Rank {
  /** How many are lower. */
  below: number
  /** How many are the same, itself included. */
  alike: number
}

/** Where `value` stands among `sorted`: ascending, `value` itself among them. */
export function rankAmong(sorted: readonly number[], value: number): Rank {
  const below = firstIndex(sorted, (other) => other >= value)
  return { below, alike: firstIndex(sorted, (other) => other > value, below) - below }
}

/** The percentile of a rank among `all`, 0 to 100: ties share their mean rank (the mid-rank definition). */
export function percentileOf({ below, alike }: Rank, all: number): number {
  return (100 * (below + alike / 2)) / all
}

/** The percentile of `value` among `sorted`, see {@link rankAmong}. */
export function percentileRank(sorted: readonly number[], value: number): number {
  return percentileOf(rankAmong(sorted, value), sorted.length)
}

/** The first index, `low` or later, from which `holds` is true; the length where it never is. */
function firstIndex(sorted: readonly number[], holds: (value: number) => boolean, low = 0): number {
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle] ?? Infinity)) high = middle
    else low = middle + 1
  }
  return low
}
