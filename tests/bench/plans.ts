import { ConnectionPool } from 'mssql'
import type { CompiledQuery } from 'kysely'
import { connectionSettings } from '../../data/store/sqlserver/connection-settings'
import { isBabelfish } from '../support/engines'

/** How the server would run each different statement: its text and the steps of its plan. */
export async function plansOf(database: string, queries: readonly CompiledQuery[]): Promise<string[]> {
  const different = new Map(queries.map((query) => [query.sql, query]))
  const settings = connectionSettings(database, { connect: 15_000, statement: 120_000 })
  const pool = await new ConnectionPool({ ...settings, pool: { min: 1, max: 1 } }).connect()
  const [on, off] = (await isBabelfish())
    ? ['set babelfish_showplan_all on', 'set babelfish_showplan_all off']
    : ['set showplan_text on', 'set showplan_text off']
  const plans: string[] = []
  try {
    for (const query of different.values()) {
      const text = withValues(query)
      await pool.request().batch(on)
      const { recordsets } = await pool.request().batch<Record<string, string>>(text)
      await pool.request().batch(off)
      const steps = (recordsets as Record<string, string>[][])
        .flat()
        .flatMap((row) => Object.values(row))
        .filter((step) => /scan|seek|join|loop|lookup|index/iu.test(step) && !step.includes('Query Text'))
      plans.push(
        [query.sql.replaceAll(/\s+/gu, ' ').slice(0, 200), ...steps.map((step) => `    ${step}`)].join('\n'),
      )
    }
  } finally {
    await pool.close()
  }
  return plans
}

/** Plans are for statements with their values written out. */
function withValues({ sql, parameters }: CompiledQuery): string {
  return sql.replaceAll(/@(\d+)/gu, (_, index: string) => {
    const value = parameters[Number(index) - 1]
    return typeof value === 'number' ? String(value) : `N'${String(value).replaceAll("'", "''")}'`
  })
}
