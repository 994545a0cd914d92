import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ask, type Asker } from '../../bot/ask'
import { ingest } from '../../data/feeds/ingest'
import { standardConfiguration } from '../../data/configuration/indicator'
import { scoreWeeks } from '../../data/scoring/run'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { engines, testSecret } from '../support/engines'
import { feedNamed } from '../support/feed-files'
import { watchStatements } from '../support/statements'
import { plansOf } from './plans'
import { writeUniversity } from './university-files'

/** BENCH_STUDENTS makes it smaller, for trying the bench itself. */
const students = Number(process.env.BENCH_STUDENTS ?? 30_000)
/** BENCH_WEEKS scores only the last weeks of the year. */
const weeks = Number(process.env.BENCH_WEEKS ?? 52)
const programmes = 60
const now = new Date('2026-09-21T09:00:00Z')
const clock = (): Date => now

const questions: { who: string; asker: Asker; text: string }[] = [
  {
    who: 'a tutor',
    asker: { key: { idOrEmail: 'T00200' }, appRoles: [] },
    text: 'show low-engagement tutees',
  },
  { who: 'a tutor', asker: { key: { idOrEmail: 'T00200' }, appRoles: [] }, text: 'how is Given200 doing' },
  {
    who: 'a programme leader',
    asker: { key: { idOrEmail: 'T00003' }, appRoles: [] },
    text: 'who is in the low band on Programme 3',
  },
  {
    who: 'a director',
    asker: { key: { idOrEmail: 'T00062' }, appRoles: ['Engagement.School'] },
    text: 'who is in the low band in School 2',
  },
  {
    who: 'the executive',
    asker: { key: { idOrEmail: 'T00068' }, appRoles: ['Engagement.Institution'] },
    text: 'how many students are in each band',
  },
]

const line = (text: string): void => void process.stdout.write(`${text}\n`)
const seconds = (from: number): number => (performance.now() - from) / 1000

describe.each(engines)('a university of a year on $name', (engine) => {
  let store: Store
  let database: string
  const folder = mkdtempSync(path.join(tmpdir(), 'engagement-bench-'))

  beforeAll(async () => {
    database = await engine.create()
    store = openStore(database, { secret: testSecret })
    await migrate(store, clock)
  })
  afterAll(async () => {
    await store.close()
    await engine.drop(database)
    rmSync(folder, { recursive: true, force: true })
  })

  it('is loaded', async () => {
    const files = await writeUniversity(folder, { students, programmes, tuteesATutor: 12 })
    for (const { feed, files: some } of files) {
      const started = performance.now()
      const reports = await ingest(store, feedNamed(feed), some, { clock })
      const accepted = reports.reduce((sum, report) => sum + report.accepted, 0)
      expect(reports.every(({ rejected }) => rejected === 0)).toBe(true)
      line(
        `${engine.name} load ${feed}: ${accepted} rows in ${seconds(started).toFixed(1)} s, ${Math.round(accepted / seconds(started))} rows/s`,
      )
    }
  })

  it('is scored', async () => {
    const started = performance.now()
    const from = new Date(now.getTime() - weeks * 7 * 86_400_000).toISOString().slice(0, 10)
    const scored = await scoreWeeks(store, { clock, configuration: standardConfiguration, from })
    line(
      `${engine.name} score: ${scored.length} weeks of ${students} students in ${seconds(started).toFixed(1)} s, ${(seconds(started) / scored.length).toFixed(2)} s a week`,
    )
  })

  it('answers', async () => {
    for (const { who, asker, text } of questions) {
      const times: number[] = []
      let shown = 0
      for (let turn = 0; turn < 11; turn += 1) {
        const started = performance.now()
        const { answer } = await ask(store, clock, asker, {
          text,
          conversation: { id: 'bench', kind: 'personal' },
        })
        times.push(performance.now() - started)
        shown = answer.students.length
      }
      const median = times.sort((a, b) => a - b)[5] ?? 0
      line(`${engine.name} ask, ${who}: "${text}": ${median.toFixed(0)} ms, ${shown} students shown`)
    }
  })

  if (engine.name === 'sqlserver') {
    it('answers by index seeks', async () => {
      const watch = watchStatements()
      for (const { asker, text } of questions) {
        await ask(store, clock, asker, { text, conversation: { id: 'bench', kind: 'personal' } })
      }
      watch.stop()
      const reads = watch.statements.filter(({ node }) => node.kind === 'SelectQueryNode')
      for (const plan of await plansOf(
        database,
        reads.map(({ compiled }) => compiled),
      ))
        line(plan)
    })
  }
})
