import { grantOperator } from '../../../data/domain/grant-reads'
import { trailEntries } from '../../../data/queries/trail-entries'
import { unusualLooks } from '../../../data/queries/unusual-looks'
import { planRetention, runRetention } from '../../../data/rights/retention'
import { openStore } from '../../../data/store/open'
import { engines, testSecret, useStoreOn } from '../../support/engines'
import { now } from '../../support/store'
import { lookAt, verify } from '../../support/trail'

const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
const inSixYears = new Date('2032-11-24T10:00:00Z')
const granted = grantOperator()

describe.each(engines)('the access trail on $name', (engine) => {
  const { store, database } = useStoreOn(engine)

  it('makes one chain of many looks at once, from several instances, while it is verified', async () => {
    const instances = [1, 2, 3].map(() => openStore(database(), { secret: testSecret }))
    const looks = instances.flatMap((instance, number) =>
      Array.from({ length: 40 }, (_, index) =>
        lookAt(instance, { staffId: `S${number}`, students: [`${index}`, 'x'], at: at(index) }),
      ),
    )
    const [one, two] = await Promise.all([verify(store()), verify(store()), ...looks])
    expect([one.faults, two.faults]).toEqual([[], []])
    expect(await verify(store())).toMatchObject({ checked: 120, faults: [], head: { position: 120 } })
    for (const instance of instances) await instance.close()
  })

  it('goes on with no other secret: nobody is shown, and nothing is written', async () => {
    const other = openStore(database(), { secret: 'another secret that is long enough too' })
    const refused = { code: 'trail-broken', message: expect.stringContaining('ENGAGEMENT_SECRET') as string }
    await expect(lookAt(other)).rejects.toMatchObject(refused)
    await expect(verify(other)).rejects.toMatchObject(refused)
    await other.close()
    expect(await verify(store())).toMatchObject({ checked: 120, unsealed: 0, faults: [] })
  })

  it('raises one alert, however many instances see at once that it is due', async () => {
    const instances = [1, 2, 3].map(() => openStore(database(), { secret: testSecret }))
    const limits = { hour: 1, day: 1 }
    const students = ['00000001', '00000002']
    await Promise.all(instances.map((instance) => lookAt(instance, { staffId: 'S9', students, limits })))
    for (const instance of instances) await instance.close()
    const alerts = await unusualLooks(store(), granted, at(-1))
    expect(alerts).toMatchObject([{ staffId: 'S9', seen: { hour: 2, day: 2 } }])
  })

  it('is shown by who, whom and when', async () => {
    const all = { staffId: 'S1', studentId: '3', from: at(3), to: at(4), limit: 10 }
    const [entry, ...others] = await trailEntries(store(), granted, all)
    expect(others).toEqual([])
    expect(entry).toMatchObject({ occurred_at: at(3).toISOString(), students: ['3', 'x'] })
    expect(entry?.question).toContain('list-students')
    expect(await trailEntries(store(), granted, { limit: 7 })).toHaveLength(7)
  })

  it('finds what was changed', async () => {
    const change = (intent: string, from: string): Promise<unknown> =>
      store().db.updateTable('access_entry').set({ intent }).where('intent', '=', from).execute()
    await change('changed', 'list-students')
    const { faults } = await verify(store())
    expect(faults).toHaveLength(123)
    expect(faults[6]).toMatchObject({ kind: 'changed', position: 7 })
    await change('list-students', 'changed')
    expect((await verify(store())).faults).toEqual([])
  })

  it('loses what is due, while it is verified and goes on', async () => {
    for (let count = 0; count < 600; count += 1) await lookAt(store(), { at: at(30) })
    await lookAt(store(), { at: new Date('2031-01-01T00:00:00Z') })
    const { due } = await planRetention(store(), granted, inSixYears)
    const other = openStore(database(), { secret: testSecret })
    const [ran, ...reports] = await Promise.all([
      runRetention(other, granted, inSixYears),
      verify(store()),
      verify(store()),
      lookAt(store(), { at: at(60) }),
      verify(store()),
    ])
    await other.close()
    expect(ran.due).toEqual(due)
    expect(due).toContainEqual(expect.objectContaining({ table: 'access_entry', rows: 723 }))
    for (const report of reports) if ('faults' in report) expect(report.faults).toEqual([])
    expect(await verify(store())).toMatchObject({ checked: 3, retired: 723, faults: [] })
  })
})
