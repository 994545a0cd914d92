/**
 * The percentile rank of `value` among `sorted` (ascending, `value` itself among them), 0 to 100. Ties share their
 * mean rank: 100 × (below + equal / 2) / all, the mid-rank definition.
 */
export function percentileRank(sorted: readonly number[], value: number): number {
  const below = firstIndex(sorted, (other) => other >= value)
  const notAbove = firstIndex(sorted, (other) => other > value)
  return (100 * (below + (notAbove - below) / 2)) / sorted.length
}

/** The first index from which `holds` is true; the length where it never is. */
function firstIndex(sorted: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle] ?? Infinity)) high = middle
    else low = middle + 1
  }
  return low
}
