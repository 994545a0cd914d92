import { insertAll } from '../../../data/store/insert-all'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { engines, useStoreOn } from '../../support/engines'

describe.each(engines)('on $name', (engine) => {
  const { store, database } = useStoreOn(engine)

  const settings = async (from: Store = store()) => {
    const rows = await from.db.selectFrom('store_setting').selectAll().orderBy('name').execute()
    return rows.map(({ name }) => name)
  }
  const write = ({ db }: Pick<Store, 'db'>, name: string) =>
    db.insertInto('store_setting').values({ name, value: 'x' }).execute()

  afterEach(() => store().db.deleteFrom('store_setting').execute())

  describe('a transaction', () => {
    it('lands whole and gives what its work gives', async () => {
      const given = await store().transaction(async (tx) => {
        await write(tx, 'a')
        await insertAll(tx, 'store_setting', ['name', 'value'], [['b', 'x']])
        return 'done'
      })
      expect(given).toBe('done')
      expect(await settings()).toEqual(['a', 'b'])
    })

    it('that fails leaves nothing, and the store goes on', async () => {
      const failing = store().transaction(async (tx) => {
        await write(tx, 'a')
        await insertAll(tx, 'store_setting', ['name', 'value'], [['b', 'x']])
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect(await settings()).toEqual([])
      await store().transaction((tx) => write(tx, 'c'))
      expect(await settings()).toEqual(['c'])
    })

    it('that is refused only at its end leaves nothing either', async () => {
      const orphan = { unit_code: 'P', kind: 'programme' as const, name: 'P', parent_code: 'nowhere' }
      const refused = store().transaction(async (tx) => {
        await write(tx, 'a')
        await tx.db.insertInto('unit').values(orphan).execute()
      })
      await expect(refused).rejects.toThrow('FOREIGN KEY')
      expect(await settings()).toEqual([])
      const other = openStore(database())
      await other.transaction((tx) => write(tx, 'b'))
      await other.close()
      await store().transaction((tx) => write(tx, 'c'))
      expect(await settings()).toEqual(['b', 'c'])
    })

    it('waits for the one before it', async () => {
      const order: string[] = []
      const slow = store().transaction(async (tx) => {
        await write(tx, 'a')
        await new Promise((resolve) => setTimeout(resolve, 50))
        order.push('first')
      })
      const quick = store().transaction(async (tx) => {
        order.push('second')
        return tx.db.selectFrom('store_setting').select('name').execute()
      })
      expect(await quick).toEqual([{ name: 'a' }])
      await slow
      expect(order).toEqual(['first', 'second'])
    })

    it('waits for one of another connection, as of another process', async () => {
      const other = openStore(database())
      let slow: Promise<void> | undefined
      await new Promise<void>((begun) => {
        slow = other.transaction(async (tx) => {
          begun()
          await new Promise((resolve) => setTimeout(resolve, 200))
          await write(tx, 'a')
        })
      })
      const seen = await store().transaction((tx) =>
        tx.db.selectFrom('store_setting').select('name').execute(),
      )
      expect(seen).toEqual([{ name: 'a' }])
      await slow
      await other.close()
    })

    it('is not seen from outside before it has landed', async () => {
      const other = openStore(database())
      await store().transaction(async (tx) => {
        await write(tx, 'a')
        expect(await settings(other)).toEqual([])
      })
      expect(await settings(other)).toEqual(['a'])
      await other.close()
    })
  })

  describe('a stage', () => {
    it('is an empty table like its own, and gone with the transaction’s end or when dropped', async () => {
      await store().transaction(async (tx) => {
        const stage = await tx.stage('store_setting')
        await tx.append(stage, ['name', 'value'], [['a', null]])
        expect(await tx.db.selectFrom('store_setting').selectAll().execute()).toEqual([])
        const again = await tx.stage('store_setting')
        expect(again).toBe(stage)
        await tx.dropStage(stage)
      })
      const tables = await store().db.introspection.getTables()
      expect(tables.filter(({ name }) => name.startsWith('staged'))).toEqual([])
    })
  })
})
