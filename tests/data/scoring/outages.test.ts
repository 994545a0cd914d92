import { daysFromTo, type Day } from '../../../data/domain/day'
import { recountSourceDays } from '../../../data/records/source-days'
import { standardConfiguration } from '../../../data/configuration/indicator'
import { scoreWeeks } from '../../../data/scoring/run'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { copySample } from '../../support/sample'
import { clock } from '../../support/store'

const week = '2026-11-16'
const copies = [copySample(), copySample(), copySample()]
let store: Store

beforeEach(() => (store = openStore(copies.pop() ?? '')))
afterEach(() => store.close())

async function loseCanvas(from: Day, to: Day): Promise<void> {
  for (const table of ['activity_day', 'submission'] as const) {
    const lost = store.db.deleteFrom(table).where('day', '>=', from).where('day', '<=', to)
    await (table === 'activity_day' ? lost.where('source', '=', 'canvas') : lost).execute()
  }
  await recountSourceDays(store.db, daysFromTo(from, to))
}

const rescore = (): Promise<unknown> =>
  scoreWeeks(store, { clock, configuration: standardConfiguration, from: week, to: week })

async function bands(): Promise<{ low: number; none: number }> {
  const rows = await store.db
    .selectFrom('score_week')
    .select('band')
    .where('week_start', '=', week)
    .where('band', '<>', 'unknown')
    .execute()
  const share = (band: string): number => rows.filter((row) => row.band === band).length / rows.length
  return { low: share('low'), none: share('none') }
}

test('two days without Canvas, which may be a pause, call nobody silent', async () => {
  await loseCanvas('2026-11-12', '2026-11-13')
  await rescore()
  expect((await bands()).none).toBe(0)
})

const canvasOfOne = () =>
  store.db
    .selectFrom('indicator_week')
    .select(['state', 'days', 'reason'])
    .where('week_start', '=', week)
    .where('source', '=', 'canvas')
    .where('student_id', '=', '00412301')
    .executeTakeFirstOrThrow()

test('a feed that came back is left out while too few of its days are known, and nobody is silent by it', async () => {
  const before = await bands()
  expect(before.none).toBeGreaterThan(0)
  await loseCanvas('2026-11-09', '2026-11-17')
  await rescore()
  expect(await canvasOfOne()).toEqual({
    state: 'late-feed',
    days: 5,
    reason: 'Canvas: no data for 9 of 14 days, so it is left out',
  })
  const after = await bands()
  expect(after.low - before.low).toBeLessThan(0.02)
  expect(after.none).toBe(0)
})

test('a feed that came back counts on the days that are known, but calls nobody silent', async () => {
  const before = await bands()
  await loseCanvas('2026-11-16', '2026-11-18')
  await rescore()
  const after = await bands()
  expect(after.none).toBe(0)
  expect(after.low).toBeLessThan(before.low + before.none + 0.02)
  expect(await canvasOfOne()).toMatchObject({ state: 'counted', days: 11 })
})
