import { ingest } from '../../../data/feeds/ingest'
import { feedNamed, lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { studentRow, students } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const header = 'student_id,occurred_at,event,count'
const at = (time: string, count: number | string = 1, student = '00000001') =>
  `${student},2026-11-20T${time}:00Z,visit,${count}`
const visits = () =>
  store().db.selectFrom('activity_day').select(['student_id', 'day', 'records', 'amount']).execute()

describe('an activity feed', () => {
  it('takes the later of two rows with one natural key', async () => {
    const report = await files.load('library', lines(header, at('09:00', 5), at('10:00'), at('09:00', 2)))
    expect(report).toMatchObject({ rows: 3, accepted: 3, rejected: 0 })
    expect(await visits()).toEqual([{ student_id: '00000001', day: '2026-11-20', records: 2, amount: 3 }])
  })

  it('counts a record in two files once, however its time is written', async () => {
    await files.load('library', lines(header, at('09:00'), at('10:00')))
    await files.load('library', lines(header, '00000001,2026-11-20 11:00+01:00,visit,', at('12:00')))
    expect(await visits()).toMatchObject([{ records: 3, amount: 3 }])
  })

  it('lets a corrected row replace the first', async () => {
    await files.load('library', lines(header, at('09:00', 50), at('10:00', 2)))
    await files.load('library', lines(header, at('09:00', 5)))
    expect(await visits()).toMatchObject([{ records: 2, amount: 7 }])
  })

  it('moves a corrected teaching event to its new day and status', async () => {
    const columns = 'student_id,session_id,starts_at,status'
    await files.load('attendance', lines(columns, '00000001,A1,2026-11-20T09:00:00Z,absent'))
    await files.load('attendance', lines(columns, '00000001,A1,2026-11-18T09:00:00Z,present'))
    expect(await store().db.selectFrom('attendance').select(['day', 'status']).execute()).toEqual([
      { day: '2026-11-18', status: 'present' },
    ])
    const load = await store()
      .db.selectFrom('feed_load')
      .selectAll()
      .orderBy('load_id', 'desc')
      .executeTakeFirst()
    expect(load).toMatchObject({ first_day: '2026-11-18', last_day: '2026-11-20' })
  })

  it('loaded again after a correction does not undo it', async () => {
    const first = files.write('monday.csv', lines(header, at('09:00', 50)))
    await files.loadFile('library', first)
    await files.load('library', lines(header, at('09:00', 5)))
    const before = await tableContents(store())
    expect(await files.loadFile('library', first)).toMatchObject({ unchanged: true, rows: 1, accepted: 1 })
    expect(await tableContents(store())).toEqual(before)
  })

  it('gives rejected rows another chance, and only them', async () => {
    const late = '00000099'
    const file = files.write(
      'late.csv',
      lines(header, at('09:00', 50), at('10:00', 4, late), 'x', at('11:00', 1, '77')),
    )
    expect(await files.loadFile('library', file)).toMatchObject({ rows: 4, accepted: 1, rejected: 3 })
    await files.load('library', lines(header, at('09:00', 5)))
    const before = await tableContents(store())
    expect(await files.loadFile('library', file)).toMatchObject({ unchanged: true, accepted: 1, rejected: 3 })
    expect(await tableContents(store())).toEqual(before)

    await files.load('students', `${students}${studentRow(late)}\n`)
    const again = await files.loadFile('library', file)
    expect(again).toMatchObject({ unchanged: false, rows: 4, accepted: 2, rejected: 2 })
    expect(again.rejects.map(({ line, record }) => [line, record])).toEqual([
      [4, null],
      [5, 3],
    ])
    expect(await visits()).toEqual([
      { student_id: '00000001', day: '2026-11-20', records: 1, amount: 5 },
      { student_id: late, day: '2026-11-20', records: 1, amount: 4 },
    ])
    const settled = await tableContents(store())
    expect(await files.loadFile('library', file)).toMatchObject({ unchanged: true, accepted: 2, rejected: 2 })
    expect(await tableContents(store())).toEqual(settled)
  })

  it('loads several files one after the other, later ones winning', async () => {
    const names = [
      files.write('one.csv', lines(header, at('09:00', 1))),
      files.write('two.csv', lines(header, at('09:00', 2))),
    ]
    const reports = await ingest(store(), feedNamed('library'), names, { clock })
    expect(reports.map(({ files: loaded, accepted }) => [loaded, accepted])).toEqual([
      [['one.csv'], 1],
      [['two.csv'], 1],
    ])
    expect(await visits()).toMatchObject([{ records: 1, amount: 2 }])
  })

  it('tells students by their identifier in another system', async () => {
    await files.load(
      'identities',
      lines(
        'student_id,system,external_id',
        '00000001,library,C-1',
        '00000002,login,C-2',
        '00000003,library,00000004',
      ),
    )
    const cards = lines(header, at('09:00', 1, 'C-1'), at('09:00', 1, 'C-2'), at('09:00', 1, '00000004'))
    const report = await files.load('library', cards, { identifiedBy: 'library' })
    expect(report).toMatchObject({
      accepted: 2,
      reasons: [{ reason: 'student_id names no known student', rows: 1 }],
    })
    expect((await visits()).map(({ student_id }) => student_id)).toEqual(['00000001', '00000003'])
  })
})

describe('times', () => {
  const dayAndInstant = async (time: string) => {
    await files.load('canvas', lines('student_id,occurred_at,event', `00000001,${time},submission`))
    const row = await store().db.selectFrom('submission').select(['day', 'submitted_at']).executeTakeFirst()
    return [row?.day, row?.submitted_at]
  }

  it.each([
    ['in winter', '2026-11-20T23:30:00', '2026-11-20', '2026-11-20T23:30:00.000Z'],
    ['in summer', '2026-07-01T00:30:00', '2026-07-01', '2026-06-30T23:30:00.000Z'],
    ['a minute before the clocks go forward', '2026-03-29T00:59', '2026-03-29', '2026-03-29T00:59:00.000Z'],
    ['just after the clocks went forward', '2026-03-29T02:00', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['an hour before the clocks go back', '2026-10-25T00:30', '2026-10-25', '2026-10-24T23:30:00.000Z'],
    ['just after the clocks went back', '2026-10-25T02:00', '2026-10-25', '2026-10-25T02:00:00.000Z'],
    ['a day alone', '2026-07-01', '2026-07-01', '2026-06-30T23:00:00.000Z'],
  ])('without an offset are local to London: %s', async (_, time, day, instant) => {
    expect(await dayAndInstant(time)).toEqual([day, instant])
  })

  it.each([
    ['UTC in summer falls on the next day', '2026-06-30T23:30:00Z', '2026-07-01', '2026-06-30T23:30:00.000Z'],
    ['the first 01:30 of the night', '2026-10-25T01:30:00+01:00', '2026-10-25', '2026-10-25T00:30:00.000Z'],
    ['the second 01:30 of the night', '2026-10-25T01:30:00+00:00', '2026-10-25', '2026-10-25T01:30:00.000Z'],
    ['another zone', '2026-11-20 02:00:00.250+09:00', '2026-11-19', '2026-11-19T17:00:00.250Z'],
  ])('with an offset are instants: %s', async (_, time, day, instant) => {
    expect(await dayAndInstant(time)).toEqual([day, instant])
  })

  it.each(['2026-03-29T01:30:00', '2026-10-25T01:30:00'])(
    'that a clock change makes doubtful stay on their day: %s',
    async (time) => {
      const [day] = await dayAndInstant(time)
      expect(day).toBe(time.slice(0, 10))
    },
  )

  it('keep the two equal hours of an autumn night apart', async () => {
    await files.load(
      'library',
      lines(header, '00000001,2026-10-25T01:30:00+01:00,visit,', '00000001,2026-10-25T01:30:00+00:00,visit,'),
    )
    expect(await visits()).toMatchObject([{ day: '2026-10-25', records: 2 }])
  })
})
