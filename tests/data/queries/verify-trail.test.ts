import fc from 'fast-check'
import { sql } from 'kysely'
import type { Store } from '../../../data/store/store'
import { now } from '../../support/store'
import { lookAt, storeInMemory, verify, type MadeLook } from '../../support/trail'

const seconds = (count: number): Date => new Date(now.getTime() + count * 1000)

/** A store in memory with this trail, which `work` may then tamper with: the keys between tables are not kept. */
async function withTrail(looks: readonly MadeLook[], work: (store: Store) => Promise<void>): Promise<void> {
  const store = await storeInMemory()
  try {
    for (const [index, look] of looks.entries()) await lookAt(store, { at: seconds(index), ...look })
    await sql`pragma foreign_keys = off`.execute(store.db)
    await work(store)
  } finally {
    await store.close()
  }
}

const run = (store: Store, statement: string) => sql.raw(statement).execute(store.db)
const three: MadeLook[] = [
  { students: ['a', 'b'] },
  { students: [], staffId: 'S2' },
  { students: ['a'], question: '{}' },
]
const four = [...three, {}]
const kinds = async (store: Store): Promise<string[]> =>
  (await verify(store)).faults.map(({ kind, position }) => `${kind} ${position ?? '-'}`)

describe('a trail that nobody touched', () => {
  it('is whole, and its end can be noted down', async () => {
    await withTrail(three, async (store) => {
      const { head, ...report } = await verify(store)
      expect(report).toEqual({ checked: 3, unsealed: 0, retired: 0, faults: [] })
      expect(head).toMatchObject({ position: 3, seal: expect.stringMatching(/^[0-9a-f]{64}$/u) as string })
      await lookAt(store)
      expect((await verify(store, head)).faults).toEqual([])
    })
  })

  it('is whole while it is empty', async () => {
    await withTrail([], async (store) => {
      expect(await verify(store)).toEqual({
        checked: 0,
        unsealed: 0,
        retired: 0,
        head: undefined,
        faults: [],
      })
    })
  })

  it('is whole over several pages, students in any order, odd texts included', async () => {
    const looks = Array.from({ length: 1_203 }, (_, index) => ({
      students: ['b', 'a', 'b', `c${index}`],
      conversation: index % 2 === 0 ? 'a"],["\0é🙂' : '\ud800 broken',
    }))
    await withTrail(looks, async (store) => {
      const { checked, faults } = await verify(store)
      expect({ checked, faults }).toEqual({ checked: 1_203, faults: [] })
    })
  })

  it('counts what is older than the chain, as its start sealed it', async () => {
    await withTrail([], async (store) => {
      await insertEntry(store, 'old', seconds(-3600))
      await insertEntry(store, 'older', seconds(-7200))
      expect(await verify(store)).toMatchObject({ unsealed: 2, faults: [] })
      await lookAt(store)
      expect(await verify(store)).toMatchObject({ unsealed: 2, faults: [] })
      await insertEntry(store, 'forged', seconds(-5000))
      const inserted = { kind: 'inserted', entry: 'forged' }
      expect(await verify(store)).toMatchObject({ unsealed: 2, faults: [inserted] })
      await run(store, "delete from access_entry where entry_id in ('forged', 'old')")
      expect((await verify(store)).faults).toMatchObject([
        { kind: 'removed', what: expect.stringContaining('1 where 2') as string },
      ])
    })
  })
})

async function insertEntry({ db }: Store, entry_id: string, at: Date): Promise<void> {
  await db
    .insertInto('access_entry')
    .values({
      entry_id,
      occurred_at: at.toISOString(),
      staff_id: 'S1',
      role: 'elt',
      detail: 'full',
      intent: 'list-students',
      conversation: 'chat',
    })
    .execute()
}

describe('it is found and named when', () => {
  const second = `(select entry_id from access_seal where position = 2)`
  it.each<[string, string[], string[]]>([
    [
      'an entry is changed',
      [`update access_entry set staff_id = 'S9' where entry_id = ${second}`],
      ['changed 2'],
    ],
    ['a question is changed', ["update access_seal set question = 'x' where position = 3"], ['changed 3']],
    [
      'a student is exchanged',
      ["update access_entry_student set student_id = 'z' where student_id = 'b'"],
      ['changed 1'],
    ],
    ['a student is removed', ["delete from access_entry_student where student_id = 'b'"], ['removed 1']],
    [
      'a student is added',
      [`insert into access_entry_student select entry_id, 'z' from access_seal where position = 2`],
      ['inserted 2'],
    ],
    ['an entry is removed', [`delete from access_entry where entry_id = ${second}`], ['removed 2']],
    [
      'an entry is removed with its seal',
      [`delete from access_entry where entry_id = ${second}`, 'delete from access_seal where position = 2'],
      ['removed 2'],
    ],
    [
      'the newest entries are removed with their seals',
      [
        'delete from access_entry_student where entry_id in (select entry_id from access_seal where position > 2)',
        'delete from access_entry where entry_id in (select entry_id from access_seal where position > 2)',
        'delete from access_seal where position > 2',
      ],
      ['removed 3'],
    ],
    [
      'two seals change places',
      [
        'update access_seal set position = 99 where position = 1',
        'update access_seal set position = 1 where position = 3',
        'update access_seal set position = 3 where position = 99',
      ],
      ['reordered 1', 'reordered 3'],
    ],
    [
      'an entry stands in the seal of another',
      [
        'update access_seal set question = entry_id where position = 1',
        `update access_seal set entry_id = 'x' where position = 1`,
        'update access_seal set entry_id = (select question from access_seal where position = 1) where position = 4',
      ],
      ['removed 1', 'inserted 4', 'inserted -'],
    ],
    [
      'an entry is moved to the end',
      ['update access_seal set position = 99 where position = 2'],
      ['reordered 99'],
    ],
    [
      'an entry is put before the first place',
      [
        'pragma ignore_check_constraints = on',
        "insert into access_entry select 'new', occurred_at, staff_id, role, detail, intent, conversation from access_entry limit 1",
        "insert into access_seal values (-3, 'new', '{}', 0, 'x', 'y')",
        "insert into access_entry_student values ('new', 'a')",
      ],
      ['inserted -3'],
    ],
    [
      'an entry is put beyond all places',
      [
        "insert into access_entry select 'new', occurred_at, staff_id, role, detail, intent, conversation from access_entry limit 1",
        "insert into access_seal values (9223372036854775807, 'new', '{}', 0, 'x', 'y')",
      ],
      [`inserted ${2 ** 63}`],
    ],
    [
      'the first of them is taken away and the rest closes up',
      [
        `delete from access_entry where entry_id = ${second}`,
        'delete from access_seal where position = 2',
        'update access_seal set position = position - 1 where position > 2',
      ],
      ['reordered 2', 'removed 2', 'reordered 3'],
    ],
    [
      'the last takes the place of another',
      [
        `delete from access_entry where entry_id = ${second}`,
        'delete from access_seal where position = 2',
        'update access_seal set position = 2 where position = 4',
      ],
      ['reordered 2', 'removed 2'],
    ],
    [
      'a student is hidden behind a NUL',
      ["update access_entry_student set student_id = student_id || char(0) where student_id = 'b'"],
      ['changed 1'],
    ],
    ['the head is no text', ["update access_chain set seal = cast(x'ff' as text)"], ['head -']],
    [
      'the chain is set back to its start',
      [
        'delete from access_entry_student',
        'delete from access_entry',
        'delete from access_seal',
        "update access_chain set position = 0, seal = '', unsealed = 0, unsealed_digest = '', head_seal = ''",
        "insert into aggregate_answer values ('S1', '{}', '2026-11-24T09:00:00.000Z')",
      ],
      ['head -'],
    ],
    ['the head is changed', ['update access_chain set position = 3'], ['head -']],
    ['the head is gone', ['delete from access_chain'], ['head -']],
    ['the head is of another chain', ["update access_chain set name = 'x'"], ['head -', 'head -']],
  ])('%s', async (_what, statements, expected) => {
    await withTrail(four, async (store) => {
      for (const statement of statements) await run(store, statement)
      expect(await kinds(store)).toEqual(expected)
    })
  })

  it('an entry is put between two others', async () => {
    await withTrail(four, async (store) => {
      await run(store, 'update access_seal set position = position + 100 where position > 2')
      await run(store, 'update access_seal set position = position - 99 where position > 2')
      await insertEntry(store, 'forged', seconds(2))
      await run(store, "insert into access_seal values (3, 'forged', '{}', 0, 'x', 'y')")
      expect(await kinds(store)).toEqual(['inserted 3', 'reordered 4', 'reordered 5'])
    })
  })

  it('an entry is written without a seal, or students without an entry', async () => {
    await withTrail(three, async (store) => {
      await insertEntry(store, 'forged', seconds(2))
      await run(store, "insert into access_entry_student values ('nothing', 'a')")
      expect((await verify(store)).faults).toMatchObject([
        { kind: 'inserted', entry: 'forged' },
        { kind: 'inserted', entry: 'nothing' },
      ])
    })
  })

  it('two entries have exchanged what they stand for', async () => {
    await withTrail([{ students: [] }, { students: [] }], async (store) => {
      const [one, two] = await store.db.selectFrom('access_seal').selectAll().orderBy('position').execute()
      const swap = async (position: number, id = ''): Promise<unknown> =>
        store.db.updateTable('access_seal').set({ entry_id: id }).where('position', '=', position).execute()
      await swap(1, 'for now')
      await swap(2, one?.entry_id)
      await swap(1, two?.entry_id)
      expect((await verify(store)).faults).toMatchObject([
        {
          kind: 'reordered',
          position: 1,
          entry: one?.entry_id,
          what: expect.stringContaining('stands at 2') as string,
        },
        { kind: 'reordered', position: 2, entry: two?.entry_id },
      ])
    })
  })

  it('everything is changed, more than can be compared', async () => {
    const looks = Array.from({ length: 1_100 }, () => ({ students: [] }))
    await withTrail(looks, async (store) => {
      await run(store, "update access_seal set question = 'x'")
      const { faults } = await verify(store)
      expect(faults).toHaveLength(1_100)
      expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['changed']))
    })
  })

  it('the head is set back, with and without the entries', async () => {
    await withTrail(three, async (store) => {
      const { db } = store
      const head = await db.selectFrom('access_chain').selectAll().executeTakeFirstOrThrow()
      await lookAt(store, { students: [] })
      const { head: anchor } = await verify(store)
      await db.updateTable('access_chain').set(head).execute()
      expect((await verify(store)).faults).toMatchObject([
        { kind: 'head', what: expect.stringContaining('went on to 4') as string },
      ])
      await run(
        store,
        'delete from access_entry where entry_id = (select entry_id from access_seal where position = 4)',
      )
      await run(store, 'delete from access_seal where position = 4')
      expect((await verify(store)).faults).toEqual([])
      expect((await verify(store, anchor)).faults).toMatchObject([{ kind: 'removed', position: 4 }])
      await lookAt(store, { students: [] })
      expect((await verify(store)).faults).toEqual([])
      expect((await verify(store, anchor)).faults).toMatchObject([{ kind: 'changed', position: 4 }])
    })
  })

  it('an entry comes from another history of the same store', async () => {
    await withTrail([{ students: [] }, { students: [] }], async (store) => {
      const { db } = store
      const head = await db.selectFrom('access_chain').selectAll().executeTakeFirstOrThrow()
      await lookAt(store, { students: [], staffId: 'S1' })
      const { seal, entry } = await takeThird(store)
      await db.updateTable('access_chain').set(head).execute()
      await lookAt(store, { students: [], staffId: 'S2' })
      await lookAt(store, { students: [] })
      expect((await verify(store)).faults).toEqual([])
      await takeThird(store)
      await db.insertInto('access_entry').values(entry).execute()
      await db.insertInto('access_seal').values(seal).execute()
      expect((await verify(store)).faults).toMatchObject([
        { kind: 'inserted', position: 4, what: expect.stringContaining('another history') as string },
      ])
    })
  })

  it('the head is made as if nothing had been written yet; and no look goes on from there', async () => {
    await withTrail(three, async (store) => {
      await run(
        store,
        "update access_chain set position = 0, seal = '', unsealed = 0, unsealed_digest = '', head_seal = ''",
      )
      expect((await verify(store)).faults).toMatchObject([{ kind: 'head' }])
      await expect(lookAt(store)).rejects.toMatchObject({ code: 'trail-broken' })
    })
  })
})

/** Takes the entry at the third place out of the trail, with its seal. */
async function takeThird({ db }: Store) {
  const seal = await db
    .selectFrom('access_seal')
    .selectAll()
    .where('position', '=', 3)
    .executeTakeFirstOrThrow()
  const { entry_id } = seal
  const entry = await db
    .selectFrom('access_entry')
    .selectAll()
    .where('entry_id', '=', entry_id)
    .executeTakeFirstOrThrow()
  await db.deleteFrom('access_seal').where('entry_id', '=', entry_id).execute()
  await db.deleteFrom('access_entry').where('entry_id', '=', entry_id).execute()
  return { seal, entry }
}

type Row = Record<string, string | number>
const tables = ['access_entry', 'access_entry_student', 'access_seal', 'access_chain'] as const
const ways = ['change', 'remove', 'insert', 'exchange', 'hide', 'garble', 'put before', 'close up'] as const
const look: fc.Arbitrary<MadeLook> = fc.record({
  staffId: fc.constantFrom('S1', 'S2'),
  students: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
  question: fc.constantFrom('{}', '{"limit":5}'),
  conversation: fc.string({ maxLength: 8 }),
})

test('no single change, removal, insertion or exchange in any table goes unseen', async () => {
  await fc.assert(
    fc.asyncProperty(
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
    ),
    { numRuns: 400 },
  )
}, 120_000)

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
