import { lines, useFeedFiles } from '../../support/feed-files'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { studentColumns, studentRow } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const visits = () =>
  store()
    .db.selectFrom('activity_day')
    .select(['student_id', 'day', 'event', 'records', 'amount'])
    .orderBy('day')
    .orderBy('event')
    .execute()

describe('--set', () => {
  const gate = lines('student_id,occurred_at', '00000001,2026-11-20T09:00:00Z')

  it('gives a column that the files lack the same value in every row', async () => {
    expect(await files.load('library', gate, { set: { event: 'visit', count: '2' } })).toMatchObject({
      accepted: 1,
    })
    expect(await visits()).toMatchObject([{ event: 'visit', amount: 2 }])
  })

  it('makes another load of the same file', async () => {
    await files.load('library', gate, { set: { event: 'visit' } })
    expect(await files.load('library', gate, { set: { event: 'visit' } })).toMatchObject({ unchanged: true })
    expect(await files.load('library', gate, { set: { event: 'loan' } })).toMatchObject({ unchanged: false })
    expect((await visits()).map(({ event }) => event)).toEqual(['loan', 'visit'])
  })

  it('is checked like any value, its quotation marks too', async () => {
    expect(await files.load('library', gate, { set: { event: "v' || 'isit" } })).toMatchObject({
      rejects: [{ reason: 'event must be one of visit, loan, renewal, e-resource' }],
    })
  })

  it.each([
    [
      { student_id: '00000001' },
      '--set student_id cannot be: a person is never the same in every row. Nothing was loaded.',
    ],
    [{ shelf: 'B' }, '--set shelf cannot be: the feed library has no such column. Nothing was loaded.'],
    [
      { occurred_at: '2026-11-20' },
      'library.csv has a column occurred_at itself, beside --set: the feed library needs student_id, occurred_at, event, count. Nothing was loaded.',
    ],
  ])('is refused for %j', async (set, message) => {
    await expect(files.load('library', gate, { set: { event: 'visit', ...set } })).rejects.toMatchObject({
      code: 'feed-wrong-columns',
      message,
    })
  })
})

describe('--dates day-first', () => {
  const dates = 'day-first'
  const header = 'student_id,occurred_at,event'
  const at = (time: string) => `00000001,${time},visit`

  it('reads dates in the British order, and those of the contract as ever', async () => {
    const report = await files.load(
      'library',
      lines(
        header,
        ...['3/4/2026 9:05', '31/10/2026', '01.11.2026T23:30:00Z', '2-11-2026 10:00:00', '2026-11-03'].map(
          at,
        ),
      ),
      { dates },
    )
    expect(report).toMatchObject({ accepted: 5, rejected: 0 })
    expect((await visits()).map(({ day }) => day)).toEqual([
      '2026-04-03',
      '2026-10-31',
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
    ])
  })

  it('rejects days that there are not', async () => {
    const report = await files.load(
      'library',
      lines(header, ...['31/02/2026', '32/1/2026', '1/1/26', '20/20/2026'].map(at)),
      { dates },
    )
    expect(report).toMatchObject({ accepted: 0, rejected: 4 })
  })

  it('refuses a file that shows itself to be month first', async () => {
    const before = await tableContents(store())
    await expect(
      files.load('library', lines(header, at('3/4/2026'), at('10/31/2026')), { dates }),
    ).rejects.toMatchObject({
      code: 'feed-unreadable',
      message:
        'library.csv holds dates with the month first, such as 10/31/2026, so --dates day-first would misread the others. Export its dates as YYYY-MM-DD. Nothing was loaded.',
    })
    expect(await tableContents(store())).toEqual(before)
  })

  it('without it, such a date is a reject, and gets its chance with it', async () => {
    const file = files.write('dates.csv', lines(header, at('3/4/2026'), at('2026-11-03')))
    expect(await files.loadFile('library', file)).toMatchObject({ accepted: 1, rejected: 1 })
    expect(await files.loadFile('library', file, { dates })).toMatchObject({ accepted: 2, rejected: 0 })
    expect(await visits()).toMatchObject([
      { day: '2026-04-03', records: 1 },
      { day: '2026-11-03', records: 1 },
    ])
  })

  it('holds for a snapshot’s dates', async () => {
    await files.load(
      'students',
      lines(studentColumns, studentRow('1', { start_date: '05/10/2026', end_date: '1/7/2029' })),
      { dates },
    )
    const row = await store()
      .db.selectFrom('student')
      .selectAll()
      .where('student_id', '=', '1')
      .executeTakeFirst()
    expect(row).toMatchObject({ start_date: '2026-10-05', end_date: '2029-07-01' })
  })
})

describe('the use of e-resources', () => {
  const header = 'student_id,occurred_at,event,count'
  const proxy = (minute: number, second: number, student = '00000001') =>
    `${student},2026-11-20T10:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}Z,e-resource,`
  const thousands = Array.from({ length: 3000 }, (_, index) => proxy(Math.floor(index / 60), index % 60))

  it('is one visit an hour, however many lines a proxy wrote', async () => {
    const report = await files.load('library', lines(header, ...thousands, proxy(5, 1, '00000002')))
    expect(report).toMatchObject({ rows: 3001, accepted: 3001, rejected: 0 })
    expect(await visits()).toMatchObject([
      { student_id: '00000001', records: 1, amount: 1 },
      { student_id: '00000002', records: 1, amount: 1 },
    ])
  })

  it('is the same from files that overlap or are cut within a visit, in any order', async () => {
    await files.load('library', lines(header, ...thousands.slice(1000)))
    await files.load('library', lines(header, ...thousands.slice(0, 2000)))
    await files.load(
      'library',
      lines(header, '00000001,2026-11-20T11:00:00Z,e-resource,', '00000001,2026-11-20T10:59:59Z,e-resource,'),
    )
    expect(await visits()).toMatchObject([{ records: 2, amount: 2 }])
  })

  it('keeps a count that was given, and lets visits and loans of the same hour alone', async () => {
    await files.load(
      'library',
      lines(
        header,
        '00000001,2026-11-20,e-resource,12',
        ...['visit', 'loan'].flatMap((event) => [
          `00000001,2026-11-20T10:01:00Z,${event},`,
          `00000001,2026-11-20T10:02:00Z,${event},`,
        ]),
      ),
    )
    expect((await visits()).map(({ event, records, amount }) => [event, records, amount])).toEqual([
      ['e-resource', 1, 12],
      ['loan', 2, 2],
      ['visit', 2, 2],
    ])
  })
})
