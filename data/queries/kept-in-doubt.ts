import { sql } from 'kysely'
import type { Expectations } from '../configuration/expectations'
import type { SnapshotFeed } from '../domain/feed'
import type { Database } from '../store/store'

/** What the bot may read of it: other systems' identifiers it may not. */
const tables: Partial<Record<SnapshotFeed, string>> = {
  organisation: 'unit',
  students: 'student',
  staff: 'staff',
  assignments: 'assignment',
  calendar: 'calendar_period',
}

/**
 * Of each feed whose newest snapshot was not whole, at least how many rows it lacked that did not end, since its rejected rows
 * may be about them: only where they are more than a snapshot may end unasked.
 */
export async function keptInDoubt(
  db: Database,
  { largestRemovalShare, fewRows }: Pick<Expectations, 'largestRemovalShare' | 'fewRows'>,
): Promise<Map<string, number>> {
  const loads = await db
    .selectFrom('feed_load')
    .select(['feed', 'accepted', 'rejected'])
    .where('load_id', 'in', (newest) =>
      newest
        .selectFrom('feed_load')
        .select(({ fn }) => fn.max('load_id').as('load_id'))
        .where('outcome', '=', 'loaded')
        .groupBy('feed'),
    )
    .where('rejected', '>', 0)
    .execute()
  const kept = new Map<string, number>()
  for (const { feed, accepted, rejected } of loads) {
    const table = Object.entries(tables).find(([name]) => name === feed)?.[1]
    if (table === undefined) continue
    const held = await heldIn(db, table)
    const lacking = held - accepted - rejected
    if (lacking > Math.max(fewRows, held * largestRemovalShare)) kept.set(feed, lacking)
  }
  return kept
}

async function heldIn(db: Database, table: string): Promise<number> {
  const { rows } = await sql<{
    held: number
  }>`select count(*) as held from ${sql.table(table)} where gone_on is null`.execute(db)
  return rows[0]?.held ?? 0
}
