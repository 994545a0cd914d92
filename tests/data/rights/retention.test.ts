import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { grantOperator } from '../../../data/domain/grant-reads'
import { planRetention, runRetention } from '../../../data/rights/retention'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { testSecret } from '../../support/engines'
import { now, temporaryFolder } from '../../support/store'
import { tableContents } from '../../support/table-contents'
import { emptyStore, lookAt, storeInMemory, verify } from '../../support/trail'

const years = (count: number): Date => new Date(Date.UTC(2026 + count, 10, 24, 9))
const later = years(7)
const grant = grantOperator()

let store: Store
beforeEach(async () => {
  store = await storeInMemory()
})
afterEach(() => store.close())

const rows = async (work: typeof planRetention, at = later): Promise<Record<string, number>> =>
  Object.fromEntries((await work(store, grant, at)).due.map(({ table, rows: count }) => [table, count]))

describe('the access trail', () => {
  const folder = temporaryFolder()
  const [made, copy] = [path.join(folder, 'made.db'), path.join(folder, 'copy.db')]
  beforeAll(async () => {
    const trail = await emptyStore(`sqlite:${made}`)
    for (let look = 0; look < 600; look += 1) await lookAt(trail, { students: ['a', 'b'], at: now })
    await lookAt(trail, { at: years(3) })
    await lookAt(trail, { at: now })
    await trail.close()
  })
  beforeEach(async () => {
    await store.close()
    copyFileSync(made, copy)
    store = openStore(`sqlite:${copy}`, { secret: testSecret })
  })

  const old = { access_entry: 600, access_entry_student: 1_200, access_seal: 600 }

  it('is kept for six years', async () => {
    expect(await rows(runRetention, years(6))).toMatchObject({ access_entry: 0 })
    expect(await verify(store)).toMatchObject({ checked: 602, retired: 0, faults: [] })
  })

  it('is planned without a change', async () => {
    const before = await tableContents(store)
    expect(await rows(planRetention)).toMatchObject(old)
    expect(await tableContents(store)).toEqual(before)
  })

  it('loses its oldest stretch, and the rest is still proved', async () => {
    const { head: anchor } = await verify(store)
    expect(await rows(runRetention)).toMatchObject(old)
    // The last entry is old too, but stands behind one that is to be kept.
    expect(await verify(store, anchor)).toMatchObject({ checked: 3, retired: 600, faults: [] })
    const { question } = await store.db
      .selectFrom('access_seal')
      .select('question')
      .where('position', '=', 603)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(question)).toEqual({ intent: 'retention', asOf: later.toISOString(), removed: old })
    expect(await rows(runRetention)).toMatchObject({ access_entry: 0 })
    await lookAt(store, { at: later })
    expect(await verify(store)).toMatchObject({
      checked: 4,
      retired: 600,
      faults: [],
      head: { position: 604 },
    })
    await store.db.deleteFrom('access_entry_student').execute()
    expect((await verify(store)).faults.map(({ position }) => position)).toEqual([601, 602, 604])
  })

  it('may be removed whole, and goes on', async () => {
    const { head: anchor } = await verify(store)
    await rows(runRetention, years(20))
    expect(await verify(store, anchor)).toMatchObject({ checked: 1, retired: 602, faults: [] })
    await lookAt(store)
    expect(await verify(store, anchor)).toMatchObject({ checked: 2, faults: [], head: { position: 604 } })
    await expect(verify(store, { position: 5, seal: 'x' })).rejects.toMatchObject({ code: 'nothing-to-do' })
  })

  it('cannot be made to lose an entry of its own by somebody without the secret', async () => {
    await store.db.updateTable('access_chain').set({ removed_to: 2 }).execute()
    expect((await verify(store)).faults).toMatchObject([{ kind: 'head' }])
    await expect(rows(runRetention)).rejects.toMatchObject({ code: 'trail-broken' })
  })

  it('keeps what was tampered with, and all after it: it is evidence', async () => {
    await store.db
      .updateTable('access_seal')
      .set({ question: 'changed' })
      .where('position', '=', 550)
      .execute()
    await expect(rows(runRetention)).rejects.toMatchObject({
      code: 'trail-broken',
      message: expect.stringContaining('place 550') as string,
    })
    const { retired, faults } = await verify(store)
    expect({ retired, faults }).toMatchObject({ retired: 500, faults: [{ kind: 'changed', position: 550 }] })
  })

  it('stops where an entry is gone with its seal', async () => {
    const gone = await store.db
      .selectFrom('access_seal')
      .select('entry_id')
      .where('position', '=', 10)
      .executeTakeFirstOrThrow()
    await store.db.deleteFrom('access_seal').where('entry_id', '=', gone.entry_id).execute()
    await store.db.deleteFrom('access_entry_student').where('entry_id', '=', gone.entry_id).execute()
    await store.db.deleteFrom('access_entry').where('entry_id', '=', gone.entry_id).execute()
    await expect(rows(runRetention)).rejects.toMatchObject({
      code: 'trail-broken',
      message: expect.stringContaining('place 10') as string,
    })
  })
})

describe('entries from before the chain', () => {
  const insert = async (entry_id: string, at: Date): Promise<void> => {
    const of = { role: 'elt', detail: 'full', intent: 'list-students', conversation: 'chat' } as const
    await store.db
      .insertInto('access_entry')
      .values({ entry_id, occurred_at: at.toISOString(), staff_id: 'S1', ...of })
      .execute()
    await store.db.insertInto('access_entry_student').values({ entry_id, student_id: 'a' }).execute()
  }
  beforeEach(async () => {
    await insert('old', now)
    await insert('newer', years(2))
    await lookAt(store, { at: years(2) })
  })

  it('go when they are due, and the rest is proved as before', async () => {
    expect(await rows(planRetention)).toMatchObject({ access_entry: 1 })
    expect(await rows(runRetention)).toMatchObject({ access_entry: 1 })
    expect(await verify(store)).toMatchObject({ unsealed: 1, faults: [] })
    await store.db
      .updateTable('access_entry')
      .set({ staff_id: 'S9' })
      .where('entry_id', '=', 'newer')
      .execute()
    expect((await verify(store)).faults).toMatchObject([{ kind: 'changed' }])
  })

  it('stay where one was put among them: it is evidence', async () => {
    await insert('forged', now)
    await expect(rows(runRetention)).rejects.toMatchObject({ code: 'trail-broken' })
    expect((await verify(store)).faults).toMatchObject([{ kind: 'inserted', entry: 'forged' }])
  })
})

describe('what ends by itself or is a year old', () => {
  const at = (time: Date): string => time.toISOString()
  beforeEach(async () => {
    const state = { sealed: 'x' }
    await store.db
      .insertInto('protected_state')
      .values([
        { state_key: 'expired', person_key: 'p', expires_at: at(now), ...state },
        { state_key: 'live', person_key: 'p', expires_at: at(years(1)), ...state },
      ])
      .execute()
    for (let answer = 0; answer < 600; answer += 1) {
      const of = { staff_id: `S${answer % 7}`, population: `${answer}` }
      const answered_at = at(years(answer === 0 ? 0 : -2))
      await store.db
        .insertInto('aggregate_answer')
        .values({ ...of, answered_at })
        .execute()
    }
    const message = {
      kind: 'x',
      payload: '{}',
      attempts: 0,
      claimed_by: null,
      claimed_until: null,
      done_at: null,
      unknown_outcomes: 0,
    }
    await store.db
      .insertInto('outbox')
      .values([
        { id: 'old', due_at: at(years(-2)), ...message },
        { id: 'new', due_at: at(now), ...message },
      ])
      .execute()
    const staff = { given_name: 'A', family_name: 'B', email: 'a@b', entra_object_id: null, gone_on: null }
    await store.db
      .insertInto('staff')
      .values({ staff_id: 'S1', ...staff })
      .execute()
    const feedback = { staff_id: 'S1', text: 'x', about: null }
    await store.db
      .insertInto('feedback')
      .values([
        { id: 'long-ago', given_at: at(years(-2)), ...feedback },
        { id: 'lately', given_at: at(now), ...feedback },
      ])
      .execute()
  })

  it('is planned, then removed, and nothing else', async () => {
    const due = { protected_state: 1, aggregate_answer: 599, outbox: 1, feedback: 1 }
    expect(await rows(planRetention, now)).toMatchObject(due)
    expect(await rows(runRetention, now)).toMatchObject(due)
    expect(await rows(runRetention, now)).toMatchObject({
      protected_state: 0,
      aggregate_answer: 0,
      outbox: 0,
      feedback: 0,
    })
    const left = await tableContents(store)
    expect(left.protected_state).toEqual([expect.stringContaining('live') as string])
    expect(left.aggregate_answer).toHaveLength(1)
    expect(left.outbox).toEqual([expect.stringContaining('new') as string])
    expect(left.feedback).toEqual([expect.stringContaining('lately') as string])
  })
})

it('tells what no rule removes yet, with its period', async () => {
  const { kept } = await planRetention(store, grant, now)
  const tables = kept.map(({ table }) => table)
  expect(tables).toEqual(expect.arrayContaining(['student', 'activity_day', 'score_week', 'staff']))
  expect(tables).not.toContain('access_seal')
  expect(tables).not.toContain('unit')
  for (const { period } of kept) expect(period.length).toBeGreaterThan(5)
})
