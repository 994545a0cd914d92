import { addDays, type Day } from '../domain/day'
import type { Source } from '../domain/source'
import type { Expectations } from '../configuration/expectations'
import { healthBefore, readHeldDays, type SourceHealth } from '../scoring/health'
import { readPeriods } from '../scoring/read-calendar'
import type { Store } from '../store/store'
import { scoredTo } from './current-week'

/** How far the data reach. About feeds, not persons: it needs no scope. */
export interface Freshness {
  /** The newest day with data of any source; absent from a store without data. */
  dataTo: Day | undefined
  /** The last day that the scores draw on; absent from a store without scores. */
  scoredTo: Day | undefined
  sources: Record<Source, SourceHealth>
}

export async function freshness(
  store: Store,
  today: Day,
  expectations: Expectations = store.settings.feeds,
): Promise<Freshness> {
  const held = await readHeldDays(store.db, today, addDays(today, 1), expectations)
  const sources = healthBefore(today, held, await readPeriods(store.db), expectations)
  const days = Object.values(held.last).flatMap((day) => (day === undefined ? [] : [day]))
  return { dataTo: days.sort().at(-1), scoredTo: await scoredTo(store.db, today), sources }
}
