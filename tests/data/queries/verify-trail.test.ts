import type { Store } from '../../../data/store/store'
import { insertEntry, run, seconds, useLongTrail, withTrail } from '../../support/tampered-trail'
import { lookAt, verify, type MadeLook } from '../../support/trail'

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

/** Two pages of it are full. */
describe('a long trail', () => {
  const store = useLongTrail(1_003)

  it('is whole, students in any order, odd texts included', async () => {
    const { checked, faults } = await verify(store())
    expect({ checked, faults }).toEqual({ checked: 1_003, faults: [] })
  })

  it('of which a stretch is changed is named entry by entry', async () => {
    await run(store(), "update access_seal set question = 'x' where position between 481 and 520")
    const { faults } = await verify(store())
    expect(faults.map(({ kind, position }) => [kind, position])).toEqual(
      Array.from({ length: 40 }, (_, index) => ['changed', 481 + index]),
    )
  })
})

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
