import { grantDataProtection, grantOperator } from '../../../data/domain/grant-reads'
import { unusualLooks } from '../../../data/queries/unusual-looks'
import type { Store } from '../../../data/store/store'
import { studentIds } from '../../support/university-feeds'
import { lookAt, storeInMemory } from '../../support/trail'

const at = (time: string): Date => new Date(`2026-11-24T${time}:00Z`)
const limits = { hour: 3, day: 5 }
const alerts = (store: Store) => unusualLooks(store, grantOperator(), new Date(0))

let store: Store
beforeEach(async () => {
  store = await storeInMemory()
})
afterEach(() => store.close())

const see = (time: string, first: number, count: number, staffId = 'S1') =>
  lookAt(store, { at: at(time), students: studentIds(first, count), limits, staffId })

describe('looks at students', () => {
  it('are usual up to the limit, however often the same students are seen', async () => {
    for (const time of ['09:00', '09:10', '09:20']) await see(time, 1, 3)
    expect(await alerts(store)).toEqual([])
  })

  it('are unusual beyond as many different students in an hour', async () => {
    await see('09:00', 1, 3)
    await see('09:30', 4, 1)
    expect(await alerts(store)).toEqual([
      {
        staffId: 'S1',
        at: '2026-11-24T09:30:00.000Z',
        seen: { hour: 4, day: 4 },
        limits,
        told: [],
        name: undefined,
      },
    ])
  })

  it('are unusual beyond as many in 24 hours', async () => {
    await see('09:00', 1, 3)
    await see('11:00', 4, 2)
    expect(await alerts(store)).toEqual([])
    await see('13:00', 6, 1)
    expect(await alerts(store)).toMatchObject([{ seen: { hour: 1, day: 6 } }])
  })

  it('forget what is longer ago, and what others saw', async () => {
    await see('09:00', 1, 3)
    await see('10:00', 4, 2)
    await see('10:30', 6, 3, 'S2')
    expect(await alerts(store)).toEqual([])
  })

  it('are told again only when as many have been added, on whichever day', async () => {
    await see('09:00', 1, 6)
    await see('09:05', 1, 2)
    await see('09:10', 1, 6, 'S2')
    await lookAt(store, { at: new Date('2026-11-25T00:00:00Z'), students: studentIds(7, 3), limits })
    expect(await alerts(store)).toHaveLength(2)
    await lookAt(store, { at: new Date('2026-11-25T00:01:00Z'), students: studentIds(10, 1), limits })
    expect((await alerts(store)).map(({ staffId, at: time }) => [staffId, time.slice(0, 16)])).toEqual([
      ['S1', '2026-11-25T00:01'],
      ['S2', '2026-11-24T09:10'],
      ['S1', '2026-11-24T09:00'],
    ])
  })

  it('of an operator count as the command line’s, in whosever name', async () => {
    const conversation = 'command-line'
    for (const [index, staffId] of ['S1', 'S2'].entries()) {
      await lookAt(store, {
        at: at('09:00'),
        students: studentIds(1 + 2 * index, 2),
        limits,
        staffId,
        conversation,
      })
    }
    expect(await alerts(store)).toMatchObject([{ staffId: conversation, seen: { hour: 4 } }])
    await see('09:10', 5, 2)
    expect(await alerts(store)).toHaveLength(1)
  })

  it('wait in the outbox to be sent, without a student', async () => {
    await see('09:00', 1, 6)
    const [waiting] = await store.db.selectFrom('outbox').selectAll().execute()
    expect(waiting).toMatchObject({
      kind: 'unusual-looks',
      due_at: '2026-11-24T09:00:00.000Z',
      attempts: 0,
      done_at: null,
    })
    expect(waiting?.id.length).toBeLessThanOrEqual(64)
    expect(waiting?.payload).not.toContain('00000001')
  })

  it('can be asked for with the name of the person, as the data-protection role', async () => {
    await store.db
      .insertInto('staff')
      .values({
        staff_id: 'S1',
        given_name: 'Sam',
        family_name: 'Example',
        email: 's1@university.example',
        entra_object_id: null,
        gone_on: null,
      })
      .execute()
    await see('09:00', 1, 6)
    const granted = grantDataProtection('P1')
    expect(await unusualLooks(store, granted, at('09:00'))).toMatchObject([{ name: 'Sam Example' }])
    expect(await unusualLooks(store, granted, at('09:01'))).toEqual([])
  })
})
