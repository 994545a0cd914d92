import type { Clock } from '../domain/day'
import type { Database } from '../store/store'
import { parseConfiguration, type Configuration } from '../configuration/indicator'

/**
 * Every configuration that has made scores, by version, and the present one. One whose values this version of the
 * product no longer takes is left out.
 */
export async function configurationsUsed(
  db: Database,
  present: Configuration,
): Promise<Map<string, Configuration>> {
  const rows = await db.selectFrom('score_configuration').select(['version', 'content']).execute()
  const known = rows.flatMap(({ version, content }) => {
    const configuration = parsed(content)
    return configuration?.version === version ? [[version, configuration] as const] : []
  })
  return new Map([...known, [present.version, present]])
}

/** The configuration of this version; undefined where the store does not hold its values. */
export async function configurationOf(db: Database, version: string): Promise<Configuration | undefined> {
  const row = await db
    .selectFrom('score_configuration')
    .select('content')
    .where('version', '=', version)
    .executeTakeFirst()
  return row && parsed(row.content)
}

/** Keeps a configuration's values, once, inside the transaction that writes the first scores made with it. */
export async function keepConfiguration(
  db: Database,
  { version, ...values }: Configuration,
  clock: Clock,
): Promise<void> {
  const held = await db
    .selectFrom('score_configuration')
    .select('version')
    .where('version', '=', version)
    .executeTakeFirst()
  if (held) return
  await db
    .insertInto('score_configuration')
    .values({ version, content: JSON.stringify(values), first_used_at: clock().toISOString() })
    .execute()
}

function parsed(content: string): Configuration | undefined {
  try {
    return parseConfiguration(JSON.parse(content))
  } catch {
    return undefined
  }
}
