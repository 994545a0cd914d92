import { sql, type RawBuilder } from 'kysely'
import {
  Date as DayType,
  DateTime2,
  MAX,
  Table,
  type IColumnMetadata,
  type ISqlType,
  type ISqlTypeFactory,
  type Request,
} from 'mssql'
import type { Database, Value } from '../store'

/** Rows in one bulk load: few enough to hold, enough to make the way there cheap. */
export const rowsALoad = 100_000

/** Makes an empty temporary table like `table`; only this connection sees it. */
export async function createStage(db: Database, table: string, name: string): Promise<void> {
  await dropStage(db, name)
  await createLike(table, name).execute(db)
}

/** The outer join leaves every column nullable, as bulk loads of some of them need it. */
function createLike(table: string, name: string): RawBuilder<unknown> {
  return sql`
    select top 0 alike.* into ${sql.table(name)}
    from (select 1 as one) as one left join ${sql.table(table)} as alike on 1 = 0`
}

export async function dropStage(db: Database, name: string): Promise<void> {
  await sql`drop table if exists ${sql.table(name)}`.execute(db)
}

/** The columns of a temporary table as the server has them. */
export async function stageColumns(request: Request, name: string): Promise<IColumnMetadata> {
  const { recordset } = await request.batch<Record<string, unknown>>(`select top 0 * from "${name}"`)
  return recordset.columns
}

/** Sends rows to a temporary table, some thousands in each bulk load. */
export async function bulkLoad(
  stage: { name: string; metadata: IColumnMetadata },
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  load: (table: Table) => Promise<unknown>,
): Promise<void> {
  const converters = columns.map((column) => converterOf(stage.metadata[column]?.type))
  let table = emptyTable(stage, columns)
  for (const row of rows) {
    table.rows.push(
      row.map((value, index) => (value === null ? null : (converters[index]?.(value) ?? value))),
    )
    if (table.rows.length < rowsALoad) continue
    await load(table)
    table = emptyTable(stage, columns)
  }
  if (table.rows.length > 0) await load(table)
}

function emptyTable(
  { name, metadata }: { name: string; metadata: IColumnMetadata },
  columns: readonly string[],
): Table {
  const table = new Table(name)
  for (const column of columns) {
    const known = metadata[column]
    if (!known) throw new Error(`${name} has no column ${column}.`)
    table.columns.add(column, sizedType(known), { nullable: true })
  }
  return table
}

/** A type with the size that the column has. Sizes come in bytes, as 65535 where there is no limit. */
function sizedType({ type, length, scale }: IColumnMetadata[string]): ISqlType {
  const make = type as ISqlTypeFactory & ((size?: number) => ISqlType)
  const name = make.name
  if (name === 'NVarChar' || name === 'VarChar') {
    return make(length >= 65_535 ? MAX : length / (name === 'NVarChar' ? 2 : 1))
  }
  if (type === DateTime2) return make(scale)
  return make()
}

function converterOf(type: unknown): ((value: string | number) => Date) | undefined {
  return type === DayType || type === DateTime2 ? (value) => new Date(value) : undefined
}
