import { sql, type RawBuilder } from 'kysely'
import type { Schema } from '../store/schema'
import { insertMissing, updateHeld, type Staged } from '../store/staged'
import type { FeedColumn } from './column'
import { isTold, stageWhatMayBeMeant } from './doubtful-rejects'
import { identifier, type Duck } from './duck'
import type { Transaction } from '../store/store'
import type { DeliveredFeed, Rule, Target } from './feed'
import { howToPass } from './how-to-pass'
import { count, percent, TooManyRemovals } from './refused'
import { stageAccepted } from './stage-accepted'
import { rowKeySql } from './stage-rows'

interface SnapshotDefinition {
  name: string
  table: keyof Schema
  columns: Record<string, FeedColumn>
  /** Columns of the natural key. One column is the table's own key; several make its `row_key`. */
  key: readonly string[]
  rules?: readonly Rule[]
  /** What is to be done while the table is still as before: `stage` is the temporary table with the snapshot's rows. */
  before?: (tx: Transaction, stage: string) => Promise<void>
}

/**
 * A feed that is a whole snapshot: rows are inserted or updated by key, and rows of the store that the snapshot no
 * longer holds get `gone_on`, the day of the load. They stay, so that nothing is lost to a bad snapshot, and one that
 * would end many rows is refused unless it is allowed to.
 */
export function snapshotFeed({
  name,
  table,
  columns,
  key,
  rules = [],
  before,
}: SnapshotDefinition): DeliveredFeed {
  const single = key.length === 1
  const keyColumn = single ? (key[0] ?? 'row_key') : 'row_key'
  const names = single ? Object.keys(columns) : ['row_key', ...Object.keys(columns)]
  const select = Object.entries(columns).map(
    ([column, { stored }]) => `${stored(identifier(column))} as ${column}`,
  )
  const rowKey = rowKeySql(key, identifier)
  const query = `select ${[...(single ? [] : [`${rowKey} as row_key`]), ...select].join(', ')} from accepted`

  return {
    name,
    kind: 'snapshot',
    columns,
    key,
    rules,
    write: async (duck, target) => {
      const stage = await stageAccepted(duck, target, table, names, query)
      const staged = {
        feed: name,
        name: rowsOf(name),
        table,
        stage,
        columns: names,
        key: keyColumn,
        naturalKey: key,
      }
      await before?.(target.tx, stage)
      // Rows to insert go first: others may name them, units their parents.
      await insertMissing(target.tx.db, staged, [keyColumn])
      await updateHeld(target.tx.db, staged, [keyColumn], [sql`gone_on = null`])
      await endWhatIsGone(duck, target, staged)
      await target.tx.dropStage(stage)
      return []
    },
  }
}

/** "students", "assignments"; "rows of the calendar". */
function rowsOf(feed: string): string {
  return feed.endsWith('s') || feed === 'staff' ? feed : `rows of the ${feed}`
}

interface SnapshotStage extends Staged {
  feed: string
  /** In words, what is ended. */
  name: string
  key: string
  naturalKey: readonly string[]
}

/**
 * Ends what the snapshot no longer holds. A row that the snapshot holds but gets wrong is held, also where only a part of
 * its key tells which it is, and a snapshot with lines that cannot even be read ends nothing at all: the missing rows
 * may be among them. How many stay for that, the target is told.
 */
async function endWhatIsGone(
  duck: Duck,
  target: Target,
  { feed, name, table, stage, key, naturalKey }: SnapshotStage,
): Promise<void> {
  const { tx, today, removals } = target
  const wrongRows = `select array_to_string(key_parts, '|') as row_key from rejected where ${isTold}`
  await tx.appendBatches(stage, [key], duck.batches(wrongRows, ['row_key']))
  const [from, staged] = [sql.table(table), sql.table(stage)]
  // Not a correlated `not exists`: without an index on the stage, that takes the square of the rows.
  const gone = sql`gone_on is null and ${sql.ref(key)} not in (select ${sql.ref(key)} from ${staged} where ${sql.ref(key)} is not null)`
  const spared = target.readWhole
    ? await stageWhatMayBeMeant(duck, tx, { table, stage, key, columns: naturalKey, gone })
    : await rowsWhere(tx, from, gone)
  target.spare(spared)
  if (!target.readWhole) return
  const counts = {
    live: await rowsWhere(tx, from, sql`gone_on is null`),
    gone: await rowsWhere(tx, from, gone),
  }
  const mayGo = removals && Math.max(removals.fewRows, counts.live * removals.largestRemovalShare)
  const isAll = counts.gone > 0 && counts.gone === counts.live
  if (removals && mayGo !== undefined && (isAll || counts.gone > mayGo)) {
    const share = `${count(counts.gone)} of ${count(counts.live)} ${name} (${percent(counts.gone / counts.live)})`
    throw new TooManyRemovals(
      `This snapshot would end ${share}, more than ${percent(removals.largestRemovalShare)}: nothing was loaded. If that is right, ${howToPass('--allow-removals', feed, target.passing)}.`,
      [
        `${count(counts.gone)} ${name} ${['students', 'staff'].includes(feed) ? 'who' : 'that'} are held are missing from it`,
        ...(await missingByProgramme(tx, table, gone)),
      ],
    )
  }
  await sql`update ${from} set gone_on = ${today} where ${gone}`.execute(tx.db)
}

/** Of students, how many of each programme: where a part of an export is missing, that tells which. */
async function missingByProgramme(
  { db }: Transaction,
  table: string,
  gone: RawBuilder<unknown>,
): Promise<string[]> {
  if (table !== 'student') return []
  const { rows } = await sql<{ programme: string; found: number }>`
    select programme_code as programme, count(*) as found from student where ${gone}
    group by programme_code order by count(*) desc, programme_code`.execute(db)
  return rows.map(({ programme, found }) => `missing: ${count(found)} of ${programme}`)
}

async function rowsWhere(
  { db }: Transaction,
  table: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{
    found: number
  }>`select count(*) as found from ${table} where ${where}`.execute(db)
  return rows[0]?.found ?? 0
}
