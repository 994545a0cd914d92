import { sql } from 'kysely'
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
  const touched = await replaceRecords(target, table, stage, names, key)
  await target.tx.dropStage(stage)
  return touched
}

async function replaceRecords(
  { tx: { db } }: Target,
  table: string,
  stage: string,
  columns: readonly string[],
  key: readonly string[],
): Promise<DaysTouched | undefined> {
  const into = sql.table(table)
  const from = sql.table(stage)
  const same = sql.join(
    key.map((column) => sql`${into}.${sql.ref(column)} = ${from}.${sql.ref(column)}`),
    sql` and `,
  )
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(day) as first, max(day) as last from (
      select day from ${from}
      union all select ${into}.day from ${into} inner join ${from} on ${same}) as touched`.execute(db)
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const changes = columns
    .filter((column) => !key.includes(column))
    .map((column) => sql`${sql.ref(column)} = ${from}.${sql.ref(column)}`)
  await sql`update ${into} set ${sql.join(changes)} from ${from} where ${same}`.execute(db)
  await sql`
    insert into ${into} (${list}) select ${list} from ${from}
    where not exists (select 1 from ${into} where ${same})`.execute(db)
  const { first, last } = rows[0] ?? { first: null, last: null }
  return first && last ? { first, last } : undefined
}
