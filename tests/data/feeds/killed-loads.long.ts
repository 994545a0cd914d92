import { spawn } from 'node:child_process'
import { copyFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { migrate } from '../../../data/store/migrate'
import { openStore } from '../../../data/store/open'
import { repository } from '../../support/command'
import { lines } from '../../support/feed-files'
import { requireFreshBuild } from '../../support/fresh-build'
import { clock, now, temporaryFolder } from '../../support/store'
import { tableContents } from '../../support/table-contents'
import { loadUniversity, studentIds } from '../../support/university'

const folder = temporaryFolder()
const held = path.join(folder, 'held.csv')
const file = path.join(folder, 'killed.csv')
const original = path.join(folder, 'original.db')
const copy = path.join(folder, 'copy.db')

interface Run {
  code: number | null
  signal: NodeJS.Signals | null
  seconds: number
}

/** Ends a load at some moment, unless it has ended already. */
type Killer = (kill: () => void, ended: AbortSignal) => Promise<void>

/** Loads a file with the built command. */
async function load(database: string, from: string, killer?: Killer): Promise<Run> {
  const started = performance.now()
  const args = [path.join(repository, 'bot', 'engagement.mjs'), 'ingest', 'canvas', from]
  const child = spawn(process.execPath, [...args, '--now', now.toISOString()], {
    env: { ...process.env, ENGAGEMENT_DATABASE: `sqlite:${database}` },
    stdio: 'ignore',
  })
  const ended = new AbortController()
  const run = new Promise<Run>((resolve) =>
    child.once('close', (code, signal) => {
      ended.abort()
      resolve({ code, signal, seconds: (performance.now() - started) / 1000 })
    }),
  )
  await killer?.(() => child.kill('SIGKILL'), ended.signal)
  return run
}

async function contentsOf(database: string): Promise<string> {
  const store = openStore(`sqlite:${database}`)
  try {
    return JSON.stringify(await tableContents(store))
  } finally {
    await store.close()
  }
}

function freshCopy(): void {
  for (const ending of ['-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true })
  copyFileSync(original, copy)
}

/** Page views by students and one unknown person, and submissions; `step` minutes apart. */
function canvas(days: readonly string[], step: number): string {
  const rows = [...studentIds(1, 12), ...studentIds(21, 6), ...studentIds(31, 4), 'nobody'].flatMap(
    (student) =>
      days.flatMap((day) => [
        `${student},${day}T17:00:00Z,submission,A`,
        ...Array.from({ length: Math.floor(480 / step) }, (_, index) => {
          const time = new Date(Date.parse(`${day}T08:00:00Z`) + index * step * 60_000).toISOString()
          return `${student},${time},page-view,A`
        }),
      ]),
  )
  return lines('student_id,occurred_at,event,course_code', ...rows)
}

let [before, after, seconds] = ['', '', 0]

beforeAll(async () => {
  requireFreshBuild()
  // The second file corrects nothing, adds to days that are held, and brings new ones.
  writeFileSync(held, canvas(['2026-11-16', '2026-11-17'], 60))
  writeFileSync(file, canvas(['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'], 7))
  const store = openStore(`sqlite:${original}`)
  await migrate(store, clock)
  await loadUniversity(store, folder)
  await store.close()
  expect((await load(original, held)).code).toBe(0)
  before = await contentsOf(original)
  freshCopy()
  const whole = await load(copy, file)
  expect(whole.code).toBe(0)
  seconds = whole.seconds
  after = await contentsOf(copy)
  expect(after).not.toBe(before)
})

const sizeOf = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0

/** When the store's log has grown to so many bytes: the first are written when the transaction commits. */
const whenLogHas =
  (bytes: number): Killer =>
  async (kill, ended) => {
    while (!ended.aborted && sizeOf(`${copy}-wal`) < bytes) await new Promise(setImmediate)
    kill()
  }

/** At a share of the time that a load takes: early ones end it as it starts, late ones when it has just ended. */
const atShare =
  (share: number): Killer =>
  async (kill, ended) => {
    await wait(share * seconds * 1000, undefined, { signal: ended }).catch(() => undefined)
    kill()
  }

let killed = 0
afterAll(() => expect(killed).toBeGreaterThan(2))

const moments: [string, Killer][] = [
  ['at its first write', whenLogHas(1)],
  ['within its writes', whenLogHas(100_000)],
  ['at the last of its writes', whenLogHas(200_000)],
  ...[0.4, 0.6, 0.7, 0.8, 0.9].map((share): [string, Killer] => {
    const moment = share + Math.random() / 10
    return [`after ${moment.toFixed(3)} of its time`, atShare(moment)]
  }),
]

describe('a load that is killed leaves the store as before or as after, and the next run finishes it', () => {
  it.each(moments)('%s', async (_, killer) => {
    freshCopy()
    const { signal } = await load(copy, file, killer)
    killed += signal === 'SIGKILL' ? 1 : 0
    expect([before, after]).toContain(await contentsOf(copy))
    expect((await load(copy, file)).code).toBe(0)
    expect(await contentsOf(copy)).toBe(after)
  })
})
