import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { EngagementError } from '../domain/errors'
import { packageRoot } from './package-root'
import { statementsOf } from './statements'
import type { Database, Store } from './store'

interface Migration {
  name: string
  text: string
  checksum: string
}

interface Applied {
  name: string
  checksum: string
}

/**
 * Brings the store's schema up to date: applies each migration that is missing, in order, all in one transaction, so
 * that two processes starting together apply each once. Gives the names applied now.
 *
 * @throws EngagementError `store-changed` when a migration already applied was edited since, or is not known here
 */
export async function migrate(store: Store, clock: () => Date): Promise<string[]> {
  const migrations = readMigrations(store.engine)
  return store.transaction(
    async ({ db }) => {
      if (!(await store.hasTable(db, 'schema_migration'))) await createMigrationTable(db)
      const applied = await appliedMigrations(db)
      refuseChanged(migrations, applied)
      const missing = migrations.slice(applied.length)
      for (const { name, checksum, text } of missing) {
        for (const statement of statementsOf(text)) await sql.raw(statement).execute(db)
        await sql`insert into schema_migration (name, checksum, applied_at) values (${name}, ${checksum}, ${clock().toISOString()})`.execute(
          db,
        )
      }
      return missing.map(({ name }) => name)
    },
    { alone: 'schema' },
  )
}

/**
 * Refuses a store whose schema is not the one this version works with.
 *
 * @throws EngagementError `store-outdated` when migrations are missing, `store-changed` as {@link migrate}
 */
export async function requireCurrentSchema(store: Store): Promise<void> {
  const migrations = readMigrations(store.engine)
  const applied = (await store.hasTable(store.db, 'schema_migration'))
    ? await appliedMigrations(store.db)
    : []
  refuseChanged(migrations, applied)
  if (applied.length < migrations.length) {
    throw new EngagementError(
      'store-outdated',
      "The store's schema is not up to date: run 'engagement migrate'.",
    )
  }
}

/** Whether a database has anything of this product's schema, be it of another version. */
export async function holdsMigrations(store: Store): Promise<boolean> {
  if (!(await store.hasTable(store.db, 'schema_migration'))) return false
  const names = readMigrations(store.engine).map(({ name }) => name)
  // Another product's table of that name may have other columns.
  const { rows } = await sql<{ name?: unknown }>`select * from schema_migration`.execute(store.db)
  return rows.some(({ name }) => names.some((known) => known === name))
}

function readMigrations(engine: Store['engine']): Migration[] {
  const folder = path.join(packageRoot(), 'data', 'migrations')
  const ending = `.${engine}.sql`
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(text).digest('hex')
      return { name: file.slice(0, -ending.length), text, checksum }
    })
}

/** The one table that no migration makes. Its types say the same to both engines. */
async function createMigrationTable(db: Database): Promise<void> {
  await sql`
    create table schema_migration (
      name nvarchar(100) not null primary key,
      checksum nvarchar(64) not null,
      applied_at nvarchar(30) not null)`.execute(db)
}

async function appliedMigrations(db: Database): Promise<Applied[]> {
  const { rows } = await sql<Applied>`select name, checksum from schema_migration order by name`.execute(db)
  return rows
}

function refuseChanged(migrations: Migration[], applied: Applied[]): void {
  applied.forEach(({ name, checksum }, index) => {
    const migration = migrations[index]
    if (migration?.name === name && migration.checksum === checksum) return
    throw new EngagementError(
      'store-changed',
      migration?.name === name
        ? `Migration ${name} was changed after it had been applied: restore the file as it was.`
        : `The store holds migration ${name}, which this version does not know: run the version that made the store, or a newer one.`,
    )
  })
}
