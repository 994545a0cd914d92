import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { migrate, requireCurrentSchema } from '../../../data/store/migrate'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { engines } from '../../support/engines'
import { clock } from '../../support/store'
import { tableContents } from '../../support/table-contents'

/** Migrates the store named last, from the sources, and prints the migrations that it applied. */
const migrateInProcess = `
  const { readFileSync } = require('node:fs')
  const { transformSync } = require('@swc/core')
  const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }
  require('node:module')._extensions['.ts'] = (module, filename) =>
    module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename)
  const { openStore } = require('./data/store/open')
  const { migrate } = require('./data/store/migrate')
  const store = openStore(process.argv.at(-1))
  migrate(store, () => new Date())
    .then((applied) => store.close().then(() => console.log(JSON.stringify(applied))))`

describe.each(engines)('on $name', (engine) => {
  let database: string
  let store: Store

  beforeEach(async () => {
    database = await engine.create()
    store = openStore(database)
  })
  afterEach(async () => {
    await store.close()
    await engine.drop(database)
  })

  describe('migrating a store', () => {
    it('applies each migration once, in order', async () => {
      const applied = await migrate(store, clock)
      expect(applied.length).toBeGreaterThan(0)
      expect(applied).toEqual([...applied].sort())
      const before = await tableContents(store)
      expect(await migrate(store, () => new Date('2027-01-01T00:00:00Z'))).toEqual([])
      expect(await tableContents(store)).toEqual(before)
    })

    it('refuses a migration that was changed after it had been applied, by its name', async () => {
      const [name] = await migrate(store, clock)
      await sql`update schema_migration set checksum = 'other' where name = ${name}`.execute(store.db)
      const message = `Migration ${name ?? ''} was changed after it had been applied: restore the file as it was.`
      await expect(migrate(store, clock)).rejects.toMatchObject({ code: 'store-changed', message })
      await expect(requireCurrentSchema(store)).rejects.toMatchObject({ code: 'store-changed', message })
    })

    it('refuses a store that holds a migration not known here, by its name', async () => {
      await migrate(store, clock)
      await sql`insert into schema_migration values ('9999-later', 'x', '2027-01-01')`.execute(store.db)
      const refused = {
        code: 'store-changed',
        message: expect.stringContaining('holds migration 9999-later,') as string,
      }
      await expect(migrate(store, clock)).rejects.toMatchObject(refused)
      await expect(requireCurrentSchema(store)).rejects.toMatchObject(refused)
    })

    it('leaves nothing behind when a migration fails', async () => {
      await sql`create table student (id int)`.execute(store.db)
      await expect(migrate(store, clock)).rejects.toThrow()
      expect(Object.keys(await tableContents(store))).toEqual(['student'])
    })

    it('is asked for where the schema is not up to date', async () => {
      const outdated = {
        code: 'store-outdated',
        message: "The store's schema is not up to date: run 'engagement migrate'.",
      }
      await expect(requireCurrentSchema(store)).rejects.toMatchObject(outdated)
      const applied = await migrate(store, clock)
      await expect(requireCurrentSchema(store)).resolves.toBeUndefined()
      await sql`delete from schema_migration where name = ${applied.at(-1)}`.execute(store.db)
      await expect(requireCurrentSchema(store)).rejects.toMatchObject(outdated)
    })
  })

  it('is done once by several processes that start together', async () => {
    const root = path.join(__dirname, '..', '..', '..')
    const started = [1, 2, 3, 4].map(() =>
      promisify(execFile)(process.execPath, ['-e', migrateInProcess, database], { cwd: root }),
    )
    const printed = await Promise.all(started)
    const applied = printed
      .map(({ stdout }) => JSON.parse(stdout) as string[])
      .filter(({ length }) => length > 0)
    expect(applied).toHaveLength(1)
    expect(await migrate(store, clock)).toEqual([])
  })
})
