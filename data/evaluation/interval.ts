/** A share and where it may truly lie. */
export interface Rate {
  /** How many … */
  count: number
  /** … of how many. */
  of: number
  share: number
  /** The 95% interval's ends. */
  low: number
  high: number
}

/** The 97.5th percentile of the normal distribution. */
const z = 1.959964

/** A share with its 95% interval after Wilson (1927), which holds for small numbers too. Absent of nobody. */
export function rate(count: number, of: number): Rate | undefined {
  if (of === 0) return undefined
  const share = count / of
  const middle = share + (z * z) / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return {
    count,
    of,
    share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  }
}

/** "23% (18 to 28)"; "-" where too few stand behind it. */
export function rateInWords(rate: Rate | undefined): string {
  if (!rate) return '-'
  const percent = (share: number): string => (100 * share).toFixed(0)
  return `${percent(rate.share)}% (${percent(rate.low)} to ${percent(rate.high)})`
}
