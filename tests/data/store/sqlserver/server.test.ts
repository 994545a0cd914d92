import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import { readOnTheRecord } from '../../../../data/records/access-trail'
import { openStore } from '../../../../data/store/open'
import { connectionSettings } from '../../../../data/store/sqlserver/connection-settings'
import type { Database, Store } from '../../../../data/store/store'
import {
  describeOnSqlServer,
  inDatabase,
  isBabelfish,
  testSecret,
  throughPort,
  useStoreOn,
  withSetting,
} from '../../../support/engines'
import { startProxy, type Proxy } from '../../../support/proxy'
import { look, scopeOver } from '../../queries/scopes'

const timeouts = { connect: 2_000, statement: 8_000 }

/** What only a server can show: sessions, deadlocks, outages. */
describeOnSqlServer('a store on $name', (engine) => {
  const { store, database } = useStoreOn(engine)

  let babelfish = false
  beforeAll(async () => {
    babelfish = await isBabelfish()
  })

  const contextOf = async (db: Database): Promise<string | null> => {
    const { rows } = await sql<{ staff: string | null }>`
      select cast(session_context(N'staff_id') as nvarchar(64)) as staff from unit right join (select 1 as one) as always on 1 = 0`.execute(
      db,
    )
    return rows[0]?.staff ?? null
  }

  describe('names the acting staff member to the server', () => {
    /** One connection for all, so that each user finds what the one before has left. */
    let one: Store
    beforeAll(() => {
      one = openStore(withOneConnection(database()), { timeouts, secret: testSecret })
    })
    afterAll(() => one.close())
    const scope = scopeOver([{ kind: 'institution' }], {
      staffId: 'T0042',
      role: 'programme-leader',
      detail: 'full',
    })

    it('while it reads on their behalf, and nobody afterwards', async () => {
      expect(await readOnTheRecord(one, scope, look, contextOf, () => [])).toBe('T0042')
      expect(await contextOf(one.db)).toBeNull()
      expect(await one.transaction(({ db }) => contextOf(db))).toBeNull()
    })

    it('and nobody after a read that failed in whatever way', async () => {
      const readings = [
        () => Promise.reject(new Error('mine')),
        (db: Database) => sql`select no_such_column from unit`.execute(db),
        (db: Database) =>
          sql`insert into conversation (conversation_id, welcomed_at) values ('x', 'not a time')`.execute(db),
      ]
      for (const reading of readings) {
        await expect(readOnTheRecord(one, scope, look, reading, () => [])).rejects.toThrow()
        expect(await contextOf(one.db)).toBeNull()
        expect(await one.transaction(({ db }) => contextOf(db))).toBeNull()
      }
    })

    it('each their own where many read at once', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `s${index}`)
      const read = (staffId: string) =>
        readOnTheRecord(store(), { ...scope, staffId }, look, contextOf, () => [])
      expect(await Promise.all(ids.map(read))).toEqual(ids)
    })
  })

  describe('in a deadlock', () => {
    beforeEach(() =>
      store().transaction(async ({ db }) => {
        await db.deleteFrom('store_setting').execute()
        await db.insertInto('store_setting').values({ name: 'a', value: '0' }).execute()
        await db.insertInto('store_setting').values({ name: 'b', value: '0' }).execute()
      }),
    )
    const crossing = (first: string, second: string, repeatable: boolean, met: () => Promise<void>) =>
      store().transaction(
        async ({ db }) => {
          await db.updateTable('store_setting').set({ value: first }).where('name', '=', first).execute()
          await met()
          await db.updateTable('store_setting').set({ value: first }).where('name', '=', second).execute()
        },
        { repeatable },
      )
    const bothArrived = () => {
      let arrived = 0
      return async (): Promise<void> => {
        arrived += 1
        for (let tries = 0; arrived < 2 && tries < 100; tries += 1) await wait(20)
      }
    }

    it('does the victim’s work again where it may', async () => {
      const met = bothArrived()
      await Promise.all([crossing('a', 'b', true, met), crossing('b', 'a', true, met)])
      const rows = await store().db.selectFrom('store_setting').select('value').execute()
      expect(new Set(rows.map(({ value }) => value)).size).toBe(1)
    })

    it('tells the victim where it may not', async () => {
      const met = bothArrived()
      const outcomes = await Promise.allSettled([
        crossing('a', 'b', false, met),
        crossing('b', 'a', false, met),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const rejected = outcomes.find((outcome) => outcome.status === 'rejected')
      expect(rejected?.reason).toMatchObject({ code: 'store-unavailable' })
    })
  })

  describe('behind a wire that can be cut', () => {
    let proxy: Proxy
    let behind: Store
    beforeEach(async () => {
      const { server: host, port = 1433 } = connectionSettings(database(), timeouts)
      proxy = await startProxy({ host, port })
      behind = openStore(throughPort(database(), proxy.port), { timeouts, secret: testSecret })
      expect(await names(behind)).toEqual(expect.any(Array))
    })
    afterEach(async () => {
      proxy.restore()
      await behind.close()
      await proxy.close()
    })
    const names = (from: Store) => from.db.selectFrom('store_setting').select('name').execute()

    it('goes on after the wire is whole again, and repeats what met the break', async () => {
      proxy.cut()
      const asked = names(behind)
      await wait(300)
      proxy.restore()
      expect(await asked).toEqual(expect.any(Array))
      await behind.transaction(async ({ db }) => names({ db } as Store))
    })

    it('gives up in time when nothing answers, and goes on afterwards', async () => {
      proxy.freeze()
      const started = performance.now()
      const inTime = behind.until(AbortSignal.timeout(700))
      await expect(names(inTime)).rejects.toMatchObject({ code: 'store-unavailable' })
      await expect(inTime.transaction(({ db }) => names({ db } as Store))).rejects.toMatchObject({
        code: 'store-unavailable',
      })
      expect(performance.now() - started).toBeLessThan(5_000)
      proxy.restore()
      expect(await names(behind)).toEqual(expect.any(Array))
    })

    it('frees its connections after turns that gave up in the middle', async () => {
      const one = openStore(throughPort(withOneConnection(database()), proxy.port), {
        timeouts,
        secret: testSecret,
      })
      await names(one)
      const gaveUp = one.until(AbortSignal.timeout(400)).transaction(async ({ db }) => {
        proxy.freeze()
        await names({ db } as Store)
      })
      await expect(gaveUp).rejects.toMatchObject({ code: 'store-unavailable' })
      proxy.restore()
      expect(await names(one)).toEqual(expect.any(Array))
      await one.close()
    })

    it.each([100, 3_000])(
      'lives on when a turn’s time is up during its commit, answered %d ms later',
      async (later) => {
        const gaveUp = behind.until(AbortSignal.timeout(600)).transaction(async ({ db }) => {
          await db.deleteFrom('store_setting').where('name', '=', 'c').execute()
          proxy.freeze()
        })
        await expect(gaveUp).rejects.toMatchObject({ code: 'store-unavailable' })
        await wait(later)
        proxy.restore()
        expect(await names(behind)).toEqual(expect.any(Array))
        await behind.transaction(async ({ db }) => names({ db } as Store))
      },
    )

    it('never repeats what met the break on its commit: it may have landed', async () => {
      let runs = 0
      const writing = behind.transaction(
        async ({ db }) => {
          runs += 1
          await db.deleteFrom('store_setting').where('name', '=', 'c').execute()
          proxy.freeze()
          setTimeout(() => proxy.cut(), 300)
        },
        { repeatable: true },
      )
      await expect(writing).rejects.toMatchObject({ code: 'store-unavailable' })
      expect(runs).toBe(1)
    })
  })

  it('has no advice for a database that is set up', async () => {
    const advice = await store().advice()
    // Babelfish for PostgreSQL always versions rows, and may say that it does not.
    expect(advice.filter((sentence) => !sentence.startsWith('Answers wait') || !babelfish)).toEqual([])
  })

  it('is refused where the certificate cannot be trusted', async () => {
    const strict = openStore(withoutTrust(database()), { timeouts, secret: testSecret })
    await expect(strict.db.selectFrom('unit').select('name').execute()).rejects.toMatchObject({
      code: 'store-refused',
      message: expect.stringContaining('certificate') as string,
    })
    await strict.close()
  })

  it('is refused to who is not known there', async () => {
    const wrong = openStore(inDatabase('engagement', { user: 'nobody', password: 'wrong' }), {
      timeouts,
      secret: testSecret,
    })
    await expect(wrong.db.selectFrom('unit').select('name').execute()).rejects.toMatchObject({
      code: 'store-refused',
    })
    await wrong.close()
  })
})

function withOneConnection(database: string): string {
  return withSetting(database, 'Max Pool Size', '1')
}

function withoutTrust(database: string): string {
  return withSetting(database, 'TrustServerCertificate', 'false')
}
