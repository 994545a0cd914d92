import { daysFromTo } from '../../../data/domain/day'
import { recountSourceDays } from '../../../data/records/source-days'
import { standardConfiguration } from '../../../data/configuration/indicator'
import { scoreWeeks } from '../../../data/scoring/run'
import { useSample } from '../../support/sample'
import { clock } from '../../support/store'

const store = useSample()
const week = '2026-11-16'

async function shares(): Promise<{ low: number; none: number; falling: number }> {
  const rows = await store()
    .db.selectFrom('score_week')
    .select(['band', 'trend'])
    .where('week_start', '=', week)
    .where('band', '<>', 'unknown')
    .execute()
  const share = (fits: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(fits).length / rows.length
  return {
    low: share(({ band }) => band === 'low'),
    none: share(({ band }) => band === 'none'),
    falling: share(({ trend }) => trend === 'falling'),
  }
}

const rescore = (): Promise<unknown> =>
  scoreWeeks(store(), { clock, configuration: standardConfiguration, from: week, to: week })

test('a feed that dies alarms hardly anybody', async () => {
  const before = await shares()
  await store().db.deleteFrom('attendance').where('day', '>=', '2026-11-12').execute()
  await recountSourceDays(store().db, daysFromTo('2026-11-12', '2026-11-24'))
  await rescore()
  const after = await shares()
  expect(after.low - before.low).toBeLessThan(0.02)
  expect(after.none).toBeLessThanOrEqual(before.none)
  expect(after.falling - before.falling).toBeLessThan(0.08)
  const counted = await store()
    .db.selectFrom('indicator_week')
    .select('student_id')
    .where('week_start', '=', week)
    .where('source', '=', 'attendance')
    .where('state', '=', 'counted')
    .execute()
  expect(counted).toEqual([])
})

test.each([{ status: 'interrupted' }, { gone_on: '2026-11-23' }] as const)(
  'past scores stay as they were, made anew, of somebody who is no longer there (%j) and of the peers',
  async (change) => {
    const makeAnew = () =>
      scoreWeeks(store(), {
        clock,
        configuration: standardConfiguration,
        from: '2026-11-02',
        to: '2026-11-09',
      })
    const scores = (): Promise<{ student_id: string }[]> =>
      store()
        .db.selectFrom('score_week')
        .selectAll()
        .where('week_start', 'in', ['2026-11-02', '2026-11-09'])
        .orderBy('week_start')
        .orderBy('student_id')
        .execute()
    await makeAnew()
    const before = await scores()
    expect(before.filter(({ student_id }) => student_id === '00412301')).toHaveLength(2)
    await store().db.updateTable('student').set(change).where('student_id', '=', '00412301').execute()
    await makeAnew()
    expect(await scores()).toEqual(before)
  },
)
