import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import { findStaff } from '../../../data/queries/staff'
import { claimWelcome } from '../../../data/records/conversations'
import { readSetting, writeSetting } from '../../../data/records/settings'
import { openStore } from '../../../data/store/open'
import type { Store, Transaction } from '../../../data/store/store'
import { engines, useStoreOn } from '../../support/engines'
import { now } from '../../support/store'

/** What the product may expect of its store, whichever engine it is on. */
describe.each(engines)('a store on $name', (engine) => {
  const { store, database } = useStoreOn(engine)

  const names = async (from: Store = store()): Promise<string[]> => {
    const rows = await from.db.selectFrom('store_setting').select('name').orderBy('name').execute()
    return rows.map(({ name }) => name)
  }
  const write = ({ db }: Pick<Transaction, 'db'>, name: string) =>
    db.insertInto('store_setting').values({ name, value: 'x' }).execute()

  /** The same store once more, as another process would open it. */
  const withOther = async (work: (other: Store) => Promise<void>): Promise<void> => {
    const other = openStore(database())
    try {
      await work(other)
    } finally {
      await other.close()
    }
  }

  afterEach(() => store().transaction(({ db }) => db.deleteFrom('store_setting').execute()))

  describe('a transaction', () => {
    it('lands whole and gives what its work gives', async () => {
      const given = await store().transaction(async (tx) => {
        await write(tx, 'a')
        await tx.insert('store_setting', ['name', 'value'], [['b', 'x']])
        return 'done'
      })
      expect(given).toBe('done')
      expect(await names()).toEqual(['a', 'b'])
    })

    it('that fails leaves nothing, gives its own error, and the store goes on', async () => {
      const failing = store().transaction(async (tx) => {
        await write(tx, 'a')
        await tx.insert('store_setting', ['name', 'value'], [['b', 'x']])
        throw new RangeError('changed my mind')
      })
      await expect(failing).rejects.toThrow(RangeError)
      expect(await names()).toEqual([])
      await store().transaction((tx) => write(tx, 'c'))
      expect(await names()).toEqual(['c'])
    })

    it('that the store refuses leaves nothing either', async () => {
      const unheardOf = { unit_code: 'P', kind: 'team' as 'school', name: 'P' }
      const refused = store().transaction(async (tx) => {
        await write(tx, 'a')
        await tx.db.insertInto('unit').values(unheardOf).execute()
      })
      await expect(refused).rejects.toThrow()
      expect(await names()).toEqual([])
      await withOther(async (other) => {
        await other.transaction((tx) => write(tx, 'b'))
      })
      await store().transaction((tx) => write(tx, 'c'))
      expect(await names()).toEqual(['b', 'c'])
    })

    it('is not seen from outside before it has landed', async () => {
      await withOther(async (other) => {
        await store().transaction(async (tx) => {
          await write(tx, 'a')
          expect(await names(other)).toEqual([])
        })
        expect(await names(other)).toEqual(['a'])
      })
    })

    it('of a kind that runs alone waits for the one before it, also of another process', async () => {
      await withOther(async (other) => {
        let slow: Promise<void> | undefined
        await new Promise<void>((begun) => {
          slow = other.transaction(
            async (tx) => {
              begun()
              await wait(200)
              await write(tx, 'a')
            },
            { alone: 'loads' },
          )
        })
        const seen = await store().transaction(
          ({ db }) => db.selectFrom('store_setting').select('name').execute(),
          { alone: 'loads' },
        )
        expect(seen).toEqual([{ name: 'a' }])
        await slow
      })
    })

    it('that takes a turn waits for the one that took it before, also of another process', async () => {
      await withOther(async (other) => {
        let slow: Promise<void> | undefined
        await new Promise<void>((begun) => {
          slow = other.transaction(async (tx) => {
            await other.takeTurn(tx.db, 'somebody’s numbers')
            begun()
            await wait(200)
            await write(tx, 'a')
          })
        })
        const seen = await store().transaction(async ({ db }) => {
          await store().takeTurn(db, 'somebody’s numbers')
          return db.selectFrom('store_setting').select('name').execute()
        })
        expect(seen).toEqual([{ name: 'a' }])
        await slow
      })
    })

    it('may run many at once', async () => {
      const written = Array.from({ length: 30 }, (_, index) => `n${String(index).padStart(2, '0')}`)
      await Promise.all(written.map((name) => store().transaction((tx) => write(tx, name))))
      expect(await names()).toEqual(written)
    })
  })

  describe('a stage', () => {
    it('is an empty table like its own, apart from it, and gone when dropped', async () => {
      await store().transaction(async (tx) => {
        const stage = await tx.stage('store_setting')
        await tx.append(stage, ['name', 'value'], [['a', 'x']])
        expect(await tx.db.selectFrom('store_setting').selectAll().execute()).toEqual([])
        expect(await tx.stage('store_setting')).toBe(stage)
        await tx.dropStage(stage)
      })
      const tables = await store().db.introspection.getTables()
      expect(tables.filter(({ name }) => name.includes('staged'))).toEqual([])
    })

    it('takes rows with some of its columns only, whatever the table asks for', async () => {
      await store().transaction(async (tx) => {
        const stage = await tx.stage('student')
        await tx.append(stage, ['student_id'], [['a'], ['b']])
        const { rows } =
          await sql<object>`select student_id, email from ${sql.table(stage)} order by student_id`.execute(
            tx.db,
          )
        expect(rows).toEqual([
          { student_id: 'a', email: null },
          { student_id: 'b', email: null },
        ])
        await tx.dropStage(stage)
      })
    })

    it('is gone after a transaction that failed', async () => {
      const failing = store().transaction(async (tx) => {
        await tx.append(await tx.stage('store_setting'), ['name', 'value'], [['a', 'x']])
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      await store().transaction(async (tx) => {
        await tx.insert('store_setting', ['name', 'value'], [['b', 'x']])
      })
      expect(await names()).toEqual(['b'])
    })

    it('takes tens of thousands of rows and keeps each value as it was', async () => {
      const columns = [
        'load_id',
        'feed',
        'file_names',
        'content_hash',
        'loaded_at',
        'rows_read',
        'accepted',
        'rejected',
        'first_day',
        'last_day',
        'outcome',
        'seen_again_at',
      ]
      const row = (id: number) => [
        id,
        'canvas',
        `Größe ${id} 🙂 'x'`,
        'h',
        '2026-11-24T09:00:00.123Z',
        2_000_000_000,
        1,
        0,
        id % 2 ? '2026-02-28' : null,
        '2026-03-29',
        'loaded',
        null,
      ]
      const rows = Array.from({ length: 120_000 }, (_, index) => row(index + 1))
      await store().transaction((tx) => tx.insert('feed_load', columns, rows))
      const held = await store().db.selectFrom('feed_load').selectAll().orderBy('load_id').execute()
      expect(held.map((each) => Object.values(each))).toEqual(rows)
      await store().transaction(({ db }) => db.deleteFrom('feed_load').execute())
    })
  })

  describe('values', () => {
    beforeAll(async () => {
      await store().transaction(async ({ db }) => {
        const staff = { given_name: 'Zoë', family_name: 'O’Neill', gone_on: null }
        await db
          .insertInto('staff')
          .values({ ...staff, staff_id: 's1', email: 'zoe@uni.example', entra_object_id: 'aaaa-1' })
          .execute()
        await db
          .insertInto('staff')
          .values({ ...staff, staff_id: 'S1', email: 'other@uni.example', entra_object_id: null })
          .execute()
      })
    })

    it('that are identifiers are told apart by case, addresses are not', async () => {
      const found = async (key: string) => (await findStaff(store(), { idOrEmail: key }))?.staff_id
      expect(await found('s1')).toBe('s1')
      expect(await found('S1')).toBe('S1')
      expect(await found('zoe@UNI.example')).toBe('s1')
      expect((await findStaff(store(), { entraObjectId: 'AAAA-1' }))?.staff_id).toBe('s1')
    })

    it('are what they were, not what they might mean', async () => {
      const name = "Robert'); drop table student;-- \u0000 ÿ Ω 🙂".replace('\u0000', '')
      await store().transaction(({ db }) =>
        db.insertInto('store_setting').values({ name: 'n', value: name }).execute(),
      )
      const row = await store()
        .db.selectFrom('store_setting')
        .select('value')
        .where('value', '=', name)
        .executeTakeFirst()
      expect(row?.value).toBe(name)
    })
  })

  describe.each(['outbox', 'job'] as const)('claims of the %s', (table) => {
    const waiting = Array.from({ length: 120 }, (_, index) => `m${String(index).padStart(3, '0')}`)
    const minutesLater = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
    const claim = (from: Store, by: string, at: Date, most: number) =>
      from.transaction((tx) =>
        tx.claim({ table, by, now: at, until: new Date(at.getTime() + 300_000), most }),
      )

    beforeEach(async () => {
      await store().transaction(async (tx) => {
        await tx.db.deleteFrom(table).execute()
        await tx.insert(
          table,
          ['id', 'kind', 'due_at', 'attempts', ...(table === 'outbox' ? ['payload'] : [])],
          waiting.map((id, index) => [
            id,
            'test',
            minutesLater(-200 + index).toISOString(),
            0,
            ...(table === 'outbox' ? ['{}'] : []),
          ]),
        )
      })
    })

    it('give the longest due first, and nothing before it is due', async () => {
      expect(await claim(store(), 'a', now, 3)).toEqual(['m000', 'm001', 'm002'])
      expect(await claim(store(), 'a', minutesLater(-195), 10)).toEqual(['m003', 'm004', 'm005'])
    })

    it('of several instances at once take each row once', async () => {
      const instances = ['a', 'b', 'c', 'd']
      const others = instances.map(() => openStore(database()))
      const taken = await Promise.all(
        others.map(async (other, index) => {
          const own: string[] = []
          for (;;) {
            const some = await claim(other, instances[index] ?? '', now, 7)
            if (some.length === 0 && (await unclaimed()) === 0) return own
            own.push(...some)
          }
        }),
      )
      await Promise.all(others.map((other) => other.close()))
      expect(taken.flat().sort()).toEqual(waiting)
      const rows = await store().db.selectFrom(table).select(['id', 'claimed_by', 'attempts']).execute()
      for (const { id, claimed_by, attempts } of rows) {
        expect(taken[instances.indexOf(claimed_by ?? '')]).toContain(id)
        expect(attempts).toBe(1)
      }
    })

    const unclaimed = async (): Promise<number> => {
      const rows = await store().db.selectFrom(table).select('id').where('claimed_by', 'is', null).execute()
      return rows.length
    }

    it('lapse, so that another instance takes up what one has left; what is done stays done', async () => {
      const [first = '', second = ''] = await claim(store(), 'a', now, 2)
      await store().transaction(({ db }) =>
        db.updateTable(table).set({ done_at: now.toISOString() }).where('id', '=', first).execute(),
      )
      expect(await claim(store(), 'b', minutesLater(4), 1)).not.toContain(second)
      const later = await claim(store(), 'b', minutesLater(6), 500)
      expect(later).toContain(second)
      expect(later).not.toContain(first)
    })

    it('that fail with their transaction take nothing', async () => {
      const failing = store().transaction(async (tx) => {
        await tx.claim({ table, by: 'a', now, until: minutesLater(5), most: 500 })
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await unclaimed()).toBe(waiting.length)
    })
  })

  it('welcomes a conversation once, however often it is asked at the same time', async () => {
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimWelcome(store(), 'chat-1', now)))
    expect(claims.filter(Boolean)).toHaveLength(1)
  })

  it('keeps a setting, absent at first, then written, then replaced', async () => {
    expect(await readSetting(store().db, 'sample-now')).toBeUndefined()
    await store().transaction((tx) => writeSetting(tx.db, 'sample-now', 'first'))
    await store().transaction((tx) => writeSetting(tx.db, 'sample-now', 'second'))
    expect(await readSetting(store().db, 'sample-now')).toBe('second')
  })

  it('ends what waits when its time is up, and goes on', async () => {
    await withOther(async (other) => {
      let release = (): void => undefined
      let holding: Promise<void> | undefined
      await new Promise<void>((begun) => {
        holding = other.transaction(
          async (tx) => {
            await write(tx, 'held')
            begun()
            await new Promise<void>((resolve) => (release = resolve))
          },
          { alone: 'loads' },
        )
      })
      const late = store()
        .until(AbortSignal.timeout(150))
        .transaction((tx) => write(tx, 'late'), { alone: 'loads' })
      await expect(late).rejects.toMatchObject({ code: 'store-unavailable' })
      release()
      await holding
      await store().transaction((tx) => write(tx, 'next'), { alone: 'loads' })
      expect(await names()).toEqual(['held', 'next'])
    })
  })
})
