import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { openDuck } from '../../../data/feeds/duck'
import { lines, useFeedFiles } from '../../support/feed-files'
import { formats, writeAs, writeParquet } from '../../support/table-files'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { studentIds } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const days = () =>
  store()
    .db.selectFrom('activity_day')
    .select(['student_id', 'day', 'event', 'records', 'amount'])
    .orderBy('student_id')
    .orderBy('day')
    .execute()
const json = (...values: unknown[]) => lines(...values.map((value) => JSON.stringify(value)))
const visit = { student_id: '00000001', occurred_at: '2026-11-20T09:00:00Z', event: 'visit' }

describe('the reader', () => {
  it('has all that it needs built in, and fetches nothing', async () => {
    const duck = await openDuck()
    const built = await duck.rows(
      "select extension_name as name, install_mode as mode from duckdb_extensions() where extension_name in ('json', 'parquet', 'icu') order by name",
    )
    const fetching = await duck.rows(
      "select value from duckdb_settings() where name in ('autoinstall_known_extensions', 'autoload_known_extensions')",
    )
    duck.close()
    expect(built).toEqual(['icu', 'json', 'parquet'].map((name) => ({ name, mode: 'STATICALLY_LINKED' })))
    expect(fetching).toEqual([{ value: 'false' }, { value: 'false' }])
  })

  it('takes a name with the signs of a pattern for one file', async () => {
    files.write('v1.csv', lines('student_id,occurred_at,event', '00000002,2026-11-20T09:00:00Z,visit'))
    const file = files.write(
      'v[1]*?.csv',
      lines('student_id,occurred_at,event', '00000001,2026-11-20T09:00:00Z,visit', 'x'),
    )
    expect(await files.loadFile('library', file)).toMatchObject({
      rows: 2,
      accepted: 1,
      rejects: [{ line: 3 }],
    })
    expect(await days()).toMatchObject([{ student_id: '00000001' }])
  })

  it.each(['visits.xlsx', 'visits.zip', 'visits.parquet.gz'])('refuses %s', async (name) => {
    await expect(files.loadFile('library', files.write(name, 'PK'))).rejects.toMatchObject({
      code: 'feed-unreadable',
      message: `${name} is a workbook or an archive: save or unpack it as CSV, JSON Lines or Parquet. Nothing was loaded.`,
    })
  })
})

describe('JSON Lines', () => {
  const unlike = Array.from({ length: 30_000 }, (_, index) => ({ ...visit, count: (index * 7919) % 100_003 }))
  const whole = gzipSync(json(...unlike))
  const cutOff = whole.subarray(0, whole.length - 20)
  const load = (name: string, content: string | Buffer) =>
    files.loadFile('library', files.write(name, content))

  it('keeps numbers as they are written, however long', async () => {
    const long = '98765432109876543210987654321'
    await files.load(
      'identities',
      lines('student_id,system,external_id', `00000001,library,${long}`, '00000002,library,9007199254740993'),
    )
    const file = files.write(
      'ids.jsonl',
      lines(
        `{"student_id": ${long}, "occurred_at": "2026-11-20T09:00:00Z", "event": "loan", "count": 3}`,
        '{"student_id": 9007199254740993, "occurred_at": "2026-11-20T09:00:00Z", "event": "loan"}',
        '{"student_id": 9007199254740992, "occurred_at": "2026-11-20T09:00:00Z", "event": "loan"}',
      ),
    )
    const report = await files.loadFile('library', file, { identifiedBy: 'library' })
    expect(report).toMatchObject({
      accepted: 2,
      rejects: [{ line: 3, reason: 'student_id names no known student' }],
    })
    expect(await days()).toMatchObject([{ student_id: '00000001', amount: 3 }, { student_id: '00000002' }])
  })

  it('takes null, a missing name and an empty text as empty, names in any case, and more of them', async () => {
    const report = await load(
      'visits.ndjson',
      json(
        { ...visit, count: null },
        { ...visit, occurred_at: '2026-11-20T10:00:00Z', count: '' },
        { STUDENT_ID: undefined, ...visit, occurred_at: '2026-11-20T11:00:00Z', shelf: { row: [1] } },
        { ...visit, event: null },
        { occurred_at: '2026-11-20T10:00:00Z', event: 'visit' },
      ),
    )
    expect(report).toMatchObject({ rows: 5, accepted: 3, rejected: 2 })
    expect(report.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'event is empty'],
      [5, 'student_id is empty'],
    ])
  })

  it('tells the lines of what is no row, also after blank lines, other encodings and line breaks of both kinds', async () => {
    const good = JSON.stringify(visit)
    const content = Buffer.concat([
      Buffer.from(`\uFEFF${good}\r\n\r\n   \n`),
      Buffer.from(`{"student_id": "caf\u00e9"}\n`, 'latin1'),
      Buffer.from(`nonsense\n[1]\n{"event":"visit","event":"loan"}\r\n${good.replace('visit', 'nap')}`),
    ])
    for (const [name, bytes] of [
      ['a.jsonl', content],
      ['a.jsonl.gz', gzipSync(content)],
    ] as const) {
      const report = await load(name, bytes)
      expect(report).toMatchObject({ rows: 6, accepted: 1, rejected: 5 })
      expect(report.rejects.map(({ line, record, reason }) => [line, record, reason])).toEqual([
        [4, null, 'the row is not UTF-8'],
        [5, null, 'the line is no JSON object'],
        [6, null, 'the line is no JSON object'],
        [7, null, 'the line names a column twice'],
        [8, 7, 'event must be one of visit, loan, renewal, e-resource'],
      ])
    }
  })

  it('gives rejected lines another chance', async () => {
    const file = files.write('late.jsonl', json(visit, 'no row', { ...visit, student_id: 'C-9' }))
    const known = ['student_id,system,external_id', `00000001,library,${visit.student_id}`]
    await files.load('identities', lines(...known))
    const before = await files.loadFile('library', file, { identifiedBy: 'library' })
    expect(before).toMatchObject({ accepted: 1, rejected: 2 })
    await files.load('identities', lines(...known, '00000002,library,C-9'))
    const again = await files.loadFile('library', file, { identifiedBy: 'library' })
    expect(again).toMatchObject({ rows: 3, accepted: 2, rejects: [{ line: 2 }] })
  })

  it.each([
    [
      'one document',
      'a.json',
      JSON.stringify([visit]),
      /^a\.json is one JSON document: JSON Lines are needed/u,
    ],
    ['a pretty document', 'a.jsonl', JSON.stringify(visit, null, 2), /^a\.jsonl is one JSON document/u],
    [
      'empty',
      'a.jsonl',
      '\n',
      /^a\.jsonl is empty: it holds no JSON object with a value\. Nothing was loaded\.$/u,
    ],
    [
      'in other columns',
      'a.jsonl',
      json({ hour: 9, entries: 400 }),
      /has no column student_id, occurred_at, event.*names no persons/u,
    ],
    ['ambiguous', 'a.jsonl', json({ ...visit, ' Event ': 'loan' }), /^a\.jsonl has two columns event/u],
    [
      'cut off late in its zip',
      'a.jsonl.gz',
      cutOff,
      /^a\.jsonl\.gz cannot be read: .*unexpected end of file\. Nothing was loaded\.$/u,
    ],
    [
      'cut off within its zip',
      'a.jsonl.gz',
      gzipSync(json(visit).repeat(900)).subarray(0, 70),
      /^a\.jsonl\.gz cannot be read/u,
    ],
  ])('is refused whole when it is %s', async (_, name, content, message) => {
    const before = await tableContents(store())
    await expect(load(name, content)).rejects.toThrow(message)
    expect(await tableContents(store())).toEqual(before)
  })
})

describe('Parquet', () => {
  const parquet = (query: string) => writeParquet(files.write('typed.parquet', ''), '', query)
  const row = (columns: string) => `select '00000001' as student_id, 'visit' as event, ${columns}`

  it('takes dates, numbers and times by their types: UTC where it says so, else local', async () => {
    const file = await parquet(`
      ${row("timestamptz '2026-06-30 23:30:00+00' as occurred_at, 2::bigint as count")}
      union all ${row("timestamptz '2026-11-20 09:00:00+00', null")}`)
    await files.loadFile('library', file)
    const local = await writeParquet(
      files.write('local.parquet', ''),
      '',
      row("timestamp_ns '2026-06-30 23:30:00.123456789' as occurred_at"),
    )
    await files.loadFile('library', local)
    expect((await days()).map(({ day, amount }) => [day, amount])).toEqual([
      ['2026-06-30', 1],
      ['2026-07-01', 2],
      ['2026-11-20', 1],
    ])
    const day = await writeParquet(
      files.write('day.parquet', ''),
      '',
      "select '00000002' as student_id, date '2026-11-19' as day, 'library' as source, 'loan' as event, 7::utinyint as count",
    )
    expect(await files.loadFile('activity-day', day)).toMatchObject({ accepted: 1 })
  })

  it('numbers its rejects by row', async () => {
    const file = await parquet(`${row("'2026-11-20T09:00:00Z' as occurred_at")} union all ${row("'soon'")}`)
    const report = await files.loadFile('library', file)
    expect(report).toMatchObject({
      rows: 2,
      accepted: 1,
      rejects: [{ line: 2, record: 2, column: 'occurred_at' }],
    })
  })

  it('keeps identifiers beyond 2^53 to the last digit', async () => {
    await files.load('identities', lines('student_id,system,external_id', '00000001,canvas,9007199254740993'))
    const file = await parquet(
      "select 9007199254740993 as student_id, 'visit' as event, '2026-11-20T09:00:00Z' as occurred_at union all select 9007199254740992, 'visit', '2026-11-20T09:00:00Z'",
    )
    expect(await files.loadFile('library', file, { identifiedBy: 'canvas' })).toMatchObject({
      accepted: 1,
      rejected: 1,
    })
  })

  it('refuses a floating-point number where a feed wants text, and lets others pass', async () => {
    const file = await parquet(
      "select 1.0::double as student_id, 'visit' as event, '2026-11-20' as occurred_at",
    )
    await expect(files.loadFile('library', file)).rejects.toMatchObject({
      code: 'feed-wrong-columns',
      message:
        'In typed.parquet the column student_id is a floating-point number, which loses digits: write it as text. Nothing was loaded.',
    })
    const other = await parquet(row("'2026-11-20' as occurred_at, 0.5::float as weight, [1, 2] as shelves"))
    expect(await files.loadFile('library', other)).toMatchObject({ accepted: 1 })
  })

  it.each(['no parquet at all', readFileSync(__filename), ''])(
    'refuses what is none (%#)',
    async (content) => {
      const before = await tableContents(store())
      await expect(files.loadFile('library', files.write('bad.parquet', content))).rejects.toMatchObject({
        code: 'feed-unreadable',
        message:
          'bad.parquet cannot be read as Parquet: it is damaged, incomplete or another format. Nothing was loaded.',
      })
      expect(await tableContents(store())).toEqual(before)
    },
  )

  it('refuses one whose pages are damaged', async () => {
    const file = await parquet(
      row("'2026-11-20T09:00:00Z' as occurred_at, random()::varchar as count from range(3000)"),
    )
    const bytes = readFileSync(file)
    files.write('typed.parquet', bytes.fill(255, 8, 4000))
    await expect(files.loadFile('library', file)).rejects.toMatchObject({
      code: 'feed-unreadable',
      message: 'typed.parquet cannot be read as Parquet: it is damaged or incomplete. Nothing was loaded.',
    })
  })
})

/** Rows that are mostly right and at times wrong, with texts that each format has to write in its own way. */
const text = fc.constantFrom(
  '',
  'CS101',
  'a,b',
  'say "so"',
  "d'été",
  '\\N',
  'tab\\t',
  '  ',
  '王',
  '{"a":1}',
  'null',
)
const time = fc.constantFrom(
  '2026-11-20T09:00:00Z',
  '2026-11-20 10:30',
  '2026-02-30',
  '2027-01-01',
  '',
  '20/11/2026',
)
const event = fc.constantFrom('page-view', 'participation', 'submission', 'nap')
const student = fc.constantFrom(...studentIds(1, 3), '1', '')
const canvasRow = fc.tuple(student, time, event, fc.constantFrom('', '1', '7', '0', 'x'), text)

it('loads the same rows to the same contents from every format', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(canvasRow, { minLength: 1, maxLength: 25 }), async (rows) => {
      const quoted = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
      const csv = lines('student_id,occurred_at,event,count,course_code', ...quoted)
      const results: unknown[] = []
      for (const format of ['csv', ...formats] as const) {
        for (const table of ['activity_day', 'submission', 'load_day', 'feed_reject', 'feed_load'] as const)
          await store().db.deleteFrom(table).execute()
        const file =
          format === 'csv' ? files.write('random.csv', csv) : await writeAs(format, 'random', csv, files)
        const { accepted, rejects } = await files.loadFile('canvas', file, { allowRejects: true })
        const { activity_day, submission } = await tableContents(store())
        const reasons = rejects.map(({ column, reason }) => `${column}: ${reason}`)
        results.push({ accepted, reasons, activity_day, submission })
      }
      for (const result of results) expect(result).toEqual(results[0])
    }),
    { numRuns: 8 },
  )
}, 180_000)
