import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startCommand } from '../../support/command'
import { requireFreshBuild } from '../../support/fresh-build'
import { nightOf } from '../../support/night-files'
import { useNights } from '../../support/nightly'

const nights = useNights()
beforeAll(requireFreshBuild)

/** Enough that writing them lasts until the signal is there. */
const header = 'student_id,session_id,starts_at,status'
const sessions = Array.from(
  { length: 300_000 },
  (_, n) => `${String((n % 12) + 1).padStart(8, '0')},Z${n},2026-11-20T09:00:00Z,present`,
)

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a night in one line and undoes the load in hand', async (signal, code) => {
  const { write, folder, database, inStore } = await nights()
  const file = 'attendance-2026-11-24.csv'
  write({ ...nightOf('2026-11-24'), [file]: `${[header, ...sessions].join('\n')}\n` })
  const night = startCommand(['nightly', '--feeds', folder, '--now', '2026-11-24T09:00:00Z'], { database })
  const over = new AbortController()
  void night.ended.then(() => over.abort())
  while (!over.signal.aborted && !night.told().includes(`${file}: writing`)) await wait(5)
  night.kill(signal)
  const ended = await night.ended
  expect(ended.code).toBe(code)
  expect(ended.stderr.trimEnd().split('\n').at(-1)).toBe('Stopped: what was loaded stays; run it again.')
  const held = await inStore(async ({ db }) => ({
    loads: await db.selectFrom('feed_load').select('file_names').orderBy('load_id').execute(),
    sessions: await db
      .selectFrom('attendance')
      .select('session_id')
      .where('session_id', 'like', 'Z%')
      .execute(),
  }))
  const names = held.loads.map(({ file_names }) => path.basename(file_names))
  expect(names.at(-1)).toBe('calendar.csv')
  expect(held.sessions).toEqual([])
})
