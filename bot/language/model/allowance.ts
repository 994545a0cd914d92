const hour = 3_600_000

/** Says whether one more message of a person may go to the model, and counts it. */
export type Allowance = (person: string) => boolean

/**
 * So many messages of each person in any hour. It is kept in memory: each instance counts for itself.
 *
 * @param now the real time in milliseconds
 */
export function createAllowance(perHour: number, now: () => number = Date.now): Allowance {
  const sent = new Map<string, number[]>()
  return (person) => {
    const since = now() - hour
    for (const [each, times] of sent) if ((times.at(-1) ?? 0) <= since) sent.delete(each)
    const recent = (sent.get(person) ?? []).filter((time) => time > since)
    if (recent.length >= perHour) return false
    sent.set(person, [...recent, now()])
    return true
  }
}
