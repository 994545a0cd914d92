import type { Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { SourceDayTable } from '../store/schema'
import type { Database } from '../store/store'

/** How much each source brought from `from` to before `to`, the oldest day first. */
export function readSourceDays(db: Database, from: Day, to: Day): Promise<SourceDayTable[]> {
  return db
    .selectFrom('source_day')
    .select(['source', 'day', 'records', 'students'])
    .where('day', '>=', from)
    .where('day', '<', to)
    .orderBy('day')
    .execute()
}

/** The last day before `to` of which each source holds anything; absent where none. */
export async function readLastSourceDays(
  db: Database,
  to: Day,
): Promise<Readonly<Record<Source, Day | undefined>>> {
  const rows = await db
    .selectFrom('source_day')
    .select(({ fn }) => ['source', fn.max('day').as('day')])
    .where('day', '<', to)
    .groupBy('source')
    .execute()
  const last = new Map(rows.map(({ source, day }) => [source, day]))
  const entries = sources.map((source) => [source, last.get(source)] as const)
  return Object.fromEntries(entries) as Record<Source, Day | undefined>
}

/** The first and the last day of which any source holds anything. */
export async function readDaysHeld(db: Database): Promise<{ first: Day; last: Day } | undefined> {
  const row = await db
    .selectFrom('source_day')
    .select(({ fn }) => [fn.min('day').as('first'), fn.max('day').as('last')])
    .executeTakeFirst()
  return row?.first && row.last ? { first: row.first, last: row.last } : undefined
}
