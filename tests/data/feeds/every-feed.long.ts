import { gzipSync } from 'node:zlib'
import { feeds } from '../../../data/feeds'
import { feedContents as contents } from '../../support/feed-contents'
import { lines, useFeedFiles } from '../../support/feed-files'
import { tableContents } from '../../support/table-contents'
import { formats, writeAs } from '../../support/table-files'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const files = useFeedFiles(store)

const { canvas = '', printing = '', attendance = '', 'activity-day': activityDay = '' } = contents

/** Where the rows of each feed are. */
const tables: Record<string, string> = {
  organisation: 'unit',
  students: 'student',
  staff: 'staff',
  assignments: 'assignment',
  calendar: 'calendar_period',
  identities: 'student_identity',
  canvas: 'submission',
  library: 'activity_day',
  printing: 'activity_day',
  attendance: 'attendance',
  'activity-day': 'activity_day',
}

describe.each(Object.entries(contents))('the feed %s', (feed, content) => {
  const rows = content.split('\n').length - 2

  it('is one of the contract, loads, and loaded again changes nothing', async () => {
    const first = await files.load(feed, content)
    expect(first).toMatchObject({ feed, rows, accepted: rows, rejected: 0, rejects: [] })
    const before = await tableContents(store())
    expect(await files.load(feed, content)).toMatchObject({ rows, accepted: rows, unchanged: true })
    expect(await tableContents(store())).toEqual(before)
  })

  it('loads the same from gzip, with CRLF and a byte-order mark', async () => {
    await files.load(feed, content)
    const before = await tableContents(store(), ['feed_load'])
    const other = gzipSync(`\uFEFF${content.replaceAll('\n', '\r\n')}`)
    const report = await files.loadFile(feed, files.write(`${feed}.csv.gz`, other))
    expect(report).toMatchObject({ rows, accepted: rows, rejected: 0, unchanged: false })
    expect(await tableContents(store(), ['feed_load'])).toEqual(before)
  })

  it.each(formats)('loads the same from %s, and then from CSV changes nothing', async (format) => {
    const file = await writeAs(format, feed, content, files)
    expect(await files.loadFile(feed, file)).toMatchObject({ rows, accepted: rows, rejected: 0 })
    const before = await tableContents(store(), ['feed_load'])
    expect(before[tables[feed] ?? '']).not.toHaveLength(0)
    expect(await files.loadFile(feed, file)).toMatchObject({ rows, accepted: rows, unchanged: true })
    await files.load(feed, content)
    expect(await tableContents(store(), ['feed_load'])).toEqual(before)
  })
})

it('leaves no feed of the contract untested', () => {
  expect(feeds.map(({ name }) => name).sort()).toEqual(Object.keys(contents).sort())
})

describe('what the activity feeds leave in the store', () => {
  const days = () =>
    store()
      .db.selectFrom('activity_day')
      .selectAll()
      .orderBy('day')
      .orderBy('source')
      .orderBy('event')
      .execute()

  it('adds Canvas events up by day and keeps submissions one by one', async () => {
    await files.load('canvas', canvas)
    expect(await days()).toEqual([
      expect.objectContaining({ day: '2026-11-20', event: 'page-view', records: 2, amount: 4 }),
      expect.objectContaining({ day: '2026-11-20', event: 'participation', records: 1, amount: 1 }),
    ])
    expect(await store().db.selectFrom('submission').selectAll().execute()).toEqual([
      {
        student_id: '00000002',
        submitted_at: '2026-11-19T12:00:00.000Z',
        course_code: 'CS101',
        day: '2026-11-19',
        due_at: '2026-11-19T11:00:00.000Z',
        count: 1,
      },
    ])
  })

  it('counts print jobs as records and pages as amount', async () => {
    await files.load('printing', printing)
    expect(await days()).toEqual([
      expect.objectContaining({ source: 'printing', event: 'job', records: 2, amount: 10 }),
    ])
  })

  it('keeps one attendance row per student and session', async () => {
    await files.load('attendance', attendance)
    expect(
      await store()
        .db.selectFrom('attendance')
        .select(['session_id', 'day', 'status'])
        .orderBy('student_id')
        .execute(),
    ).toEqual([
      { session_id: 'A1', day: '2026-11-20', status: 'present' },
      { session_id: 'A1', day: '2026-11-20', status: 'authorised-absence' },
    ])
  })

  it('takes days that a warehouse grouped, each row replacing its day', async () => {
    await files.load('activity-day', activityDay)
    await files.load(
      'activity-day',
      lines('student_id,day,source,event,count', '00000001,2026-11-20,canvas,page-view,25'),
    )
    expect(await days()).toEqual([
      expect.objectContaining({ source: 'canvas', amount: 25 }),
      expect.objectContaining({ source: 'printing', amount: 9 }),
    ])
    expect(await store().db.selectFrom('submission').select(['day', 'count']).execute()).toEqual([
      { day: '2026-11-20', count: 2 },
    ])
  })

  it('says which days a load touched', async () => {
    await files.load('canvas', canvas)
    const load = await store()
      .db.selectFrom('feed_load')
      .selectAll()
      .orderBy('load_id', 'desc')
      .executeTakeFirst()
    expect(load).toMatchObject({ feed: 'canvas', first_day: '2026-11-19', last_day: '2026-11-20' })
  })
})
