import { dayOf, type Clock } from '../domain/day'
import { recordLoad } from '../records/loads'
import type { Store } from '../store/store'
import { literal, openDuck, type Duck } from './duck'
import type { IdentitySystem } from './definitions/identities'
import type { Feed } from './feed'
import { knownKeys } from './known-keys'
import { collectRejects, csvSource, hashFiles, type Reject, type Source } from './source'
import { stageKnownKeys, stageRows } from './stage-rows'

/** What a load did. Rows are those of the files, headers left out. */
export interface LoadReport {
  feed: string
  files: readonly string[]
  rows: number
  accepted: number
  rejected: number
  reasons: { reason: string; rows: number }[]
  rejects: Reject[]
  /** The same file had been loaded before: nothing was changed. */
  unchanged: boolean
}

export interface LoadOptions {
  clock: Clock
  /** The files name students by their identifier in this system, not by student ID. */
  identifiedBy?: IdentitySystem
  /** A snapshot may end a large share of what is held. */
  allowRemovals?: boolean
}

/**
 * Loads files of one feed: a snapshot's files together, an increment's one after the other. Each load is one
 * transaction: all of it lands, with its rejects, or none.
 *
 * @throws EngagementError when a file cannot be read or lacks a required column; that load changes nothing
 */
export async function ingest(
  store: Store,
  feed: Feed,
  files: readonly string[],
  options: LoadOptions,
): Promise<LoadReport[]> {
  const groups = feed.kind === 'snapshot' ? [files] : files.map((file) => [file])
  const sources: Source[] = []
  for (const group of groups) sources.push(await csvSource(feed, group))
  const reports: LoadReport[] = []
  for (const source of sources) reports.push(await load(store, feed, source, options))
  return reports
}

/** Loads the rows of one source, see {@link ingest}. */
export async function load(
  store: Store,
  feed: Feed,
  source: Source,
  options: LoadOptions,
): Promise<LoadReport> {
  const hash = await hashFiles(source.paths)
  const earlier = await earlierLoad(store, feed, hash)
  if (earlier?.rejected === 0) return { ...earlier, unchanged: true }

  const duck = await openDuck()
  try {
    await duck.run(`set variable today = date ${literal(dayOf(options.clock()))}`)
    await stageKnownKeys(duck, await knownKeys(store, options.identifiedBy))
    const again = earlier && feed.kind === 'increment' ? onlyRejected(source, earlier.rejects) : source
    const accepted = await stageRows(duck, feed, again.sql)
    const rejects = await collectRejects(duck, source)
    const nothingNew = accepted === 0 || (again === source && accepted === earlier?.accepted)
    if (earlier && nothingNew) return { ...earlier, unchanged: true }

    const before = again === source ? 0 : (earlier?.accepted ?? 0)
    const rows = source.countSql ? await countRows(duck, source.countSql) : before + accepted + rejects.length
    const report = {
      feed: feed.name,
      files: source.names,
      rows,
      accepted: before + accepted,
      rejected: rejects.length,
      rejects,
    }
    await store.transaction(
      async (tx) => {
        const touched = await feed.write(duck, {
          tx,
          today: dayOf(options.clock()),
          readWhole: rejects.every(({ record }) => record !== null),
          allowRemovals: options.allowRemovals ?? false,
        })
        await recordLoad(tx, { ...report, hash, touched, at: options.clock() })
      },
      { alone: 'loads', repeatable: true },
    )
    return { ...report, reasons: countReasons(rejects), unchanged: false }
  } finally {
    duck.close()
  }
}

/** A file loaded again: what was accepted then is left alone, what was rejected gets another chance. */
function onlyRejected(source: Source, rejects: readonly Reject[]): Source {
  const records = rejects.flatMap(({ record }) => (record === null ? [] : [record]))
  return { ...source, sql: `select * from (${source.sql}) where record in (${[0, ...records].join(', ')})` }
}

async function countRows(duck: Duck, sql: string): Promise<number> {
  const [count] = await duck.rows(sql)
  return Number(Object.values(count ?? {})[0])
}

/** The last time that the same bytes were loaded; for a snapshot, only if no other came in between. */
async function earlierLoad(store: Store, feed: Feed, hash: string): Promise<LoadReport | undefined> {
  const loads = await store.db
    .selectFrom('feed_load')
    .selectAll()
    .where('feed', '=', feed.name)
    .orderBy('load_id', 'desc')
    .execute()
  const found = feed.kind === 'snapshot' ? loads.slice(0, 1) : loads
  const earlier = found.find((loaded) => loaded.content_hash === hash)
  if (!earlier) return undefined
  const rows = await store.db
    .selectFrom('feed_reject')
    .selectAll()
    .where('load_id', '=', earlier.load_id)
    .execute()
  const rejects = rows.map(({ file_name, line, record, column_name, reason }) => ({
    file: file_name,
    line,
    record,
    column: column_name,
    reason,
  }))
  return {
    feed: feed.name,
    files: earlier.file_names.split(', '),
    rows: earlier.rows_read,
    accepted: earlier.accepted,
    rejected: earlier.rejected,
    reasons: countReasons(rejects),
    rejects,
    unchanged: true,
  }
}

function countReasons(rejects: readonly Reject[]): { reason: string; rows: number }[] {
  const counts = new Map<string, number>()
  for (const { reason } of rejects) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => b.rows - a.rows)
}
