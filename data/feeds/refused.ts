import { EngagementError } from '../domain/errors'
import { howToPass, type Passing } from './how-to-pass'
import type { ReasonCount } from './rejects'
import { noteSeenAgain, recordLoad, type RecordedLoad } from '../records/loads'
import type { LoadOutcome } from '../domain/feed-state'
import type { Store } from '../store/store'
import type { Expectations } from '../configuration/expectations'

/** A load on its way: what will be recorded of it once it is known what became of it. */
export type LoadToRecord = Omit<RecordedLoad, 'touched' | 'outcome'> & { reasons: readonly ReasonCount[] }

const noStudent = 'student_id names no known student'

/**
 * Refuses a load that would reject a large share of its rows: far more often a broken export, or students who have not
 * come yet, than the truth. Its rejects are kept.
 *
 * @param how namesOthers: the files are the log of a system that staff and visitors use too
 * @throws EngagementError `too-many-rejects`
 */
export async function refuseTooManyRejects(
  store: Store,
  load: LoadToRecord,
  { largestRejectShare, largestStrangerShare, fewRows }: Expectations,
  { namesOthers, passing }: { namesOthers: boolean; passing: Passing | undefined },
): Promise<void> {
  const { feed, files, accepted, rejected, reasons } = load
  // Not of all rows of the files: a log holds many that are none of the feed's.
  const rows = accepted + rejected
  const strangers = namesOthers ? (reasons.find(({ reason }) => reason === noStudent)?.rows ?? 0) : 0
  // Without those of a file loaded before that were not looked at again: they were let pass then.
  const wrong = reasons.reduce((sum, reason) => sum + reason.rows, 0) - strangers
  const isTooMany = (counted: number, share: number): boolean => counted > Math.max(fewRows, rows * share)
  if (!isTooMany(wrong, largestRejectShare) && !isTooMany(strangers, largestStrangerShare)) return
  await keepRefused(store, load, 'too-many-rejects')
  const [bad, limit] = isTooMany(wrong, largestRejectShare)
    ? [wrong, largestRejectShare]
    : [strangers, largestStrangerShare]
  const share = `${count(bad)} of ${count(rows)} rows (${percent(bad / rows)})`
  throw new EngagementError(
    'too-many-rejects',
    `${files.join(', ')} would be loaded without ${share}, more than ${percent(limit)}: nothing was loaded. 'engagement ingest --rejects ${feed}' says which and why${ofTheFirst(load)}. If they may be left out, ${howToPass('--allow-rejects', feed, passing)}.`,
  )
}

/** Of so many that not all are kept: which reasons are the most frequent, since those kept may not tell. */
function ofTheFirst({ rejected, rejects, reasons }: LoadToRecord): string {
  if (rejects.length === rejected) return ''
  const frequent = reasons.slice(0, 3).map(({ reason, rows }) => `${reason} (${count(rows)})`)
  return ` of ${count(rejects.length)} of them; most frequent: ${frequent.join(', ')}`
}

/** A snapshot that would end too much, and in numbers what it lacks: never whom. */
export class TooManyRemovals extends EngagementError {
  constructor(
    message: string,
    readonly missing: readonly string[],
  ) {
    super('too-many-removals', message)
  }
}

/** Told of a file as a whole, in the order given: on no line of it. */
function aboutTheFile(files: readonly string[], words: readonly string[]): LoadToRecord['rejects'] {
  const file = files.join(', ')
  return words.map((reason, index) => ({
    file,
    line: index + 1 - words.length,
    record: null,
    column: '',
    reason,
  }))
}

/** Keeps, before it goes on, that a load was refused for what it would end. */
export function keepTooManyRemovals(store: Store, load: LoadToRecord): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof TooManyRemovals) {
      const rejects = [...load.rejects, ...aboutTheFile(load.files, error.missing)]
      await keepRefused(store, { ...load, rejects }, 'too-many-removals')
    }
    throw error
  }
}

/** "12.5 %", never rounded down to the limit that it is over. */
export function percent(share: number): string {
  return `${Math.ceil(Number((share * 1000).toFixed(6))) / 10} %`
}

export function count(rows: number): string {
  return rows.toLocaleString('en-GB')
}

/** The record of a load that landed nowhere. The same file refused again for the same is no other record. */
export async function keepRefused(store: Store, load: LoadToRecord, outcome: LoadOutcome): Promise<void> {
  await store.transaction(
    async (tx) => {
      const newest = await tx.db
        .selectFrom('feed_load')
        .selectAll()
        .where('feed', '=', load.feed)
        .orderBy('load_id', 'desc')
        .executeTakeFirst()
      const same =
        newest?.outcome === outcome && newest.content_hash === load.hash && newest.rejected === load.rejected
      if (same) await noteSeenAgain(tx.db, newest.load_id, load.at)
      else await recordLoad(tx, { ...load, touched: [], outcome })
    },
    { alone: 'loads', repeatable: true },
  )
}
