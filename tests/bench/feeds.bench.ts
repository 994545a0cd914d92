import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { requireFreshBuild } from '../support/fresh-build'
import { feedsChart, type FeedFigures, type FeedName } from './feeds-chart'
import { measure, type Measured } from './measure'
import { rawUniversity, type RawFiles } from './raw-events'
import { machine, printTable, writeJson } from './results'

/** BENCH_STUDENTS takes other sizes, such as `3000,30000`. */
const sizes = (process.env.BENCH_STUDENTS ?? '3000,30000,300000').split(',').map(Number)
/** Of raw events: at 300,000 students 16 million page views, which `.import` alone takes minutes for. */
const weeks = 1
const feeds = ['canvas', 'attendance', 'activity-day'] as const

interface NightFigures {
  students: number
  weeksHeld: number
  rows: number
  storeMegabytes: number
  night: Measured
}

/** DuckDB's own reading of a file: its declared types and the same groups. */
const grouped: Record<FeedName, { types: string; select: string }> = {
  canvas: {
    types:
      "student_id: 'VARCHAR', occurred_at: 'TIMESTAMPTZ', event: 'VARCHAR', count: 'INTEGER', course_code: 'VARCHAR', due_at: 'TIMESTAMPTZ'",
    select: 'student_id, cast(occurred_at as date) as day, event, count(*), sum(coalesce(count, 1))',
  },
  attendance: {
    types:
      "student_id: 'VARCHAR', session_id: 'VARCHAR', starts_at: 'TIMESTAMPTZ', status: 'VARCHAR', session_type: 'VARCHAR', module_code: 'VARCHAR'",
    select:
      'student_id, session_id, cast(starts_at as date) as day, last(starts_at), last(status), last(session_type), last(module_code)',
  },
  'activity-day': {
    types: "student_id: 'VARCHAR', day: 'DATE', source: 'VARCHAR', event: 'VARCHAR', count: 'INTEGER'",
    select: 'student_id, day, source, event, count(*), sum(count)',
  },
}

const duckSql = (feed: FeedName, file: string): string =>
  `select ${grouped[feed].select} from read_csv('${file}', auto_detect = false, header = true, columns = {${grouped[feed].types}}) group by all`

const importTables: Record<FeedName, string> = {
  canvas:
    'student_id text, occurred_at text, event text, count text, course_code text, due_at text, primary key (student_id, occurred_at, event, course_code)',
  attendance:
    'student_id text, session_id text, starts_at text, status text, session_type text, module_code text, primary key (student_id, session_id)',
  'activity-day':
    'student_id text, day text, source text, event text, count text, primary key (student_id, day, source, event)',
}

const hasShell = spawnSync('sqlite3', ['--version']).status === 0
const line = (text: string): void => void process.stdout.write(`${text}\n`)
const folder = mkdtempSync(path.join(tmpdir(), 'engagement-feeds-bench-'))
const feedFigures: FeedFigures[] = []
const nightFigures: NightFigures[] = []

beforeAll(() => {
  requireFreshBuild()
  if (!hasShell) line("Without Debian's package sqlite3 there is no .import to compare with.")
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(sizes)('a university of %i students', (students) => {
  let files: RawFiles
  const people = path.join(folder, `people-${students}.db`)

  beforeAll(async () => {
    files = await rawUniversity(students, weeks)
    await measure('feeds-steps.mjs', 'load', people, [
      ['organisation', files.organisation],
      ['students', files.students],
    ])
  })

  it.each(feeds)('loads %s', async (feed) => {
    const file = files[feed]
    const duckAlone = await measure('feeds-steps.mjs', 'duckAlone', duckSql(feed, file))
    const readOnly = await measure('feeds-steps.mjs', 'readOnly', people, feed, file)
    const database = copyOf(people)
    const ingest = await measure('feeds-steps.mjs', 'load', database, [[feed, file]])
    remove(database)
    const [rows] = ingest.result as number[]
    if (!rows) throw new Error('Nothing was loaded.')
    const shell = hasShell ? { import: await importFile(feed, file) } : {}
    feedFigures.push({ feed, students, rows, duckAlone, readOnly, ingest, ...shell })
    line(`${count(rows)} rows of ${feed} loaded in ${ingest.seconds.toFixed(1)} s`)
  })

  it.each([1, 12])('loads one night of events beside %i weeks', async (weeksHeld) => {
    const database = copyOf(people)
    const history = weeksHeld === 1 ? files.shortHistory : files.history
    await measure('feeds-steps.mjs', 'load', database, [['activity-day', history]])
    const storeMegabytes = statSync(database).size / 1e6
    const night = await measure('feeds-steps.mjs', 'load', database, [['canvas', files.night]])
    remove(database)
    const [rows = 0] = night.result as number[]
    nightFigures.push({ students, weeksHeld, rows, storeMegabytes, night })
  })
})

it('is told in a table, a file and a chart', () => {
  expect(feedFigures).toHaveLength(sizes.length * feeds.length)
  printTable(
    [
      'feed',
      'students',
      'rows',
      'ingest s',
      'rows/s',
      'MB',
      'read s',
      '÷ DuckDB',
      'CPU ÷',
      '.import s',
      '.import ÷ ingest',
    ],
    feedFigures.map((each) => [
      each.feed,
      count(each.students),
      count(each.rows),
      each.ingest.seconds.toFixed(1),
      count(Math.round(each.rows / each.ingest.seconds)),
      each.ingest.peakMegabytes.toFixed(0),
      each.readOnly.seconds.toFixed(1),
      (each.readOnly.seconds / each.duckAlone.seconds).toFixed(1),
      (each.readOnly.cpuSeconds / each.duckAlone.cpuSeconds).toFixed(1),
      each.import?.seconds.toFixed(1) ?? '-',
      each.import ? (each.import.seconds / each.ingest.seconds).toFixed(2) : '-',
    ]),
  )
  line('read: all of an ingest but the store. ÷ DuckDB: against DuckDB alone reading and grouping the file.')
  for (const feed of feeds) for (const step of growth(feed)) line(`${feed}: ${step}`)
  printTable(
    ['one night', 'students', 'rows', 'weeks held', 'store MB', 's', 'CPU s', 'rows/s', 'MB'],
    nightFigures.map((each) => [
      'canvas',
      count(each.students),
      count(each.rows),
      String(each.weeksHeld),
      each.storeMegabytes.toFixed(0),
      each.night.seconds.toFixed(1),
      each.night.cpuSeconds.toFixed(1),
      count(Math.round(each.rows / each.night.seconds)),
      each.night.peakMegabytes.toFixed(0),
    ]),
  )
  const json = writeJson('feeds', { machine: machine(), weeks, feeds: feedFigures, nights: nightFigures })
  line(`${json} and ${feedsChart(feedFigures)}`)
})

/** By how much the time grows from each size to the next: at 10 times the students, 11 is the most. */
function growth(feed: FeedName): string[] {
  const figures = feedFigures.filter((each) => each.feed === feed)
  return figures.slice(1).map((larger, index) => {
    const smaller = figures[index] ?? larger
    const [rows, time] = [larger.rows / smaller.rows, larger.ingest.seconds / smaller.ingest.seconds]
    return `${count(smaller.students)} to ${count(larger.students)} students: ${rows.toFixed(1)} times the rows in ${time.toFixed(1)} times the time`
  })
}

let copies = 0

function copyOf(database: string): string {
  const copy = path.join(folder, `copy-${(copies += 1)}.db`)
  copyFileSync(database, copy)
  return copy
}

function remove(database: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true })
}

/** The sqlite3 shell, with the durability of the store, from its start to its end. */
async function importFile(feed: FeedName, file: string): Promise<{ seconds: number }> {
  const database = path.join(folder, 'import.db')
  const started = performance.now()
  const shell = spawn(
    'sqlite3',
    [
      database,
      'pragma journal_mode = wal',
      'pragma synchronous = normal',
      `create table imported (${importTables[feed]}) without rowid`,
      '.mode csv',
      `.import --skip 1 ${file} imported`,
    ],
    // It tells of each row whose natural key it has already, and leaves it out.
    { stdio: 'ignore' },
  )
  await new Promise((resolve) => shell.once('close', resolve))
  const seconds = (performance.now() - started) / 1000
  remove(database)
  return { seconds }
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}
