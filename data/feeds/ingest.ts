import path from 'node:path'
import { dayOf, type Clock, type Day } from '../domain/day'
import { EngagementError } from '../domain/errors'
import type { IdentitySystem } from '../domain/feed'
import { awaitedFeeds, noteFeedCame } from '../records/awaited-feeds'
import { newestLoad, noteSeenAgain, recordLoad } from '../records/loads'
import { recountSourceDays } from '../records/source-days'
import type { Database, Store } from '../store/store'
import { literal, openDuck, type Duck } from './duck'
import type { Expectations } from '../configuration/expectations'
import type { Feed } from './feed'
import { stageKnownKeys } from './known-keys'
import type { LoadProgress } from './load-progress'
import { openSources, type SourceOptions } from './open-sources'
import type { Passing } from './how-to-pass'
import { keepTooManyRemovals, refuseTooManyRejects } from './refused'
import { collectRejects, type ReasonCount, type Reject, type Rejects } from './rejects'
import { hashFiles, type Source } from './source'
import { stageRows } from './stage-rows'

/** What a load did. Rows are those of the files, headers left out. */
export interface LoadReport {
  feed: string
  files: readonly string[]
  rows: number
  accepted: number
  rejected: number
  /** Of the rejects; of a file that came again, of those that were kept. */
  reasons: ReasonCount[]
  /** At most so many of them as are kept. */
  rejects: Reject[]
  /** The same file had been loaded before: nothing was changed. */
  unchanged: boolean
  /** How many rows that are held and not in a snapshot did not end: rejected rows or unreadable lines may be about them. */
  spared?: number
  /** Which rows of the files are none of the feed's: those that are neither accepted nor rejected. */
  leftOut?: string
}

export interface LoadOptions {
  clock: Clock
  /** The files name students by their identifier in this system, not by student ID. */
  identifiedBy?: IdentitySystem
  /** A snapshot may end a large share of what is held. */
  allowRemovals?: boolean
  /** A large share of the rows may be rejected, and the rest loaded. */
  allowRejects?: boolean
  /** How a refused load is let pass, where not by repeating it. */
  passing?: Passing
  /** What a load may do unasked; as the product is delivered where absent. */
  expectations?: Expectations | undefined
  /** Where the files are from, if not from where they are read. */
  origin?: Origin
  /**
   * What is recorded of files that had been loaded before: `note`, that they came again under these names; `leave`, nothing.
   * Where absent, of a snapshot that it came again.
   */
  unchanged?: 'note' | 'leave'
  onProgress?: ((progress: LoadProgress) => void) | undefined
}

/** The place that files came from, and what they are called there. */
export interface Origin {
  /** Recorded before each name. */
  place: string
  nameOf: (path: string) => string
}

/** How files become loads. */
export type IngestOptions = Omit<LoadOptions, 'identifiedBy'> & SourceOptions

/**
 * Loads files of one feed: a snapshot's files together, an increment's one after the other. Each load is one
 * transaction: all of it lands, with its rejects, or none.
 *
 * @throws EngagementError when a file cannot be read or lacks a required column, or when a load would reject or end too
 *   many rows; that load changes nothing, and of one refused for its rows the record and the rejects are kept
 */
export async function ingest(
  store: Store,
  feed: Feed,
  files: readonly string[],
  options: IngestOptions,
): Promise<LoadReport[]> {
  const { sources, identifiedBy } = await openSources(store, feed, files, options)
  const { identifiedBy: _named, ...given } = options
  const loading: LoadOptions = { ...given, ...(identifiedBy && { identifiedBy }) }
  const reports: LoadReport[] = []
  for (const source of sources) {
    const report = await load(store, feed, namedBy(options.origin, source), loading)
    reports.push(source.leftOut === undefined ? report : { ...report, leftOut: source.leftOut })
  }
  return reports
}

function namedBy(origin: Origin | undefined, source: Source): Source {
  return origin ? { ...source, names: source.paths.map(origin.nameOf) } : source
}

/** Loads the rows of one source, see {@link ingest}. */
export async function load(
  store: Store,
  feed: Feed,
  source: Source,
  options: LoadOptions,
): Promise<LoadReport> {
  const { clock, expectations = store.settings.feeds, onProgress } = options
  const tell = onProgress && tellOf(source, onProgress)
  tell?.('reading')
  const hash = await hashFiles(source.paths, source.reading)
  const earlier = await earlierLoad(store.db, feed, hash)
  if (earlier?.report.rejected === 0) return cameAgain(store, feed, source, earlier, options)

  const duck = await openDuck()
  try {
    const checked = await check(duck, store, feed, source, earlier, options)
    if ('loadId' in checked) return await cameAgain(store, feed, source, checked, options)
    const { noRows, ...found } = checked
    const recorded = { ...found, hash, at: clock(), place: options.origin?.place }
    if (!options.allowRejects)
      await refuseTooManyRejects(store, recorded, expectations, {
        namesOthers: source.namesOthers === true,
        passing: options.passing,
      })
    let spared = 0
    const inBetween = await store
      .transaction(
        async (tx) => {
          const newest = await earlierLoad(tx.db, feed, hash)
          if (newest?.loadId !== earlier?.loadId) return newest
          const touched = await feed.write(duck, {
            tx,
            today: dayOf(clock()),
            isSecondChance: earlier !== undefined && feed.kind === 'increment',
            readWhole: noRows === 0,
            removals: options.allowRemovals ? undefined : expectations,
            passing: options.passing,
            spare: (rows) => (spared = rows),
            ...(tell && { tell }),
          })
          await recountSourceDays(
            tx.db,
            touched.map(({ day }) => day),
          )
          await recordLoad(tx, { ...recorded, touched, outcome: 'loaded' })
          await noteFeedCame(tx.db, feed.name)
          return undefined
        },
        { alone: 'loads', repeatable: true },
      )
      .catch(keepTooManyRemovals(store, recorded))
    if (inBetween) return inBetween.report
    return { ...found, unchanged: false, ...(spared > 0 && { spared }) }
  } finally {
    duck.close()
  }
}

type Checked = Omit<LoadReport, 'unchanged' | 'spared' | 'leftOut'> & Pick<Rejects, 'noRows'>

/**
 * Reads and checks a source's rows into DuckDB's tables; of a file loaded before, what was rejected then. The earlier load
 * where that brings nothing new.
 */
async function check(
  duck: Duck,
  store: Store,
  feed: Feed,
  source: Source,
  earlier: EarlierLoad | undefined,
  { clock, identifiedBy }: LoadOptions,
): Promise<Checked | EarlierLoad> {
  await duck.run(`set variable today = date ${literal(dayOf(clock()))}`)
  await stageKnownKeys(duck, store.db, feed, identifiedBy)
  const again = earlier && feed.kind === 'increment' ? onlyRejected(source, earlier.report.rejects) : source
  const accepted = await stageRows(duck, feed, again, identifiedBy !== undefined).catch((cause: unknown) => {
    throw unreadable(source, cause)
  })
  const rejects = await collectRejects(duck, source)
  // Of a load with very many, those that were not kept have no other chance: they stay rejected.
  const notKept =
    again === source ? 0 : (earlier?.report.rejected ?? 0) - (earlier?.report.rejects.length ?? 0)
  const rejected = rejects.rejected + notKept
  const nothingNew = accepted === 0 || (again === source && accepted === earlier?.report.accepted)
  if (earlier && nothingNew) return earlier
  const before = again === source ? 0 : (earlier?.report.accepted ?? 0)
  const rows = source.countSql
    ? (await countRows(duck, source.countSql)) + rejects.noRows
    : before + accepted + rejected
  return {
    feed: feed.name,
    files: source.names,
    rows,
    accepted: before + accepted,
    ...rejects,
    rejected,
  }
}

function tellOf(
  { names }: Source,
  onProgress: (progress: LoadProgress) => void,
): (phase: LoadProgress['phase'], done?: number, all?: number) => void {
  return (phase, done = 0, all = 0) => onProgress({ files: names, phase, done, all })
}

/**
 * A snapshot that came as it was is up to date; an increment that comes again brings nothing. Under another name a snapshot is
 * of another day.
 */
async function cameAgain(
  store: Store,
  feed: Feed,
  { names }: Source,
  { loadId, cameOn, report }: EarlierLoad,
  { clock, origin, unchanged }: LoadOptions,
): Promise<LoadReport> {
  const isRenamed = names.map(baseOf).join() !== report.files.map(baseOf).join()
  const isNews = feed.kind === 'snapshot' && (isRenamed || cameOn < dayOf(clock()))
  const isNoted = unchanged === 'note' || (unchanged === undefined && isNews)
  const as = unchanged === 'note' || isRenamed ? { files: names, place: origin?.place } : undefined
  const isAwaited = (await awaitedFeeds(store.db)).includes(feed.name)
  if (isNoted || isAwaited)
    await store.transaction(
      async ({ db }) => {
        if (isNoted) await noteSeenAgain(db, loadId, clock(), as)
        await noteFeedCame(db, feed.name)
      },
      { repeatable: true },
    )
  return report
}

const baseOf = (name: string): string => path.basename(name)

/** In our words: the library's own quote what it could not read. */
function unreadable({ names, tables }: Source, cause: unknown): EngagementError {
  const advice = [...new Set(tables.map((table) => table.advice))].join('; ')
  return new EngagementError('feed-unreadable', `${names.join(', ')} ${advice}. Nothing was loaded.`, {
    cause,
  })
}

/** A file loaded again: what was accepted then is left alone, what was rejected gets another chance. */
function onlyRejected(source: Source, rejects: readonly Reject[]): Source {
  const records = rejects.flatMap(({ record }) => (record === null ? [] : [record]))
  return {
    ...source,
    sql: `select * from (${source.sql}) where record in (${[0, ...records].join(', ')})`,
    inOrder: undefined,
  }
}

async function countRows(duck: Duck, sql: string): Promise<number> {
  const [count] = await duck.rows(sql)
  return Number(Object.values(count ?? {})[0])
}

interface EarlierLoad {
  loadId: number
  /** The day on which it last came. */
  cameOn: Day
  report: LoadReport
}

/** The last time that the same bytes were loaded; for a snapshot, only if no other came in between. */
async function earlierLoad(db: Database, feed: Feed, hash: string): Promise<EarlierLoad | undefined> {
  const loads = await db
    .selectFrom('feed_load')
    .selectAll()
    .where('content_hash', '=', hash)
    .where('feed', '=', feed.name)
    .where('outcome', '=', 'loaded')
    .orderBy('load_id', 'desc')
    .execute()
  const [earlier] = loads
  if (!earlier) return undefined
  if (feed.kind === 'snapshot' && earlier.load_id !== (await newestLoad(db, feed.name))) return undefined
  const rows = await db.selectFrom('feed_reject').selectAll().where('load_id', '=', earlier.load_id).execute()
  const rejects = rows.map(({ file_name, line, record, column_name, reason }) => ({
    file: file_name,
    line,
    record,
    column: column_name,
    reason,
  }))
  const report = {
    feed: feed.name,
    files: earlier.file_names.split(', '),
    rows: earlier.rows_read,
    accepted: earlier.accepted,
    rejected: earlier.rejected,
    reasons: countReasons(rejects),
    rejects,
    unchanged: true,
  }
  const cameOn = dayOf(new Date(earlier.seen_again_at ?? earlier.loaded_at))
  return { loadId: earlier.load_id, cameOn, report }
}

function countReasons(rejects: readonly Reject[]): ReasonCount[] {
  const counts = new Map<string, number>()
  for (const { reason } of rejects) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => b.rows - a.rows)
}
