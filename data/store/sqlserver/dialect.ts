import {
  CompiledQuery,
  MssqlAdapter,
  MssqlIntrospector,
  MssqlQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import { Date as DayType, DateTime2, BigInt as BigIntType, type IRecordSet, type IResult } from 'mssql'

/** What the server gave for a statement. */
export type Sent = IResult<Record<string, unknown>>

/** Runs one compiled statement on the server. */
export type Send = (query: CompiledQuery) => Promise<Sent>

/** Kysely over mssql. Transactions are the store's: this runs statements where it is told to. */
export function sqlServerDialect(send: Send): Dialect {
  const connection = connectionOver(send)
  return {
    createAdapter: () => new MssqlAdapter(),
    createQueryCompiler: () => new MssqlQueryCompiler(),
    createIntrospector: (db) => new MssqlIntrospector(db),
    createDriver: () => driverOver(connection),
  }
}

function driverOver(connection: DatabaseConnection): Driver {
  const nothing = (): Promise<void> => Promise.resolve()
  const unsupported = (): Promise<void> =>
    Promise.reject(new Error('Transactions are begun by the store, not by Kysely.'))
  return {
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: nothing,
    beginTransaction: unsupported,
    commitTransaction: unsupported,
    rollbackTransaction: unsupported,
    destroy: nothing,
  }
}

function connectionOver(send: Send): DatabaseConnection {
  return {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      const result = await send(query)
      const affected = result.rowsAffected.reduce((sum, rows) => sum + rows, 0)
      // A statement that gives no rows has no record set, whatever the types say.
      const rows = result.recordset as IRecordSet<Record<string, unknown>> | undefined
      return { rows: (rows ? plainRows(rows) : []) as Row[], numAffectedRows: BigInt(affected) }
    },
    streamQuery: () => {
      throw new Error('Results are read whole.')
    },
  }
}

/** Days and instants as the text that they are everywhere else, big numbers as numbers. */
function plainRows(rows: IRecordSet<Record<string, unknown>>): Record<string, unknown>[] {
  const conversions = Object.values(rows.columns).flatMap(({ name, type }) => {
    const convert = conversionOf(type)
    return convert ? [{ name, convert }] : []
  })
  if (conversions.length > 0) {
    for (const row of rows) {
      for (const { name, convert } of conversions) {
        if (row[name] !== null) row[name] = convert(row[name])
      }
    }
  }
  return [...rows]
}

type Conversion = (value: unknown) => string | number

function conversionOf(type: unknown): Conversion | undefined {
  if (type === DayType) return (value) => (value as Date).toISOString().slice(0, 10)
  if (type === DateTime2) return (value) => (value as Date).toISOString()
  if (type === BigIntType) return Number
  return undefined
}
