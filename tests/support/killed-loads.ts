import { spawn } from 'node:child_process'
import { copyFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../../data/store/open'
import { repository } from './command'
import { lines } from './feed-files'
import { requireFreshBuild } from './fresh-build'
import { universityFile } from './prepared-stores'
import { now, temporaryFolder } from './store'
import { tableContents } from './table-contents'
import { studentIds } from './university-feeds'

interface Run {
  code: number | null
  signal: NodeJS.Signals | null
  seconds: number
}

/** Ends a load at some moment, unless it has ended already. */
export type Killer = (kill: () => void, ended: AbortSignal) => Promise<void>

/** A load by the built command into a store of its own, for the tests of this file to kill. */
export function useKilledLoads() {
  const folder = temporaryFolder()
  const [held, file] = [path.join(folder, 'held.csv'), path.join(folder, 'killed.csv')]
  const [original, copy] = [path.join(folder, 'original.db'), path.join(folder, 'copy.db')]
  let [before, after, seconds] = ['', '', 0]

  beforeAll(async () => {
    requireFreshBuild()
    // The second file corrects nothing, adds to days that are held, and brings new ones.
    writeFileSync(held, canvas(['2026-11-16', '2026-11-17'], 60))
    writeFileSync(file, canvas(['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'], 7))
    copyFileSync(universityFile(), original)
    expect((await load(original, held)).code).toBe(0)
    before = await contentsOf(original)
    freshCopy(original, copy)
    const whole = await load(copy, file)
    expect(whole.code).toBe(0)
    seconds = whole.seconds
    after = await contentsOf(copy)
    expect(after).not.toBe(before)
  })

  return {
    /** When the store's log has grown to so many bytes: the first are written when the transaction commits. */
    whenLogHas:
      (bytes: number): Killer =>
      async (kill, ended) => {
        while (!ended.aborted && sizeOf(`${copy}-wal`) < bytes) await new Promise(setImmediate)
        kill()
      },
    /** At a share of the time that a load takes: early ones end it as it starts, late ones when it has just ended. */
    atShare:
      (share: number): Killer =>
      async (kill, ended) => {
        await wait(share * seconds * 1000, undefined, { signal: ended }).catch(() => undefined)
        kill()
      },
    /** Kills a load, and expects the store as before or as after, and a next run that finishes it; gives whether it met it. */
    survives: async (killer: Killer): Promise<boolean> => {
      freshCopy(original, copy)
      const { signal } = await load(copy, file, killer)
      expect([before, after]).toContain(await contentsOf(copy))
      expect((await load(copy, file)).code).toBe(0)
      expect(await contentsOf(copy)).toBe(after)
      return signal === 'SIGKILL'
    },
  }
}

function freshCopy(original: string, copy: string): void {
  for (const ending of ['-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true })
  copyFileSync(original, copy)
}

const sizeOf = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0

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
