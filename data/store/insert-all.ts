import { sql } from 'kysely'
import type { Schema } from './schema'
import type { Transaction, Value } from './store'

/** Inserts rows in bulk: into a temporary table, then into `table` in one statement. */
export async function insertAll(
  tx: Transaction,
  table: keyof Schema,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
): Promise<void> {
  const stage = await tx.stage(table, 'inserted')
  await tx.append(stage, columns, rows)
  await insertStaged(tx, table, columns, stage)
  await tx.dropStage(stage)
}

/** Inserts all rows of a temporary table into `table`. */
export async function insertStaged(
  { db }: Transaction,
  table: keyof Schema,
  columns: readonly string[],
  stage: string,
): Promise<void> {
  const list = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${list}) select ${list} from ${sql.table(stage)}`.execute(db)
}
