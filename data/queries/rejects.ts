import { startOf, type Day } from '../domain/day'
import type { LoadOutcome } from '../domain/feed-state'
import { inParts } from '../store/in-parts'
import type { Instant } from '../store/schema'
import type { Database } from '../store/store'

/** A load and the rows that it refused: where they stand and why, never what stood there. */
export interface LoadWithRejects {
  load: number
  feed: string
  files: string
  loadedAt: Instant
  outcome: LoadOutcome
  rows: number
  accepted: number
  rejected: number
  rejects: RejectedRow[]
}

export interface RejectedRow {
  file: string
  /** 0 for what is told of the file as a whole. */
  line: number
  column: string
  reason: string
}

/** The newest load of each feed, or all loads since a day; of one feed, where one is named. The oldest load first. */
export async function loadsWithRejects(
  db: Database,
  { feed, since }: { feed?: string | undefined; since?: Day | undefined },
): Promise<LoadWithRejects[]> {
  const all = db.selectFrom('feed_load').selectAll().orderBy('load_id')
  const asked =
    since === undefined
      ? all.where('load_id', 'in', (query) =>
          query
            .selectFrom('feed_load')
            .select(({ fn }) => fn.max('load_id').as('load_id'))
            .groupBy('feed'),
        )
      : all.where('loaded_at', '>=', startOf(since).toISOString())
  const loads = await asked.execute()
  const wanted = loads.filter((each) => feed === undefined || each.feed === feed)
  const rejects = await rejectsOf(
    db,
    wanted.map(({ load_id }) => load_id),
  )
  return wanted.map(({ load_id, file_names, loaded_at, rows_read, ...load }) => ({
    load: load_id,
    feed: load.feed,
    files: file_names,
    loadedAt: loaded_at,
    outcome: load.outcome,
    rows: rows_read,
    accepted: load.accepted,
    rejected: load.rejected,
    rejects: rejects.get(load_id) ?? [],
  }))
}

async function rejectsOf(db: Database, loads: readonly number[]): Promise<Map<number, RejectedRow[]>> {
  const found = new Map<number, RejectedRow[]>()
  for (const part of inParts(loads)) {
    const rows = await db
      .selectFrom('feed_reject')
      .select(['load_id', 'file_name', 'line', 'column_name', 'reason'])
      .where('load_id', 'in', part)
      .orderBy('load_id')
      .orderBy('file_name')
      .orderBy('line')
      .execute()
    for (const { load_id, file_name, line, column_name, reason } of rows) {
      const own = found.get(load_id) ?? []
      own.push({ file: file_name, line: Math.max(0, line), column: column_name, reason })
      found.set(load_id, own)
    }
  }
  return found
}
