import { gzipSync } from 'node:zlib'
import { ingest } from '../../../../data/feeds/ingest'
import { feedNamed, lines, useFeedFiles } from '../../../support/feed-files'
import { clock } from '../../../support/store'
import { tableContents } from '../../../support/table-contents'
import { writeParquet } from '../../../support/table-files'
import { useUniversity } from '../../../support/university'

const store = useUniversity(() =>
  files.load(
    'identities',
    lines('student_id,system,external_id', `00000001,canvas,${first}`, `00000002,canvas,${second}`),
  ),
)
const files = useFeedFiles(store)
const format = 'canvas-data-2'

/** Two students, one by an identifier that no floating-point number can hold; 300 teaches. */
const [first, second, teacher] = ['9007199254740993', '200', '300']
const load = (...names: string[]) => ingest(store(), feedNamed('canvas'), names, { clock, format })
const days = () =>
  store()
    .db.selectFrom('activity_day')
    .select(['student_id', 'day', 'event', 'records'])
    .orderBy('student_id')
    .orderBy('day')
    .orderBy('event')
    .execute()
const submissions = () =>
  store()
    .db.selectFrom('submission')
    .select(['student_id', 'submitted_at', 'course_code', 'due_at'])
    .orderBy('submitted_at')
    .execute()

type Row = Record<string, string | null>

/** A request, by default a page of a course that a student looked at. */
const request = (id: number, given: Row = {}): Row => ({
  id: String(id),
  timestamp: `2026-11-20T09:${String(id).padStart(2, '0')}:00.123Z`,
  user_id: first,
  real_user_id: null,
  course_id: '77',
  url: '/courses/77/pages/week-1?module_item_id=5',
  http_method: 'GET',
  http_status: '200',
  participated: 'false',
  ...given,
})

const work = (id: number, given: Row = {}): Row => ({
  id: String(id),
  course_id: '77',
  user_id: first,
  assignment_id: '5',
  workflow_state: 'submitted',
  submitted_at: `2026-11-${String(10 + id)}T12:00:00Z`,
  cached_due_date: '2026-11-30T12:00:00Z',
  excused: 'false',
  ...given,
})

const enrolment = (user: string, course: string, type: string): Row => ({
  id: `${user}${course}${type}`,
  user_id: user,
  course_id: course,
  course_section_id: '1',
  type,
})

interface Meta {
  action?: string
  ts?: string
}

/** As the DAP client writes CSV: a null is nothing at all, an empty text is quoted. */
function dapCsv(rows: readonly Row[], meta: Meta = {}): string {
  const names = Object.keys(rows[0] ?? {})
  const cell = (value: string | null | undefined): string =>
    value == null ? '' : `"${value.replaceAll('"', '""')}"`
  return lines(
    ['meta.action', 'meta.ts', ...names.map((name) => (name === 'id' ? 'key.id' : `value.${name}`))].join(
      ',',
    ),
    ...rows.map((row) =>
      [meta.action ?? 'U', meta.ts ?? '2026-11-21T00:00:00Z', ...names.map((name) => cell(row[name]))].join(
        ',',
      ),
    ),
  )
}

/** As it writes JSON Lines: identifiers are numbers. */
function dapJson(rows: readonly Row[], { action = 'U', ts = '2026-11-21T00:00:00Z' }: Meta = {}): string {
  const numbers = /^(id|.*_id|http_status)$/u
  const pairs = (names: readonly string[], row: Row): string =>
    names
      .map((name) => `"${name}":${numbers.test(name) && row[name] ? row[name] : JSON.stringify(row[name])}`)
      .join(',')
  return lines(
    ...rows.map((row) => {
      const names = Object.keys(row).filter((name) => name !== 'id')
      const value = action === 'D' ? '' : `,"value":{${pairs(names, row)}}`
      return `{"meta":{"action":"${action}","ts":"${ts}"},"key":{${pairs(['id'], row)}}${value}}`
    }),
  )
}

const requests = [
  request(1),
  request(2, { user_id: second, course_id: null, url: 'https://canvas.example.ac.uk/calendar' }),
  request(3, {
    http_method: 'POST',
    http_status: '302',
    url: '/courses/77/assignments/5/submissions',
    participated: 'true',
  }),
  request(4, { real_user_id: first }),
  request(5, { real_user_id: '' }),
]
const noPages = [
  request(11, { http_method: 'HEAD' }),
  request(12, { http_method: 'POST' }),
  request(13, { http_status: '302' }),
  request(14, { http_status: '404' }),
  request(15, { http_status: '500', participated: 'true', http_method: 'POST' }),
  request(16, { url: '/api/v1/courses/77/modules' }),
  request(17, { url: '/courses/77/ping' }),
  request(18, { url: 'https://canvas.example.ac.uk/dist/webpack-production/main.js' }),
  request(19, { url: '/courses/77/files/1/icon.PNG?x=1' }),
  request(20, { url: '/login/saml' }),
  request(21, { real_user_id: teacher }),
  request(22, { user_id: null }),
  request(23, { user_id: '' }),
]

describe('web_logs', () => {
  const expected = [
    { student_id: '00000001', day: '2026-11-20', event: 'page-view', records: 3 },
    { student_id: '00000001', day: '2026-11-20', event: 'participation', records: 1 },
    { student_id: '00000002', day: '2026-11-20', event: 'page-view', records: 1 },
  ]
  const rows = [...requests, ...noPages]

  it('are page views and participations of persons, and nothing else counts', async () => {
    const [report] = await load(files.write('web_logs.csv.gz', gzipSync(dapCsv(rows))))
    expect(report).toMatchObject({ rows: 18, accepted: 5, rejected: 0 })
    expect(report?.leftOut).toMatch(/^requests that are no page/u)
    expect(await days()).toEqual(expected)
  })

  it.each([
    ['part-00000.jsonl.gz', gzipSync(dapJson(rows))],
    ['part-00000.json', dapJson(rows)],
    ['web_logs.tsv', dapCsv(rows).replaceAll(',', '\t').replaceAll('""', '').replaceAll('"', '')],
    ['web_logs.csv', dapCsv(rows).replaceAll(/(value|key|meta)\./gu, '')],
  ])('say the same in %s, which replaces what came in another format', async (name, content) => {
    await load(files.write('web_logs.csv', dapCsv(rows)))
    const before = await tableContents(store(), ['feed_load'])
    expect(await load(files.write(`other-${name}`, content))).toMatchObject([
      { rows: 18, accepted: 5, rejected: 0 },
    ])
    expect(await tableContents(store(), ['feed_load'])).toEqual(before)
  })

  it('say the same in Parquet, nested as in JSON', async () => {
    const json = files.write('rows.jsonl', dapJson(rows.filter((row) => !Object.values(row).includes(''))))
    const file = await writeParquet(
      files.write('web_logs.parquet', ''),
      '',
      `select * from read_json('${json}')`,
    )
    expect(await load(file)).toMatchObject([{ rows: 16, accepted: 4, rejected: 0 }])
    expect((await days()).map(({ records }) => records)).toEqual([2, 1, 1])
  })

  it('count a row that comes twice, in one file or two, once', async () => {
    await load(
      files.write('one.csv', dapCsv([...requests, ...requests])),
      files.write('two.csv', dapCsv([...requests].reverse())),
    )
    expect(await days()).toEqual(expected)
  })

  it('reject whom no identity names, at their lines, and impossible or future times', async () => {
    const [report] = await load(
      files.write(
        'web_logs.jsonl',
        dapJson([
          request(1, { user_id: '9007199254740992' }),
          request(2),
          request(3, { timestamp: '2026-02-31T09:00:00Z' }),
          request(4, { timestamp: '2027-02-01T09:00:00Z' }),
          request(5, { timestamp: null }),
        ]),
      ),
    )
    expect(report).toMatchObject({ rows: 5, accepted: 1, rejected: 4 })
    expect(report?.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'student_id names no known student'],
      [3, 'occurred_at must be an ISO 8601 time, such as 2026-10-05T09:00:00Z'],
      [4, 'occurred_at must not lie in the future'],
      [5, 'occurred_at is empty'],
    ])
  })

  it('leave out deleted rows, which hold a key alone', async () => {
    const file = files.write('web_logs.jsonl', dapJson(requests) + dapJson([request(9)], { action: 'D' }))
    expect(await load(file)).toMatchObject([{ rows: 6, accepted: 5, rejected: 0 }])
  })

  it('with enrollments beside them, leave out staff instead of rejecting them, and what students teach', async () => {
    const logs = files.write(
      'web_logs.csv',
      dapCsv([
        request(1),
        request(2, { user_id: teacher }),
        request(3, { user_id: teacher, course_id: null }),
        request(4, { course_id: '88' }),
        request(5, { course_id: null }),
        request(6, { user_id: '999' }),
      ]),
    )
    const enrollments = files.write(
      'enrollments.csv',
      dapCsv([
        enrolment(first, '77', 'StudentEnrollment'),
        enrolment(first, '88', 'TaEnrollment'),
        enrolment(teacher, '77', 'TeacherEnrollment'),
        enrolment(teacher, '77', 'StudentViewEnrollment'),
        enrolment('999', '77', 'StudentEnrollment'),
      ]),
    )
    expect(await load(logs)).toMatchObject([{ accepted: 3, rejected: 3 }])
    await store().db.deleteFrom('activity_day').execute()
    await store().db.deleteFrom('feed_reject').execute()
    await store().db.deleteFrom('load_day').execute()
    await store().db.deleteFrom('feed_load').execute()
    const reports = await load(enrollments, logs)
    expect(reports).toMatchObject([
      { files: ['web_logs.csv', 'enrollments.csv'], rows: 6, accepted: 2, rejected: 1 },
    ])
    expect(reports[0]?.rejects).toMatchObject([{ line: 7 }])
    expect(await days()).toMatchObject([{ student_id: '00000001', records: 2 }])
  })

  it('are read anew with corrected enrollments, and not with the same', async () => {
    const logs = files.write('web_logs.csv', dapCsv([request(1), request(2)]))
    const enrollments = (...types: string[]): string =>
      files.write('enrollments.csv', dapCsv(types.map((type) => enrolment(first, '77', type))))
    expect(await load(logs, enrollments('TaEnrollment'))).toMatchObject([{ rows: 2, accepted: 0 }])
    expect(await load(logs, enrollments('TaEnrollment'))).toMatchObject([{ unchanged: true }])
    const corrected = await load(logs, enrollments('TaEnrollment', 'StudentEnrollment'))
    expect(corrected).toMatchObject([{ rows: 2, accepted: 2, unchanged: false }])
    expect(await days()).toMatchObject([{ student_id: '00000001', records: 2 }])
  })

  it('tell which lines of the enrollments beside them cannot be read', async () => {
    const logs = files.write('web_logs.csv', dapCsv([request(1)]))
    const whole = dapCsv([enrolment(first, '77', 'StudentEnrollment')])
    const [report] = await load(logs, files.write('enrollments.csv', `${whole}U,2026\n`))
    expect(report).toMatchObject({ accepted: 1, rejected: 1 })
    expect(report?.rejects).toMatchObject([{ file: 'enrollments.csv', line: 3, record: null }])
  })
})

describe('submissions', () => {
  it('are what was handed in, with when it was due; what was excused is never late', async () => {
    const [report] = await load(
      files.write(
        'submissions.csv.gz',
        gzipSync(
          dapCsv([
            work(1),
            work(2, { workflow_state: 'graded', cached_due_date: '' }),
            work(3, {
              workflow_state: 'pending_review',
              excused: 'true',
              cached_due_date: '2026-11-01T12:00:00Z',
            }),
            work(4, { workflow_state: 'unsubmitted' }),
            work(5, { workflow_state: 'deleted' }),
            work(6, { workflow_state: 'graded', submitted_at: null }),
            work(7, { workflow_state: 'graded', submitted_at: '' }),
          ]),
        ),
      ),
    )
    expect(report).toMatchObject({ rows: 7, accepted: 3, rejected: 0 })
    const stored = { student_id: '00000001', course_code: '77' }
    expect(await submissions()).toEqual([
      { ...stored, submitted_at: '2026-11-11T12:00:00.000Z', due_at: '2026-11-30T12:00:00.000Z' },
      { ...stored, submitted_at: '2026-11-12T12:00:00.000Z', due_at: null },
      { ...stored, submitted_at: '2026-11-13T12:00:00.000Z', due_at: null },
    ])
  })

  it('are taken in their newest state of a file', async () => {
    const file = files.write(
      'submissions.jsonl',
      dapJson([work(1, { workflow_state: 'unsubmitted' })], { ts: '2026-11-20T10:00:00Z' }) +
        dapJson([work(1), work(2)], { ts: '2026-11-20T09:00:00Z' }) +
        dapJson([work(2)], { action: 'D', ts: '2026-11-20T11:00:00Z' }) +
        dapJson([work(3)], { ts: '2026-11-20T09:00:00Z' }),
    )
    expect(await load(file)).toMatchObject([{ rows: 5, accepted: 1 }])
    expect(await submissions()).toMatchObject([{ submitted_at: '2026-11-13T12:00:00.000Z' }])
  })

  it('may come together with web_logs, each file a load', async () => {
    const names = [
      files.write('web_logs.csv', dapCsv(requests)),
      files.write('submissions.csv', dapCsv([work(1)])),
    ]
    const reports = await load(...names)
    expect(reports.map(({ files: [name], accepted }) => [name, accepted])).toEqual([
      ['web_logs.csv', 5],
      ['submissions.csv', 1],
    ])
    const before = await tableContents(store())
    expect(await load(...names)).toMatchObject([{ unchanged: true }, { unchanged: true }])
    expect(await tableContents(store())).toEqual(before)
  })
})

describe('what is refused', () => {
  it.each([
    [
      'another table',
      'users.csv',
      'key.id,value.name\n1,x\n',
      /^users\.csv is none of Canvas Data 2's web_logs, submissions and enrollments/u,
    ],
    [
      'enrollments alone',
      'enrollments.csv',
      dapCsv([enrolment(first, '77', 'StudentEnrollment')]),
      /^Enrollments hold no activity: name them together/u,
    ],
  ])('%s', async (_, name, content, message) => {
    await expect(load(files.write(name, content))).rejects.toThrow(message)
  })

  it('a load when no identity of Canvas is held, unless it is said whose identifiers they are', async () => {
    await files.load('identities', lines('student_id,system,external_id', `00000001,login,${first}`))
    const file = files.write('web_logs.csv', dapCsv(requests))
    await expect(load(file)).rejects.toMatchObject({
      code: 'nothing-to-do',
      message:
        '--format canvas-data-2 tells students by their identity in canvas, and none is held: load the feed identities first, or say --identified-by. Nothing was loaded.',
    })
    expect(await files.loadFile('canvas', file, { format, identifiedBy: 'login' })).toMatchObject({
      accepted: 4,
    })
    const own = files.write('own.csv', dapCsv([request(1, { user_id: '00000003' })]))
    expect(await files.loadFile('canvas', own, { format, identifiedBy: 'student-id' })).toMatchObject({
      accepted: 1,
    })
  })

  it('another feed, a format that there is not, and dates', async () => {
    const file = files.write('web_logs.csv', dapCsv(requests))
    await expect(files.loadFile('library', file, { format })).rejects.toThrow(
      '--format canvas-data-2 fills canvas, not library: web_logs and submissions tell page views, participations and submissions. Nothing was loaded.',
    )
    await expect(files.loadFile('canvas', file, { format: 'moodle' })).rejects.toThrow(
      /^There is no format moodle/u,
    )
    await expect(files.loadFile('canvas', file, { format, dates: 'day-first' })).rejects.toThrow(
      /^--dates is for files/u,
    )
  })
})
