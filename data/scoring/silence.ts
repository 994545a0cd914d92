import { addDays, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { Health } from './health'

/** For each source the day after which nothing must have been seen of a student who counts as silent. */
export type SilentAfter = Partial<Record<Source, Day>>

/**
 * From when on silence counts, for so many days. A source counts back from the last day with good data, never from today,
 * and days of which it may be that nothing was delivered do not count: a feed that failed makes nobody silent. A source
 * without data says nothing.
 */
export function silentAfter(health: Health, days: number, source?: Source): SilentAfter {
  const asked = source === undefined ? sources : [source]
  return Object.fromEntries(
    asked.flatMap((each) => {
      const { dataTo, empty } = health[each]
      return dataTo === undefined ? [] : [[each, countedBack(dataTo, days, empty)]]
    }),
  )
}

function countedBack(last: Day, days: number, empty: ReadonlySet<Day>): Day {
  let day = last
  for (let left = days; left > 0; day = addDays(day, -1)) if (!empty.has(day)) left -= 1
  return day
}
