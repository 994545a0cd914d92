import { sql } from 'kysely'
import type { Database } from '../store'

/** What the product works without, but not well: settings of the database that it may not make itself. */
export async function adviceOn(db: Database): Promise<string[]> {
  const { rows } = await sql<{ versioned: number; home: string }>`
    select cast(databases.is_read_committed_snapshot_on as int) as versioned, schema_name() as home
    from sys.databases as databases where databases.database_id = db_id()`.execute(db)
  const { versioned, home } = rows[0] ?? { versioned: 1, home: 'dbo' }
  return [
    ...(versioned === 1
      ? []
      : [
          'Answers wait while feeds are loaded: run deploy/sql/database.sql in the database, which turns on row versions for readers.',
        ]),
    ...(home === 'dbo'
      ? []
      : [
          `Tables are made in the schema ${home}, where deploy/sql/roles.sql does not look: give this user the default schema dbo.`,
        ]),
  ]
}
