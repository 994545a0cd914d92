import { sql, type RawBuilder } from 'kysely'
import type { Schema } from './schema'
import type { Database } from './store'

/** Rows in a temporary table on their way into the table that it is like. */
export interface Staged {
  table: keyof Schema
  stage: string
  columns: readonly string[]
}

/** The columns by which a staged row and a row of the table are the same. */
export type Key = readonly string[]

/** Inserts all staged rows. */
export async function insertStaged(db: Database, staged: Staged): Promise<void> {
  await insertion(staged).execute(db)
}

/** Inserts the staged rows that the table does not hold. */
export async function insertMissing(db: Database, staged: Staged, key: Key): Promise<void> {
  const into = sql.table(staged.table)
  await sql`${insertion(staged)} where not exists (select 1 from ${into} where ${sameKey(staged, key)})`.execute(
    db,
  )
}

/**
 * Gives the rows that the table holds already the staged values, all but the key's: SQL Server would look through every
 * table that refers to it. `also` sets more.
 */
export async function updateHeld(
  db: Database,
  staged: Staged,
  key: Key,
  also: readonly RawBuilder<unknown>[] = [],
): Promise<void> {
  const from = sql.table(staged.stage)
  const changes = staged.columns
    .filter((column) => !key.includes(column))
    .map((column) => sql`${sql.ref(column)} = ${from}.${sql.ref(column)}`)
  await sql`
    update ${sql.table(staged.table)} set ${sql.join([...changes, ...also])}
    from ${from} where ${sameKey(staged, key)}`.execute(db)
}

/** Whether the table holds any of the staged rows. */
export async function someHeld(db: Database, staged: Staged, key: Key): Promise<boolean> {
  const { rows } = await sql<{ held: number }>`
    select case when exists (
      select 1 from ${sql.table(staged.stage)} inner join ${sql.table(staged.table)} on ${sameKey(staged, key)})
    then 1 else 0 end as held`.execute(db)
  return rows[0]?.held === 1
}

/**
 * Takes the students' rows in which `column` is 0 out of the table and the stage, for what has been staged to take rows
 * away. The table already holds the staged values.
 */
export async function removeZeros(
  db: Database,
  { table, stage }: Pick<Staged, 'table' | 'stage'>,
  column: string,
): Promise<void> {
  const isZero = sql`${sql.ref(column)} = 0`
  await sql`
    delete from ${sql.table(table)}
    where ${isZero} and student_id in (select student_id from ${sql.table(stage)} where ${isZero})`.execute(
    db,
  )
  await sql`delete from ${sql.table(stage)} where ${isZero}`.execute(db)
}

/** Takes the rows that the table holds out of the stage. */
export async function removeHeld(db: Database, staged: Staged, key: Key): Promise<void> {
  await sql`
    delete from ${sql.table(staged.stage)}
    where exists (select 1 from ${sql.table(staged.table)} where ${sameKey(staged, key)})`.execute(db)
}

/** That a staged row and a row of the table are the same. */
export function sameKey({ table, stage }: Pick<Staged, 'table' | 'stage'>, key: Key): RawBuilder<unknown> {
  return sql.join(
    key.map((column) => sql`${sql.table(table)}.${sql.ref(column)} = ${sql.table(stage)}.${sql.ref(column)}`),
    sql` and `,
  )
}

function insertion({ table, stage, columns }: Staged): RawBuilder<unknown> {
  const list = sql.join(columns.map((column) => sql.ref(column)))
  return sql`insert into ${sql.table(table)} (${list}) select ${list} from ${sql.table(stage)}`
}
