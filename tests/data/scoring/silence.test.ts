import { sources } from '../../../data/domain/source'
import type { Health, SourceHealth } from '../../../data/scoring/health'
import { silentAfter } from '../../../data/scoring/silence'

const well = (dataTo: string | undefined, empty: string[] = []): SourceHealth => ({
  state: 'well',
  healthy: true,
  dataTo,
  volume: 1,
  outages: [],
  empty: new Set(empty),
})
const healthOf = (of: Partial<Health>): Health =>
  Object.fromEntries(sources.map((source) => [source, of[source] ?? well(undefined)])) as Health

it('counts back from the last day with good data of each source, never from today', () => {
  const health = healthOf({ canvas: well('2026-11-23'), library: well('2026-11-14') })
  expect(silentAfter(health, 14)).toEqual({ canvas: '2026-11-09', library: '2026-10-31' })
  expect(silentAfter(health, 14, 'library')).toEqual({ library: '2026-10-31' })
})

it('does not count days of which nothing may have been delivered', () => {
  const health = healthOf({
    canvas: well('2026-11-23', ['2026-11-23', '2026-11-20', '2026-11-09', '2026-11-01']),
  })
  expect(silentAfter(health, 14)).toEqual({ canvas: '2026-11-06' })
})

it('a source without data makes nobody silent', () => {
  expect(silentAfter(healthOf({}), 14)).toEqual({})
  expect(silentAfter(healthOf({ canvas: well('2026-11-23') }), 14, 'library')).toEqual({})
})

it('a late source hides nobody whom the others no longer see', () => {
  const late: SourceHealth = { ...well('2026-11-14'), state: 'late', healthy: false }
  expect(silentAfter(healthOf({ canvas: well('2026-11-23'), library: late }), 14)).toEqual({
    canvas: '2026-11-09',
    library: '2026-11-09',
  })
  expect(silentAfter(healthOf({ canvas: well('2026-11-23'), library: late }), 14, 'library')).toEqual({
    library: '2026-10-31',
  })
})
