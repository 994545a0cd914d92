import { gzipSync } from 'node:zlib'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { lines } from '../../support/feed-files'
import { nightOf } from '../../support/night-files'
import { useNights, type Nights } from '../../support/nightly'
import { tableContents } from '../../support/table-contents'

const nights = useNights()

/** As a university with Canvas and PaperCut has them: nobody there knows a student ID. */
const identities = lines(
  'student_id,system,external_id',
  '00000001,canvas,9007199254740993',
  '00000002,canvas,200',
  '00000001,login,abc1',
  '00000002,library,card-2',
)

const jsonLines = (...rows: object[]): Buffer =>
  gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

/** A page that somebody looked at. */
const request = (id: number, user: string, day = '2026-11-20') => ({
  'key.id': String(id),
  'value.timestamp': `${day}T09:${String(id).padStart(2, '0')}:00.123Z`,
  'value.user_id': user,
  'value.real_user_id': null,
  'value.course_id': '77',
  'value.url': '/courses/77/pages/week-1',
  'value.http_method': 'GET',
  'value.http_status': '200',
  'value.participated': 'false',
})
const enrolment = (user: string, type: string) => ({
  'key.id': `${user}${type}`,
  'value.user_id': user,
  'value.course_id': '77',
  'value.course_section_id': '1',
  'value.type': type,
})
const enrollments = jsonLines(
  enrolment('9007199254740993', 'StudentEnrollment'),
  enrolment('200', 'StudentEnrollment'),
  enrolment('300', 'TeacherEnrollment'),
)

const job = (user: string, pages: number) =>
  ['2026-11-20', '9:00:00 AM', 'server', 'printer', user, 'account', 'pc', 'name', pages].join('\t')

const files = {
  'identities.csv': identities,
  'canvas/web_logs-2026-11-20.jsonl.gz': jsonLines(
    request(1, '9007199254740993'),
    request(2, '200'),
    request(3, '300'),
  ),
  'canvas/enrollments.jsonl.gz': enrollments,
  'papercut/printlog_2026_11_20.log': lines(job('abc1', 3), job('abc1', 0)),
  'gates/south-20.11.2026.csv': lines('student_id,occurred_at', 'card-2,20/11/2026 10:30'),
}

const loads = [
  {
    feed: 'canvas',
    files: ['canvas/web_logs-*.jsonl.gz', 'canvas/enrollments.jsonl.gz'],
    format: 'canvas-data-2',
  },
  { feed: 'printing', files: ['papercut/printlog_*.log'], format: 'papercut' },
  {
    feed: 'library',
    files: ['gates/*.csv'],
    identifiedBy: 'library',
    dates: 'day-first',
    set: { event: 'visit' },
  },
]

const activity = ({ inStore }: Nights, from: string) =>
  inStore(({ db }) =>
    db
      .selectFrom('activity_day')
      .select(['student_id', 'source', 'amount'])
      .where('day', '=', from)
      .orderBy('source')
      .orderBy('student_id')
      .execute(),
  )

/** The university's own records, without what other systems tell. */
function records(): Record<string, string> {
  const { 'canvas.csv': _c, 'library.csv': _l, 'printing.csv': _p, ...own } = nightOf('2026-11-24')
  return own
}

describe('other systems’ own files, as the configuration says', () => {
  it('are each read in their way', async () => {
    const nightly = await nights()
    nightly.write({ ...records(), ...files })
    const { refused, unclaimed, unmet, loads: done } = await nightly.night({ loads })
    expect({ refused, unclaimed, unmet }).toEqual({ refused: [], unclaimed: [], unmet: [] })
    expect(done.slice(-3)).toMatchObject([
      {
        feed: 'canvas',
        files: ['canvas/web_logs-2026-11-20.jsonl.gz', 'canvas/enrollments.jsonl.gz'],
        accepted: 2,
      },
      { feed: 'library', accepted: 1 },
      { feed: 'printing', accepted: 1 },
    ])
    expect(await activity(nightly, '2026-11-20')).toEqual([
      { student_id: '00000001', source: 'canvas', amount: 1 },
      { student_id: '00000002', source: 'canvas', amount: 1 },
      { student_id: '00000002', source: 'library', amount: 1 },
      { student_id: '00000001', source: 'printing', amount: 3 },
    ])
  })

  it('change nothing the second night', async () => {
    const nightly = await nights()
    nightly.write({ ...records(), ...files })
    await nightly.night({ loads })
    const before = await nightly.inStore(tableContents)
    expect((await nightly.night({ loads })).refused).toEqual([])
    expect(await nightly.inStore(tableContents)).toEqual(before)
  })

  it('without their rules are of no feed, or refused as what they are not', async () => {
    const nightly = await nights()
    nightly.write({ ...records(), ...files })
    const { refused, unclaimed } = await nightly.night()
    expect(unclaimed).toEqual(['gates/south-20.11.2026.csv', 'papercut/printlog_2026_11_20.log'])
    expect(refused.map(({ files: names }) => names[0])).toEqual([
      'canvas/web_logs-2026-11-20.jsonl.gz',
      'canvas/enrollments.jsonl.gz',
    ])
  })

  it('that a rule waits for and that do not come are told', async () => {
    const nightly = await nights()
    const { 'papercut/printlog_2026_11_20.log': _log, ...others } = files
    nightly.write({ ...records(), ...others })
    expect((await nightly.night({ loads })).unmet).toEqual([
      { feed: 'printing', files: ['papercut/printlog_*.log'] },
    ])
  })
})

describe('a OneRoster export', () => {
  const roster = (day: string, ...users: string[]) => ({
    [`roster/${day}/orgs.csv`]: lines(
      'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
      'SCI,,,Science,district,,',
      'COM,,,Computing,school,,SCI',
      'CSC,,,Computer Science,department,,COM',
    ),
    [`roster/${day}/users.csv`]: lines(
      'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
      ...users.map((id) => `${id},,,true,"COM, CSC",student,u${id},,Robin,Example,,,${id}@uni.example,,,,,`),
    ),
    [`roster/${day}/enrollments.csv`]: lines(
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
      ...users.map((id) => `E${id},,,K1,COM,${id},student,,2026-09-21,`),
    ),
    [`roster/${day}/academicSessions.csv`]: lines(
      'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
      'A,,,Autumn,term,2026-09-21,2026-12-12,,2027',
    ),
  })
  const rule = { files: ['roster/**/*.csv'], format: 'oneroster' }
  const rosters = [
    { feed: 'organisation', ...rule },
    { feed: 'students', ...rule, set: { level: '4', mode: 'full-time' } },
    { feed: 'calendar', ...rule },
  ]

  it('fills several feeds from one folder, of the newest day alone', async () => {
    const { write, night, inStore } = await nights()
    write({ ...roster('2026-11-23', '1', '2', '3'), ...roster('2026-11-24', '1', '2', '4') })
    const { refused, loads: done, passedOver } = await night({ loads: rosters })
    expect(refused).toEqual([])
    expect(done).toMatchObject([
      { feed: 'organisation', files: ['roster/2026-11-24/orgs.csv'], accepted: 3 },
      { feed: 'students', accepted: 3 },
      { feed: 'calendar', accepted: 1 },
    ])
    expect(passedOver.map(({ files: names }) => names.length)).toEqual([4, 4, 4])
    const ids = await inStore(({ db }) => db.selectFrom('student').select('student_id').execute())
    expect(ids.map(({ student_id: id }) => id)).toEqual(['1', '2', '4'])
  })

  it('takes the place of a file of the feed’s name, which is then told', async () => {
    const { write, night } = await nights()
    write({ ...roster('2026-11-24', '1'), 'students.csv': nightOf('2026-11-24')['students.csv'] ?? '' })
    const { unclaimed, loads: done } = await night({ loads: rosters })
    expect(unclaimed).toEqual(['students.csv'])
    expect(done.map(({ feed }) => feed)).toEqual(['organisation', 'students', 'calendar'])
  })
})

describe('a snapshot in parts', () => {
  it('is put together where a rule says so, the parts of the newest day alone', async () => {
    const { write, night, folder, inStore } = await nights()
    const all = nightOf('2026-11-24')
    write(all)
    rmSync(path.join(folder, 'students.csv'))
    const [header = '', ...rows] = (all['students.csv'] ?? '').trimEnd().split('\n')
    const half = rows.length / 2
    for (const [day, first] of [
      ['2026-11-23', 1],
      ['2026-11-24', 0],
    ] as const)
      write({
        [`students-${day}-a.csv`]: lines(header, ...rows.slice(first, half)),
        [`students-${day}-b.csv`]: lines(header, ...rows.slice(half)),
      })
    const { loads: done } = await night({
      loads: [{ feed: 'students', files: ['students-*.csv'], together: true }],
    })
    expect(done[1]).toMatchObject({
      files: ['students-2026-11-24-a.csv', 'students-2026-11-24-b.csv'],
      accepted: 30,
    })
    expect(await inStore(({ db }) => db.selectFrom('student').select('student_id').execute())).toHaveLength(
      30,
    )
  })
})
