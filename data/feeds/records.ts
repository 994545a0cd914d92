import { sql, type RawBuilder } from 'kysely'
import {
  insertStaged,
  removeHeld,
  removeZeros,
  sameKey,
  someHeld,
  updateHeld,
  type Staged,
} from '../store/staged'
import type { Database } from '../store/store'
import { identifier, type Duck } from './duck'
import { uniteDays, type DaysTouched, type Target } from './feed'
import { stageAccepted } from './stage-accepted'
import { daysOf } from './touched-days'

/** A table with one row per record, keyed by the record's natural key. */
export interface RecordTable {
  table: 'attendance' | 'submission'
  key: readonly string[]
  /** SQL over the accepted values for each column, the key included. */
  columns: Record<string, string>
  where?: string
  /** Several accepted rows may share a key of the table: columns beside it are aggregates. */
  addsUp?: boolean
  /** A column in which a 0 takes the record back. */
  mayBeZero?: string | undefined
}

/** Puts each accepted record into its table, in place of the one with the same key if there is one. */
export async function writeRecords(
  duck: Duck,
  target: Target,
  { table, key, columns, where = 'true', addsUp = false, mayBeZero }: RecordTable,
): Promise<DaysTouched> {
  const names = Object.keys(columns)
  const select = Object.entries(columns).map(([name, value]) => `${value} as ${identifier(name)}`)
  const query = `select ${select.join(', ')} from accepted where ${where} ${addsUp ? 'group by all' : ''} order by ${key.map(identifier).join(', ')}`
  const stage = await stageAccepted(duck, target, table, names, query)
  const touched = await replaceRecords(target, { table, stage, columns: names }, key, mayBeZero)
  await target.tx.dropStage(stage)
  return touched
}

async function replaceRecords(
  { tx: { db }, isSecondChance }: Target,
  staged: Staged,
  key: readonly string[],
  mayBeZero?: string,
): Promise<DaysTouched> {
  const isHeld = await someHeld(db, staged, key)
  const changed = isHeld && !isSecondChance ? await replaceHeld(db, staged, key) : []
  if (mayBeZero !== undefined) await removeZeros(db, staged, mayBeZero)
  if (isHeld) await removeHeld(db, staged, key)
  const added = await daysOf(db, staged.stage)
  await insertStaged(db, staged)
  return uniteDays(changed, added)
}

/** Gives held records the staged values. */
async function replaceHeld(db: Database, staged: Staged, key: readonly string[]): Promise<DaysTouched> {
  const changed = await daysChanged(db, staged, key)
  await updateHeld(db, staged, key)
  return changed
}

/** The days on which held records were, and those on which they will be, as far as these differ in anything. */
async function daysChanged(db: Database, staged: Staged, key: readonly string[]): Promise<DaysTouched> {
  const [into, from] = [sql.table(staged.table), sql.table(staged.stage)]
  const values = staged.columns.filter((column) => !key.includes(column))
  const changed = sql`
    from ${into} inner join ${from} on ${sameKey(staged, key)}
    inner join student on student.student_id = ${into}.student_id
    where ${sql.join(
      values.map((column) => differ(staged, column)),
      sql` or `,
    )}`
  const { rows } = await sql<DaysTouched[number]>`
    select student.programme_code as programme, ${into}.day as day ${changed}
    union select student.programme_code as programme, ${from}.day as day ${changed}`.execute(db)
  return rows
}

function differ({ table, stage }: Staged, column: string): RawBuilder<unknown> {
  const [held, staged] = [sql.ref(`${table}.${column}`), sql`${sql.table(stage)}.${sql.ref(column)}`]
  return sql`(${held} <> ${staged} or (${held} is null and ${staged} is not null) or (${held} is not null and ${staged} is null))`
}
