import fc from 'fast-check'
import { sql } from 'kysely'
import type { Store } from '../../data/store/store'
import { insertEntry, run, seconds, withTrail } from './tampered-trail'
import { verify, type MadeLook } from './trail'

type Row = Record<string, string | number>
const tables = ['access_entry', 'access_entry_student', 'access_seal', 'access_chain'] as const
const ways = ['change', 'remove', 'insert', 'exchange', 'hide', 'garble', 'put before', 'close up'] as const
const look: fc.Arbitrary<MadeLook> = fc.record({
  staffId: fc.constantFrom('S1', 'S2'),
  students: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
  question: fc.constantFrom('{}', '{"limit":5}'),
  conversation: fc.string({ maxLength: 8 }),
})

/** A random trail: whole as it is, and found to be tampered with once anything is, in whatever way. */
export const anyTampering = fc.asyncProperty(
  fc.array(look, { minLength: 1, maxLength: 6 }),
  fc.constantFrom(...tables),
  fc.constantFrom(...ways),
  fc.nat(),
  fc.nat(),
  async (looks, table, how, which, what) => {
    await withTrail(looks, async (store) => {
      expect((await verify(store)).faults).toEqual([])
      const before = await bytesOf(store)
      await tamper(store, table, how, which, what)
      const after = await bytesOf(store)
      const { faults } = await verify(store)
      const isTouched = JSON.stringify(after) !== JSON.stringify(before)
      expect(faults.length > 0).toBe(isTouched)
      for (const { kind, position, entry } of faults)
        expect(kind === 'head' || position !== undefined || entry !== undefined).toBe(true)
    })
  },
)

/** All that the trail holds: libsql itself reads a text only up to a NUL. */
async function bytesOf({ db }: Store): Promise<string[]> {
  const bytes: string[] = []
  for (const { name, columns } of await db.introspection.getTables()) {
    if (!tables.some((table) => table === name)) continue
    const texts = columns.map((column) => sql`hex(${sql.ref(column.name)})`)
    const { rows } = await sql<{ bytes: string }>`
      select ${sql.join(texts, sql` || '|' || `)} as bytes from ${sql.table(name)}`.execute(db)
    bytes.push(...rows.map((row) => `${name} ${row.bytes}`))
  }
  return bytes.sort()
}

async function rowsOf({ db }: Store, table: (typeof tables)[number]): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db)
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** Does one thing to one table, chosen by the numbers. */
async function tamper(
  store: Store,
  table: (typeof tables)[number],
  how: (typeof ways)[number],
  which: number,
  what: number,
): Promise<void> {
  const rows = await rowsOf(store, table)
  const row = rows[which % rows.length]
  if (!row) return
  const other = rows[(which + 1) % rows.length] ?? row
  const columns = Object.keys(row)
  const column = columns[what % columns.length] ?? ''
  if (how === 'hide' || how === 'garble')
    return spoil(store, table, row, column, how === 'hide' ? '00' : 'ff')
  if (how === 'put before' || how === 'close up') return shift(store, how, which, what)
  const altered = (value = row[column]): Row => ({
    ...row,
    [column]: typeof value === 'number' ? value + 1 + (what % 7) : `${value ?? ''}x`,
  })
  if (how === 'change') return replace(store, table, rows, [row], [altered()])
  if (how === 'remove') return replace(store, table, rows, [row], [])
  if (how === 'exchange') {
    const exchanged = [
      { ...row, [column]: other[column] ?? '' },
      { ...other, [column]: row[column] ?? '' },
    ]
    return replace(store, table, rows, [row, other], row === other ? [row] : exchanged)
  }
  const keys = { entry_id: `new-${what}`, position: 1_000 + what, name: 'new' }
  const fresh = Object.fromEntries(
    Object.entries(keys).filter(([key]) => key in row && !(table === 'access_chain' && key === 'position')),
  )
  return replace(store, table, rows, [], [{ ...row, ...fresh }])
}

/** Adds a byte to a text, behind which a filter does not find it. */
async function spoil(
  store: Store,
  table: (typeof tables)[number],
  row: Row,
  column: string,
  byte: string,
): Promise<void> {
  if (typeof row[column] === 'number') return
  const where = sql.join(
    Object.entries(row).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
    sql` and `,
  )
  const spoilt = sql`cast(cast(${sql.ref(column)} as blob) || ${sql.raw(`x'${byte}'`)} as text)`
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${spoilt} where ${where}`.execute(store.db)
}

/** Puts an entry at a place that is none, or takes one away and moves the later ones up. */
async function shift(
  store: Store,
  how: 'put before' | 'close up',
  which: number,
  what: number,
): Promise<void> {
  await run(store, 'pragma ignore_check_constraints = on')
  const seals = await store.db.selectFrom('access_seal').selectAll().orderBy('position').execute()
  const seal = seals[which % seals.length]
  if (!seal) return
  if (how === 'put before') {
    await insertEntry(store, 'new', seconds(0))
    await store.db
      .insertInto('access_seal')
      .values({ ...seal, entry_id: 'new', position: -(what % 3) })
      .execute()
    return
  }
  await store.db.deleteFrom('access_entry_student').where('entry_id', '=', seal.entry_id).execute()
  await store.db.deleteFrom('access_seal').where('entry_id', '=', seal.entry_id).execute()
  await store.db.deleteFrom('access_entry').where('entry_id', '=', seal.entry_id).execute()
  await run(store, `update access_seal set position = position - 1 where position > ${seal.position}`)
}

/** Writes the whole table anew, so that its own keys do not stand in the way; gives up where they do. */
async function replace(
  { db }: Store,
  table: (typeof tables)[number],
  rows: readonly Row[],
  out: readonly Row[],
  added: readonly Row[],
): Promise<void> {
  const write = async (all: readonly Row[]): Promise<void> => {
    await sql`delete from ${sql.table(table)}`.execute(db)
    for (const row of all) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)))
      await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(
        db,
      )
    }
  }
  try {
    await write([...rows.filter((row) => !out.includes(row)), ...added])
  } catch {
    await write(rows)
  }
}
