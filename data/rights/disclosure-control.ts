/** A count as HESA publishes it: to the nearest 5, so that 1 and 2 become 0. */
export function roundCount(count: number): number {
  return Math.round(count / 5) * 5
}
