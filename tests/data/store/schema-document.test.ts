import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as markdown from 'prettier/plugins/markdown'
import { format } from 'prettier/standalone'
import { repository } from '../../support/command'
import { engines, useStore, useStoreOn } from '../../support/engines'
import { describedTables, schemaDocument } from '../../support/schema-document'
import { startParser } from '../../support/tsql'

beforeAll(startParser)
const { store } = useStore()
const file = path.join(repository, 'data', 'store', 'schema.md')

it('says what every table and column holds', () => {
  for (const [table, { holds, columns }] of describedTables()) {
    expect({ table, holds }).toEqual({ table, holds: expect.stringMatching(/\w.*\.$/u) as string })
    for (const [column, { what }] of columns) {
      expect({ table, column, what }).toEqual({
        table,
        column,
        what: expect.stringMatching(/\w.*\.$/u) as string,
      })
    }
  }
})

it('is the document of the schema as it is', async () => {
  const document = await format(await schemaDocument(store()), {
    parser: 'markdown',
    plugins: [markdown],
    printWidth: 110,
  })
  expect(document).not.toContain('MISSING')
  if (process.env.WRITE_SCHEMA === '1') writeFileSync(file, document)
  expect(readFileSync(file, 'utf8')).toBe(document)
})

describe.each(engines)('the tables on $name', (engine) => {
  const made = useStoreOn(engine)

  it('have the columns that the product compiles against, and may be absent where it says so', async () => {
    const tables = await made.store().db.introspection.getTables()
    const described = [...describedTables()].map(([name, { columns }]) => ({
      name,
      columns: [...columns].map(([column, { nullable }]) => `${column}${nullable ? '?' : ''}`).sort(),
    }))
    const found = tables
      .filter(({ name }) => name !== 'schema_migration')
      .map(({ name, columns }) => ({
        name,
        columns: columns.map(({ name: column, isNullable }) => `${column}${isNullable ? '?' : ''}`).sort(),
      }))
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    expect(found.sort(byName)).toEqual(described.sort(byName))
  })
})
