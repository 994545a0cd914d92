import { sql } from 'kysely'
import type { Store } from '../../data/store/store'

type Contents = Record<string, unknown[]>

/** Every row of every table but those left out, for comparing a store before and after, or with another. */
export async function tableContents(store: Store, leftOut: readonly string[] = []): Promise<Contents> {
  const tables = await store.db.introspection.getTables()
  const contents: Contents = {}
  for (const { name } of tables.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (leftOut.includes(name)) continue
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(store.db)
    // By column name: the engines may hold the columns in another order.
    contents[name] = rows
      .map((row) =>
        JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))),
      )
      .sort()
  }
  return contents
}
