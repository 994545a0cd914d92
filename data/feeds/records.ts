import { sql } from 'kysely'
import { insertMissing, sameKey, updateHeld, type Staged } from '../store/staged'
import { identifier, type Duck } from './duck'
import type { DaysTouched, Target } from './feed'
import { stageAccepted } from './stage-accepted'

/** A table with one row per record, keyed by the record's natural key. */
export interface RecordTable {
  table: 'attendance' | 'submission'
  key: readonly string[]
  /** SQL over the accepted values for each column, the key included; aggregates where several rows share a key. */
  columns: Record<string, string>
  where?: string
}

/** Puts each accepted record into its table, in place of the one with the same key if there is one. */
export async function writeRecords(
  duck: Duck,
  target: Target,
  { table, key, columns, where = 'true' }: RecordTable,
): Promise<DaysTouched | undefined> {
  const names = Object.keys(columns)
  const select = Object.entries(columns).map(([name, value]) => `${value} as ${identifier(name)}`)
  const query = `select ${select.join(', ')} from accepted where ${where} group by all`
  const stage = await stageAccepted(duck, target, table, names, query)
  const touched = await replaceRecords(target, { table, stage, columns: names }, key)
  await target.tx.dropStage(stage)
  return touched
}

async function replaceRecords(
  { tx: { db } }: Target,
  staged: Staged,
  key: readonly string[],
): Promise<DaysTouched | undefined> {
  const [into, from] = [sql.table(staged.table), sql.table(staged.stage)]
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(day) as first, max(day) as last from (
      select day from ${from}
      union all select ${into}.day from ${into} inner join ${from} on ${sameKey(staged, key)}) as touched`.execute(
    db,
  )
  await updateHeld(db, staged, key)
  await insertMissing(db, staged, key)
  const { first, last } = rows[0] ?? { first: null, last: null }
  return first && last ? { first, last } : undefined
}
