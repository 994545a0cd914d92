import type { CompiledQuery } from 'kysely'
import { ConnectionPool } from 'mssql'
import { z } from 'zod'
import { connectionSettings } from '../../data/store/sqlserver/connection-settings'
import { runQuery } from '../../data/store/sqlserver/requests'
import { isBabelfish } from '../support/engines'

const resultSets = z.array(z.array(z.record(z.unknown())))

/** How the server ran each different statement, with its parameters as the product sends them. */
export async function plansOf(database: string, queries: readonly CompiledQuery[]): Promise<string[]> {
  const different = new Map(queries.map((query) => [query.sql, query]))
  const settings = connectionSettings(database, { connect: 15_000, statement: 120_000 })
  const pool = await new ConnectionPool({ ...settings, pool: { min: 1, max: 1 } }).connect()
  const plans: string[] = []
  try {
    await pool
      .request()
      .batch((await isBabelfish()) ? 'set babelfish_statistics profile on' : 'set statistics profile on')
    for (const query of different.values()) {
      const { recordsets } = await runQuery(pool.request(), query)
      const [, ...profiles] = resultSets.parse(recordsets)
      const steps = profiles
        .flat()
        .flatMap((row) => Object.values(row))
        .filter((step) => typeof step === 'string')
        .flatMap((step) => step.split('\n'))
        .filter((step) => /scan|seek|join|loop|lookup|index/iu.test(step) && !step.includes('Query Text'))
      plans.push(
        [query.sql.replaceAll(/\s+/gu, ' ').slice(0, 160), ...steps.map((step) => `    ${step}`)].join('\n'),
      )
    }
  } finally {
    await pool.close()
  }
  return plans
}
