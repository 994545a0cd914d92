import { sql } from 'kysely'
import type { Store } from '../../data/store/store'

type Contents = Record<string, unknown[]>

/** Every row of every table but those left out, for comparing a store before and after. */
export async function tableContents(store: Store, leftOut: readonly string[] = []): Promise<Contents> {
  const tables = await store.db.introspection.getTables()
  const contents: Contents = {}
  for (const { name } of tables) {
    if (leftOut.includes(name)) continue
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(store.db)
    contents[name] = rows
  }
  return contents
}
