import { sql } from 'kysely'
import type { Day } from '../domain/day'
import type { LoadOutcome } from '../domain/feed-state'
import type { Database, Transaction } from '../store/store'

/** A load as the store remembers it. */
export interface RecordedLoad {
  feed: string
  files: readonly string[]
  /** Where the files came from, recorded before each name; absent where the names alone tell it. */
  place?: string | undefined
  /** Of the files' bytes. */
  hash: string
  rows: number
  accepted: number
  rejected: number
  /** Never with the value refused: it may be personal data. */
  rejects: readonly { file: string; line: number; record: number | null; column: string; reason: string }[]
  /** The programmes and days whose activity it added or changed. */
  touched: readonly { programme: string; day: Day }[]
  at: Date
  outcome: LoadOutcome
}

/** The number of the newest load: of all, refused ones included, or of those of one feed that were loaded; 0 before any. */
export async function newestLoad(db: Database, feed?: string): Promise<number> {
  const newest = await db
    .selectFrom('feed_load')
    .$if(feed !== undefined, (loads) => loads.where('feed', '=', feed ?? '').where('outcome', '=', 'loaded'))
    .select(({ fn }) => fn.max('load_id').as('load_id'))
    .executeTakeFirst()
  return newest?.load_id ?? 0
}

/**
 * Tells the programmes that students of a temporary table of student rows move to of every load that their old programmes
 * know of, inside a transaction: among what these loads brought may be something of the students.
 */
export async function tellNewProgrammes(db: Database, stage: string): Promise<void> {
  const moved = sql.table(stage)
  await sql`
    insert into load_day (load_id, programme_code, day)
    select distinct load_day.load_id, ${moved}.programme_code, load_day.day
    from ${moved} inner join student on student.student_id = ${moved}.student_id
    inner join load_day on load_day.programme_code = student.programme_code
    where ${moved}.programme_code <> student.programme_code and not exists (
      select 1 from load_day as told where told.load_id = load_day.load_id
        and told.programme_code = ${moved}.programme_code and told.day = load_day.day)`.execute(db)
}

/** Notes that the files of a load came again, unchanged, as what: a snapshot that nothing happens to is no late one. */
export async function noteSeenAgain(
  db: Database,
  loadId: number,
  at: Date,
  as?: Pick<RecordedLoad, 'files' | 'place'>,
): Promise<void> {
  await db
    .updateTable('feed_load')
    .set({ seen_again_at: at.toISOString(), ...(as && { file_names: fileNames(as) }) })
    .where('load_id', '=', loadId)
    .execute()
}

function fileNames({ files, place }: Pick<RecordedLoad, 'files' | 'place'>): string {
  return files.map((name) => nameAt(place, name)).join(', ')
}

/** A file's name in the record of its load: files of the same name in other places are others. */
export function nameAt(place: string | undefined, name: string): string {
  return place === undefined ? name : `${place}/${name}`
}

/** Enters a load, the days that it touched and its rejects, in the transaction that writes its rows. */
export async function recordLoad(tx: Transaction, load: RecordedLoad): Promise<void> {
  const loadId = (await newestLoad(tx.db)) + 1
  const days = load.touched.map(({ day }) => day).sort()
  await tx.db
    .insertInto('feed_load')
    .values({
      load_id: loadId,
      feed: load.feed,
      file_names: fileNames(load),
      content_hash: load.hash,
      loaded_at: load.at.toISOString(),
      rows_read: load.rows,
      accepted: load.accepted,
      rejected: load.rejected,
      first_day: days[0] ?? null,
      last_day: days.at(-1) ?? null,
      outcome: load.outcome,
      seen_again_at: null,
    })
    .execute()
  if (load.touched.length > 0)
    await tx.insert(
      'load_day',
      ['load_id', 'programme_code', 'day'],
      load.touched.map(({ programme, day }) => [loadId, programme, day]),
    )
  if (load.rejects.length === 0) return
  await tx.insert(
    'feed_reject',
    ['load_id', 'file_name', 'line', 'record', 'column_name', 'reason'],
    load.rejects.map(({ file, line, record, column, reason }) => [
      loadId,
      // Of a path that is longer than the store takes, its end.
      file.slice(-400),
      line,
      record,
      column,
      reason,
    ]),
  )
}
