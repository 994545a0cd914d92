import { addDays, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { Health } from './health'

/** For each source the day after which nothing must have been seen of a student who counts as silent. */
export type SilentAfter = Partial<Record<Source, Day>>

/**
 * From when on silence counts, for so many days. A source counts back from the last day with good data, never from today,
 * and days of which it may be that nothing was delivered do not count: a feed that failed makes nobody silent. A source
 * without data says nothing. Beside others that are well, one that is left out counts from the same day as they: what it
 * brought since then was seen, but what it did not bring hides nobody.
 */
export function silentAfter(health: Health, days: number, source?: Source): SilentAfter {
  const asked = source === undefined ? sources : [source]
  const counted = asked.flatMap((each) => {
    const { dataTo, empty, healthy } = health[each]
    return dataTo === undefined ? [] : [{ each, healthy, since: countedBack(dataTo, days, empty) }]
  })
  const latest = counted
    .flatMap(({ healthy, since }) => (healthy ? [since] : []))
    .sort()
    .at(-1)
  return Object.fromEntries(
    counted.map(({ each, healthy, since }) => [each, healthy ? since : (latest ?? since)]),
  )
}

function countedBack(last: Day, days: number, empty: ReadonlySet<Day>): Day {
  let day = last
  for (let left = days; left > 0; day = addDays(day, -1)) if (!empty.has(day)) left -= 1
  return day
}
