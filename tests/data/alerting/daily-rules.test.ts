import { mayOpen } from '../../../data/alerting/may-open'
import { lastGap, missedSessions } from '../../../data/alerting/missed-sessions'
import { silence, type SilenceFacts } from '../../../data/alerting/silent'
import { standardAlertSettings } from '../../../data/configuration/alerts'
import { addDays, daysFromTo, type Day } from '../../../data/domain/day'
import { sources } from '../../../data/domain/source'
import type { Health, SourceHealth } from '../../../data/scoring/health'

const { silent, missedSessions: missing } = standardAlertSettings.rules
const held = (dataTo: Day | undefined, given: Partial<SourceHealth> = {}): SourceHealth => ({
  state: 'well',
  healthy: dataTo !== undefined,
  dataTo,
  volume: 1,
  outages: [],
  empty: new Set(),
  ...given,
})
const healthOf = (of: Partial<Health>): Health =>
  Object.fromEntries(sources.map((source) => [source, of[source] ?? held(undefined)])) as Health
const late = held('2026-11-20', { healthy: false, state: 'late' })

describe('silent', () => {
  const well = { canvas: held('2026-11-23'), attendance: held('2026-11-23'), library: held('2026-11-23') }
  const judge = (
    seen: SilenceFacts['seen'],
    health: Partial<Health> = well,
    given: Partial<SilenceFacts> = {},
  ) =>
    silence(healthOf(health), '2026-06-01', silent).judge({
      seen,
      first: '2026-09-21',
      counts: () => true,
      factor: 1,
      ...given,
    })

  it('is who was not seen for 14 days that count, counted back from the last day of data', () => {
    expect(judge({ canvas: '2026-11-10' })).toBeUndefined()
    expect(judge({ canvas: '2026-11-09', attendance: '2026-11-05' })).toMatchObject({
      since: '2026-11-10',
      level: 1,
      reason: 'Nothing was seen of them in any source for 14 days: last seen on Monday 9 November.',
    })
    expect(judge({ canvas: '2026-11-02' })).toMatchObject({ level: 2 })
    expect(judge({ canvas: '2026-10-26' })).toMatchObject({ level: 3 })
    expect(judge({})).toMatchObject({ since: '2026-09-21', level: 3 })
    expect(judge({}, well, { before: '2026-03-01' })).toMatchObject({ since: '2026-03-02' })
  })

  it('takes twice as long for part-time students', () => {
    expect(judge({ canvas: '2026-11-09' }, well, { factor: 2 })).toBeUndefined()
    expect(judge({ canvas: '2026-10-26' }, well, { factor: 2 })).toMatchObject({ level: 1 })
  })

  it('passes over days that do not count: nobody is silent by a vacation', () => {
    const counts = (day: Day): boolean => day < '2026-11-05'
    expect(judge({ canvas: '2026-11-04' }, well, { counts })).toBeUndefined()
    expect(judge({ canvas: '2026-10-21' }, well, { counts })).toMatchObject({ since: '2026-10-22' })
  })

  it('cannot be told by one source, nor while Canvas or attendance is late', () => {
    expect(judge({}, { canvas: held('2026-11-23') })).toBe('unknown')
    expect(judge({}, { ...well, attendance: late })).toBe('unknown')
    expect(judge({}, { ...well, canvas: late })).toBe('unknown')
  })

  it('cannot be told of who used a source that is late shortly before it was, or was seen there alone', () => {
    expect(judge({ library: '2026-11-07' }, { ...well, library: late })).toBe('unknown')
    expect(judge({ library: '2026-11-12' }, { ...well, library: late })).toBe('unknown')
    expect(judge({ library: '2026-10-01' }, { ...well, library: late })).toMatchObject({ level: 3 })
  })
})

describe('missed sessions', () => {
  const event = (day: Day, status: 'present' | 'absent' | 'late' | 'authorised-absence') => ({
    day,
    starts_at: `${day}T09:00:00.000Z`,
    status,
  })
  const feed = { healthy: true, dataTo: '2026-11-23', gapTo: '' }
  const judge = (events: ReturnType<typeof event>[], given: Partial<typeof feed> = {}, now = '2026-11-24') =>
    missedSessions(events, (day) => day !== '2026-11-18', { ...feed, ...given }, now, missing)
  const absent = (from: Day, count: number) =>
    daysFromTo(from, addDays(from, count - 1)).map((day) => event(day, 'absent'))

  it('are the last five expected in a row, worse with each five more', () => {
    expect(judge([event('2026-11-09', 'present'), ...absent('2026-11-10', 4)])).toBeUndefined()
    expect(judge([event('2026-11-09', 'late'), ...absent('2026-11-10', 5)])).toMatchObject({
      since: '2026-11-10',
      level: 1,
      facts: { missed: 5 },
      reason: 'They missed their last 5 teaching events without leave, since Tuesday 10 November.',
    })
    expect(judge(absent('2026-11-01', 10))).toMatchObject({ level: 2 })
    expect(judge([...absent('2026-11-10', 6), event('2026-11-16', 'late')])).toBeUndefined()
  })

  it('pass over authorised absences and days that do not count', () => {
    const events = [
      ...absent('2026-11-12', 2),
      event('2026-11-14', 'authorised-absence'),
      ...absent('2026-11-15', 3),
    ]
    expect(judge(events)).toMatchObject({ since: '2026-11-12', facts: { missed: 5 } })
    // The 18th does not count.
    expect(judge(absent('2026-11-16', 5))).toBeUndefined()
  })

  it('cannot be told across a gap of the feed, nor while it is late', () => {
    expect(judge(absent('2026-11-10', 7), { gapTo: '2026-11-12' })).toBe('unknown')
    expect(judge(absent('2026-11-10', 7), { gapTo: '2026-11-10' })).toMatchObject({ since: '2026-11-11' })
    expect(judge(absent('2026-11-10', 7), { healthy: false })).toBe('unknown')
    const gaps = {
      empty: new Set(['2026-11-12', '2026-11-24']),
      outages: [{ from: '2026-11-02', to: '2026-11-05' }],
    }
    expect(lastGap(held('2026-11-23', gaps))).toBe('2026-11-12')
  })

  it('are told no longer where nothing was expected for four weeks', () => {
    expect(judge(absent('2026-11-10', 5), {}, '2026-12-12')).toMatchObject({ level: 1 })
    expect(judge(absent('2026-11-10', 5), {}, '2026-12-13')).toBeUndefined()
  })
})

it('an episode opens on news alone, and where one of the last seven days counts', () => {
  const finding = {
    since: '',
    found: '2026-11-20',
    dataTo: '',
    level: 1,
    improving: false,
    reason: '',
    facts: {},
  } as const
  const always = (): boolean => true
  expect(mayOpen(finding, '2026-12-03', always)).toBe(true)
  expect(mayOpen(finding, '2026-12-04', always)).toBe(false)
  expect(mayOpen({ ...finding, improving: true }, '2026-11-21', always)).toBe(false)
  expect(mayOpen(finding, '2026-11-26', (day) => day <= '2026-11-19')).toBe(true)
  expect(mayOpen(finding, '2026-11-27', (day) => day <= '2026-11-19')).toBe(false)
})
