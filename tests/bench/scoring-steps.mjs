// The steps of scoring.bench.ts, on the built product.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const built = (name) => require(path.join(import.meta.dirname, '..', '..', 'dist', 'data', name))
const clock = () => new Date('2026-11-09T09:00:00Z')

/** Loads the files of a university into a new store. */
export async function load(database, files) {
  const { feeds } = built('feeds/index.js')
  const store = built('store/open.js').openStore(`sqlite:${database}`)
  await built('store/migrate.js').migrate(store, clock)
  for (const [name, file] of files)
    await built('feeds/ingest.js').ingest(
      store,
      feeds.find((feed) => feed.name === name),
      [file],
      { clock },
    )
  await store.close()
}

/** Scores the weeks from one to another, whether they need it or not; or those that need it. */
export async function score(database, from, to) {
  const store = built('store/open.js').openStore(`sqlite:${database}`)
  const { standardConfiguration: configuration } = built('configuration/indicator.js')
  const weeks = await built('scoring/run.js').scoreWeeks(store, {
    clock,
    configuration,
    ...(from && { from }),
    ...(to && { to }),
  })
  await store.close()
  return weeks.map(({ weekStart, students }) => [weekStart, students])
}

/** Puts the same facts into a DuckDB file, with the indicators of the weeks before. */
export async function toDuck(file, files, database, week) {
  const of = Object.fromEntries(files)
  const csv = (feed, types) => `read_csv('${of[feed]}', header = true, types = {${types}})`
  const earlier = `${file}.csv`
  const store = built('store/open.js').openStore(`sqlite:${database}`)
  const rows = await store.db
    .selectFrom('indicator_week')
    .select(['week_start', 'student_id', 'source', 'state', 'indicator'])
    .where('week_start', '<', week)
    .execute()
  await store.close()
  const lines = rows.map((row) =>
    Object.values(row)
      .map((value) => value ?? '')
      .join(','),
  )
  writeFileSync(earlier, `week_start,student_id,source,state,indicator\n${lines.join('\n')}\n`)
  await withDuck(file, async (duck) => {
    const id = "'student_id': 'VARCHAR'"
    for (const sql of [
      `create table unit as select * from ${csv('organisation', "'unit_code': 'VARCHAR'")}`,
      `create table student as select student_id, programme_code, level, mode, status, start_date, null::date as end_date from ${csv('students', id)}`,
      `create table calendar_period as select *, null::varchar as programme_code, null::integer as level from ${csv('calendar', "'kind': 'VARCHAR'")}`,
      `create table activity_day as select student_id, day, source, count as amount from ${csv('activity-day', id)}`,
      `create table attendance as select student_id, cast(starts_at as date) as day, status from ${csv('attendance', id)}`,
      `create table submission as select student_id, occurred_at as submitted_at, due_at, cast(occurred_at as date) as day, 1 as count from ${csv('canvas', id)}`,
      `create table indicator_week as select week_start, student_id, source, state, indicator from read_csv('${earlier}', header = true, types = {${id}, 'indicator': 'DOUBLE'})`,
      'checkpoint',
    ])
      await duck.run(sql)
  })
}

/** Scores one week by the hand-written query. */
export async function duckScore(file, start, to) {
  const query = readFileSync(path.join(import.meta.dirname, 'scoring.sql'), 'utf8')
  await withDuck(file, (duck) => duck.run(query.replaceAll(':start', start).replaceAll(':to', to)))
}

/** How many students have another score, band or trend by the query than in the store. */
export async function differences(file, database, week) {
  const store = built('store/open.js').openStore(`sqlite:${database}`)
  const ours = await store.db
    .selectFrom('score_week')
    .select(['student_id', 'score', 'band', 'trend'])
    .where('week_start', '=', week)
    .execute()
  await store.close()
  const theirs = new Map()
  await withDuck(file, async (duck) => {
    const result = await duck.runAndReadAll('select student_id, score, band, trend from scored')
    for (const [student, ...rest] of result.getRows()) theirs.set(student, rest)
  })
  const differs = ours.filter(({ student_id, score, band, trend }) => {
    const [otherScore, otherBand, otherTrend] = theirs.get(student_id) ?? []
    // On a threshold to the last digit, binary fractions decide.
    const isOnThreshold = score !== null && Math.abs(score - Math.round(score)) < 1e-6
    return (
      Math.abs((otherScore ?? -1) - (score ?? -1)) > 1e-6 ||
      (otherBand !== band && !isOnThreshold) ||
      otherTrend !== trend
    )
  })
  return {
    students: ours.length,
    others: theirs.size,
    different: differs.map((row) => [row, theirs.get(row.student_id)]),
  }
}

async function withDuck(file, work) {
  const { DuckDBInstance } = require('@duckdb/node-api')
  const instance = await DuckDBInstance.create(file)
  const duck = await instance.connect()
  await duck.run("set TimeZone = 'Europe/London'")
  await work(duck)
  duck.closeSync()
  instance.closeSync()
}
