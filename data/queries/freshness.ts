import { addDays, type Day } from '../domain/day'
import type { Source } from '../domain/source'
import { standardConfiguration } from '../scoring/configuration'
import { healthBefore, type SourceHealth } from '../scoring/health'
import { readPeriods } from '../scoring/read-calendar'
import { readLastDays } from '../scoring/read-data-days'
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

export async function freshness(store: Store, today: Day): Promise<Freshness> {
  const lastDays = await readLastDays(store.db, addDays(today, 1))
  const sources = healthBefore(today, lastDays, await readPeriods(store.db), standardConfiguration)
  const days = Object.values(lastDays).flatMap((day) => (day === undefined ? [] : [day]))
  return { dataTo: days.sort().at(-1), scoredTo: await scoredTo(store.db, today), sources }
}
