import type { Day } from '../domain/day'
import type { Configuration } from '../configuration/indicator'
import type { Database } from '../store/store'
import type { Period } from './countable-days'
import { outagesBySource, readHealth, sickSources, type Health } from './health'
import { digest } from './pools'
import { earliestDay } from './windows'

/** What a configuration makes of a week. */
export interface Circumstances {
  configuration: Configuration
  /** The first day that its windows may reach. */
  from: Day
  /** The sources' health as this configuration judges it. */
  health: Health
  /** Digest of the health, and of the calendar from `from` on. */
  context: string
}

/** Tells what each configuration makes of the week that ends before `to`. */
export function circumstancesOf(
  db: Database,
  to: Day,
  periods: readonly Period[],
): (configuration: Configuration) => Promise<Circumstances> {
  const known = new Map<string, Promise<Circumstances>>()
  const find = async (configuration: Configuration): Promise<Circumstances> => {
    const from = earliestDay(to, configuration)
    const health = await readHealth(db, to, periods, configuration.feeds)
    const context = digest([sickness(health, from), within(periods, from, to)])
    return { configuration, from, health, context }
  }
  return (configuration) => {
    const found = known.get(configuration.version) ?? find(configuration)
    known.set(configuration.version, found)
    return found
  }
}

/** What of the sources' health makes a score: which are left out, from when on, and what is not known of the days since `from`. */
function sickness(health: Health, from: Day): unknown[] {
  const outages = Object.entries(outagesBySource(health)).flatMap(([source, all]) =>
    all.filter(({ to }) => to === undefined || to > from).map((outage) => [source, outage.from, outage.to]),
  )
  const late = sickSources(health).map((source) => [source, health[source].dataTo ?? null])
  return outages.length === 0 ? late : [...late, outages]
}

/** What the periods say of the days from `from` to before `to`, and no more. */
function within(periods: readonly Period[], from: Day, to: Day): Period[] {
  return periods
    .filter(({ start_date, end_date }) => start_date < to && end_date > from)
    .map((period) => ({
      ...period,
      start_date: period.start_date > from ? period.start_date : from,
      end_date: period.end_date < to ? period.end_date : to,
    }))
}
