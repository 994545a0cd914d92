import fc from 'fast-check'
import { bands, type Band } from '../../../data/domain/band'
import { addDays } from '../../../data/domain/day'
import { sources, type Source } from '../../../data/domain/source'
import { listStudents, type StudentFilter } from '../../../data/queries/list-students'
import { scoredWeeks } from '../../../data/queries/scored-weeks'
import { look, scopeOver, today } from './scopes'
import { useSample } from '../../support/sample'

const store = useSample()
const scope = () =>
  scopeOver([{ kind: 'programme', code: 'BSC-CS' }], { detail: 'full', role: 'programme-leader' })
const all = { sort: 'name', offset: 0, count: 10_000 } as const

const listed = (filter: Partial<StudentFilter>) => listStudents(store(), scope(), { ...all, ...filter }, look)

const order: readonly Band[] = ['none', 'low', 'partial', 'good', 'high']

/** The lower of the middle bands, by sorting them. */
function middle(of: readonly Band[]): Band {
  const judged = of.filter((band) => band !== 'unknown').sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return judged[Math.ceil(judged.length / 2) - 1] ?? 'unknown'
}

describe('a time of several weeks', () => {
  it('is told by the middle of the weeks’ bands, whatever the time', async () => {
    const rows = await store()
      .db.selectFrom('score_week')
      .select(['student_id', 'week_start', 'band'])
      .execute()
    const bandsOf = new Map<string, typeof rows>()
    for (const row of rows) bandsOf.set(row.student_id, [...(bandsOf.get(row.student_id) ?? []), row])
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 0, max: 60 }),
        async (length, ago) => {
          const to = addDays(today, 1 - ago)
          const time = { from: addDays(to, -length), to }
          const page = await listed({ time })
          const students = page.students.filter(({ status }) => status === 'active')
          const reckoned = students.map(({ student_id }) => {
            const own = (bandsOf.get(student_id) ?? [])
              .filter(({ week_start }) => page.weeks.includes(week_start))
              .map((row) => row.band)
            return {
              student_id,
              band: middle(own),
              weeks_judged: own.filter((each) => each !== 'unknown').length,
              weeks_low: own.filter((each) => each === 'low' || each === 'none').length,
            }
          })
          expect(students).toMatchObject(reckoned)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('takes the weeks whose look back lies in the time, or the last that begins in it', async () => {
    const of = (time: Parameters<typeof scoredWeeks>[1]) =>
      scoredWeeks(store().db, time, { today, windowDays: 14 })
    expect(await of(undefined)).toEqual(['2026-11-23'])
    expect(await of({ days: 14 })).toEqual(['2026-11-23'])
    expect(await of({ days: 28 })).toEqual(['2026-11-09', '2026-11-16', '2026-11-23'])
    expect(await of({ from: '2026-11-16', to: '2026-11-23' })).toEqual(['2026-11-16'])
    expect(await of({ from: '2026-11-18', to: '2026-11-19' })).toEqual(['2026-11-16'])
    expect(await of({ from: '2026-11-02', to: '2026-11-16' })).toEqual(['2026-11-09'])
    expect(await of({ from: '2020-01-01', to: '2020-02-01' })).toEqual([])
    expect(await of({ from: '2027-01-01', to: '2027-02-01' })).toEqual([])
  })

  it('of which nothing was scored shows nobody', async () => {
    const page = await listed({ time: { from: '2020-01-01', to: '2020-02-01' } })
    expect(page).toMatchObject({ students: [], weeks: [], total: 0 })
  })
})

describe('one source alone', () => {
  it.each(sources)('%s: bands by its indicator, and its reason', async (source) => {
    const rows = await store()
      .db.selectFrom('indicator_week')
      .selectAll()
      .where('source', '=', source)
      .where('week_start', '=', '2026-11-23')
      .execute()
    const { thresholds, oneRank } = store().settings.indicator
    const { high, good, partial } = source === 'attendance' ? thresholds : oneRank.thresholds
    const held = new Map(rows.map((row) => [row.student_id, row]))
    const page = await listed({ source })
    expect(page.students.length).toBeGreaterThan(100)
    const seen = new Set<Band>()
    for (const { student_id, band, status, reason } of page.students) {
      const row = held.get(student_id)
      if (status !== 'active' || !row) continue
      const { indicator, amount } = row
      const expected: Band =
        indicator === null
          ? 'unknown'
          : amount === 0
            ? 'none'
            : indicator >= high
              ? 'high'
              : indicator >= good
                ? 'good'
                : indicator >= partial
                  ? 'partial'
                  : 'low'
      expect({ student_id, band, reason }).toEqual({ student_id, band: expected, reason: row.reason })
      seen.add(band)
    }
    expect(seen.size).toBeGreaterThan(source === 'library' ? 0 : 2)
  })
})

describe('silence', () => {
  /** When anything was seen of students, read plainly. */
  async function lastDays(source: Source): Promise<Map<string, string>> {
    const { db } = store()
    const rows =
      source === 'attendance'
        ? await db
            .selectFrom('attendance')
            .select(['student_id', 'day'])
            .where('status', 'in', ['present', 'late'])
            .execute()
        : source === 'submissions'
          ? await db.selectFrom('submission').select(['student_id', 'day']).execute()
          : await db
              .selectFrom('activity_day')
              .select(['student_id', 'day'])
              .where('source', '=', source)
              .execute()
    const last = new Map<string, string>()
    for (const { student_id, day } of rows)
      if (day <= today && day > (last.get(student_id) ?? '')) last.set(student_id, day)
    return last
  }

  it('is of who was seen in no source since the day that it counts from', async () => {
    const seen = new Map<Source, Map<string, string>>()
    for (const source of sources) seen.set(source, await lastDays(source))
    const ill = await store()
      .db.selectFrom('attendance')
      .select('student_id')
      .where('status', '=', 'authorised-absence')
      .where('day', '>=', '2026-10-01')
      .execute()
    const excused = new Set(ill.map(({ student_id }) => student_id))
    const present = ({ student_id, status }: { student_id: string; status: string }) =>
      status === 'active' && !excused.has(student_id)
    const everyone = (await listed({})).students.filter(present)
    const counts: number[] = []
    for (const since of ['2026-11-20', '2026-11-10', '2026-10-20']) {
      const after = { canvas: since, library: addDays(since, -6), attendance: since }
      const page = await listed({ silentAfter: after, sort: 'last-active' })
      const expected = everyone.filter(({ student_id }) =>
        (Object.entries(after) as [Source, string][]).every(
          // The week of 26 October was a reading week: a day before it counts in the stead of each of its days.
          ([source, day]) =>
            (seen.get(source)?.get(student_id) ?? '') <= (day < '2026-10-26' ? addDays(day, -7) : day),
        ),
      )
      expect(
        page.students
          .filter(present)
          .map(({ student_id }) => student_id)
          .sort(),
      ).toEqual(expected.map(({ student_id }) => student_id).sort())
      const days = page.students.map(({ last_active }) => last_active ?? '')
      expect(days).toEqual([...days].sort())
      counts.push(page.total)
    }
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => b - a))
  })

  it('in attendance alone is of who was expected somewhere since, and missed it', async () => {
    const { db } = store()
    const silent = (await listed({ silentAfter: { attendance: '2026-11-10' } })).students
    const [excused = '', ...others] = silent.map(({ student_id }) => student_id)
    expect(others.length).toBeGreaterThan(1)
    await db
      .deleteFrom('attendance')
      .where('student_id', '=', excused)
      .where('day', '>', '2026-11-10')
      .execute()
    const left = (await listed({ silentAfter: { attendance: '2026-11-10' } })).students
    expect(left.map(({ student_id }) => student_id)).toEqual(others)
  })

  it('is of nobody who has begun since, or is away', async () => {
    const { db } = store()
    const silent = (await listed({ silentAfter: { canvas: '2026-11-10', attendance: '2026-11-10' } }))
      .students
    expect(silent.length).toBeGreaterThan(2)
    const [first, second] = silent.map(({ student_id }) => student_id)
    await db
      .updateTable('student')
      .set({ start_date: '2026-11-16' })
      .where('student_id', '=', first ?? '')
      .execute()
    await db
      .updateTable('student')
      .set({ status: 'interrupted' })
      .where('student_id', '=', second ?? '')
      .execute()
    const left = (await listed({ silentAfter: { canvas: '2026-11-10', attendance: '2026-11-10' } })).students
    expect(left.map(({ student_id }) => student_id)).toEqual(
      silent.map(({ student_id }) => student_id).filter((id) => id !== first && id !== second),
    )
  })
})

describe('days that do not count make nobody silent', () => {
  const after = { canvas: '2026-11-10', attendance: '2026-11-10' }
  const silentIds = async () =>
    (await listed({ silentAfter: after, sort: 'last-active' })).students.map(({ student_id }) => student_id)

  it('neither on a placement nor in a vacation', async () => {
    const before = await silentIds()
    expect(before.length).toBeGreaterThan(2)
    const { db } = store()
    const period = { programme_code: 'BSC-CS', level: 5, label: null, gone_on: null }
    const away = { ...period, start_date: '2026-11-02', end_date: '2026-12-14', kind: 'placement' } as const
    await db
      .insertInto('calendar_period')
      .values({ row_key: 'away', ...away })
      .execute()
    const { students } = await listed({ silentAfter: after })
    expect(students.map(({ level }) => level)).not.toContain(5)
    expect(students.length).toBeGreaterThan(0)
    await db
      .updateTable('calendar_period')
      .set({ kind: 'vacation', level: null, start_date: '2026-11-11' })
      .where('row_key', '=', 'away')
      .execute()
    expect((await silentIds()).length).toBeLessThan(before.length)
    await db.deleteFrom('calendar_period').where('row_key', '=', 'away').execute()
    expect(await silentIds()).toEqual(before)
  })

  it('not on an authorised absence, nor with studies that were paused', async () => {
    const [first = '', second = '', ...others] = await silentIds()
    const { db } = store()
    await db
      .updateTable('attendance')
      .set({ status: 'authorised-absence' })
      .where('student_id', '=', first)
      .where('day', '>', '2026-10-01')
      .execute()
    await db
      .insertInto('interruption')
      .values({ student_id: second, start_date: '2026-10-05', end_date: '2026-11-20' })
      .execute()
    expect(await silentIds()).toEqual(others)
  })
})

it('sorts by trend, the falling first', async () => {
  const { students } = await listed({ sort: 'trend' })
  const trends = students.map(({ trend }) => ['falling', 'steady', 'rising'].indexOf(trend ?? '') + 1 || 4)
  expect(trends).toEqual([...trends].sort())
  expect(new Set(trends).size).toBeGreaterThan(2)
  expect(bands).toContain(students[0]?.band)
})
