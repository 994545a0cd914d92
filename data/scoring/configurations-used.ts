import type { Clock } from '../domain/day'
import type { Database } from '../store/store'
import { completeExpectations } from '../configuration/expectations'
import { completeConfiguration, type Configuration } from '../configuration/indicator'

/**
 * Every configuration that has made scores, by version, and the present one. Settings that came to be later have the
 * values that they were delivered with, and what was expected of the feeds before that was kept is what is expected at
 * present; one with settings that are no more is left out.
 */
export async function configurationsUsed(
  db: Database,
  present: Configuration,
): Promise<Map<string, Configuration>> {
  const rows = await db.selectFrom('score_configuration').select(['version', 'content']).execute()
  const known = rows.flatMap(({ version, content }) => {
    const configuration = parsed(version, content, present.feeds)
    return configuration ? [[version, configuration] as const] : []
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
  return row && parsed(version, row.content)
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

function parsed(version: string, content: string, before: object = {}): Configuration | undefined {
  try {
    const { feeds = before, ...values } = JSON.parse(content) as Record<string, unknown>
    return { ...completeConfiguration(values, completeExpectations(feeds)), version }
  } catch {
    return undefined
  }
}
