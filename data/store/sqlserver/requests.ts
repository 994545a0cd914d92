import type { CompiledQuery } from 'kysely'
import {
  Float,
  Int,
  BigInt as BigIntType,
  MAX,
  NVarChar,
  type IResult,
  type ISqlType,
  type Request,
} from 'mssql'

/** The most characters of a sized `nvarchar`. One size for all: a plan is kept by its parameters' types. */
const longestSized = 4000

/** Runs a compiled statement on a new request. */
export function runQuery(
  request: Request,
  { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>,
): Promise<IResult<Record<string, unknown>>> {
  parameters.forEach((value, index) => {
    const { type, sent } = parameterOf(value)
    request.input(String(index + 1), type, sent)
  })
  // A temporary table made inside sp_executesql would be gone at its end: without parameters, it is a batch.
  return parameters.length === 0
    ? request.batch<Record<string, unknown>>(sql)
    : request.query<Record<string, unknown>>(sql)
}

function parameterOf(value: unknown): { type: ISqlType; sent: string | number | null } {
  if (value === null || value === undefined) return { type: NVarChar(longestSized), sent: null }
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return { type: Float(), sent: value }
    return { type: Math.abs(value) < 2 ** 31 ? Int() : BigIntType(), sent: value }
  }
  if (typeof value !== 'string') throw new TypeError('A statement takes text, numbers and null.')
  return { type: NVarChar(value.length <= longestSized ? longestSized : MAX), sent: value }
}
