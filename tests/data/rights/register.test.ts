import { registeredTables } from '../../../data/rights/register'
import { useStore } from '../../support/engines'

const { store } = useStore()

/** What the register says of each table: its columns, personal or not. */
const registered = Object.fromEntries(
  registeredTables().map(([table, { personal, notPersonal }]) => [
    table,
    [...personal.flatMap(({ columns }) => columns), ...notPersonal].sort(),
  ]),
)

test('every column of the real store is registered, once, and none that it does not have', async () => {
  const tables = await store().db.introspection.getTables()
  const real = Object.fromEntries(
    tables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()]),
  )
  expect(Object.keys(real).length).toBeGreaterThan(20)
  expect(registered).toEqual(real)
})

test('what is personal says what for, on what basis and how long', () => {
  const entries = registeredTables().flatMap(([, { personal }]) => personal)
  expect(entries.length).toBeGreaterThan(15)
  for (const { purpose, basis, retention } of entries) {
    expect(purpose).toMatch(/^to /u)
    expect(basis).toMatch(/UK GDPR Article/u)
    expect(retention.words).toMatch(/year|until|as long as/u)
  }
})

test.each([
  'given_name',
  'family_name',
  'email',
  'mobile',
  'photo_url',
  'student_id',
  'staff_id',
  'entra_object_id',
])('a column called %s is personal wherever it is', (name) => {
  for (const [, { notPersonal }] of registeredTables()) expect(notPersonal).not.toContain(name)
})
