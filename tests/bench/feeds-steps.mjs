// The steps of feeds.bench.ts, on the built product.
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const built = (name) => require(path.join(import.meta.dirname, '..', '..', 'dist', 'data', name))
const { feeds } = built('feeds/index.js')
const { ingest } = built('feeds/ingest.js')
const { openStore } = built('store/open.js')

const clock = () => new Date('2026-12-01T09:00:00Z')
const feedNamed = (name) => feeds.find((feed) => feed.name === name)

/** Loads files, in order, into a store that is made where there is none. */
export async function load(database, files) {
  const store = openStore(`sqlite:${database}`)
  await built('store/migrate.js').migrate(store, clock)
  const rows = []
  for (const [feed, file] of files) {
    const [report] = await ingest(store, feedNamed(feed), [file], { clock })
    if (report.rejected > 0) throw new Error(`${feed} has rejects.`)
    rows.push(report.rows)
  }
  await store.close()
  return rows
}

/** All of an ingest but the store: rows are read, checked, grouped and handed over, and dropped there. */
export async function readOnly(database, feedName, file) {
  const feed = feedNamed(feedName)
  const store = openStore(`sqlite:${database}`)
  const duck = await built('feeds/duck.js').openDuck()
  const source = await built('feeds/source.js').fileSource(feed, [file])
  await duck.run(`set variable today = date '2026-12-01'`)
  await built('feeds/known-keys.js').stageKnownKeys(duck, store.db, feed)
  await built('feeds/stage-rows.js').stageRows(duck, feed, source)
  let handed = 0
  await store.transaction((tx) => {
    const appendBatches = async (_stage, _columns, batches) => {
      for await (const { rows } of batches) handed += rows
    }
    return feed.write(duck, {
      tx: { ...tx, appendBatches },
      today: '2026-12-01',
      readWhole: true,
      isSecondChance: false,
    })
  })
  duck.close()
  await store.close()
  return handed
}

/** DuckDB alone: the file with its declared types, and the same groups. */
export async function duckAlone(sql) {
  const { DuckDBInstance } = require('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const duck = await instance.connect()
  await duck.run("set TimeZone = 'Europe/London'")
  await duck.run(`create table grouped as ${sql}`)
  duck.closeSync()
  instance.closeSync()
}
