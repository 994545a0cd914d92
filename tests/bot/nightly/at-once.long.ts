import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { ensureJob, never, takeJob } from '../../../data/records/jobs'
import { useBlobNights, type BlobNights } from '../../support/azure/blob-nights'
import { lines } from '../../support/feed-files'
import { organisation, students } from '../../support/university-feeds'

const nights = useBlobNights()
const anHourAgo = (): Date => new Date(Date.now() - 3_600_000)

/** Files of which the second is asked for and not sent until it is let go. */
function held({ storage }: BlobNights): { asked: Promise<void>; letGo: () => void } {
  storage.put({ 'organisation.csv': organisation, 'students.csv': students }, anHourAgo())
  const given: { letGo: () => void; ask: () => void } = { letGo: () => undefined, ask: () => undefined }
  const asked = new Promise<void>((resolve) => (given.ask = resolve))
  const released = new Promise<void>((resolve) => (given.letGo = resolve))
  storage.onDownload = async (name) => {
    if (name !== 'students.csv') return
    given.ask()
    await released
  }
  return { asked, letGo: () => given.letGo() }
}

const loaded = ({ inStore }: BlobNights) =>
  inStore(({ db }) => db.selectFrom('feed_load').select(['feed', 'accepted']).orderBy('load_id').execute())

const everything = [
  { feed: 'organisation', accepted: 9 },
  { feed: 'students', accepted: 30 },
]

it('a second one lets the first end its work', async () => {
  const own = nights()
  const { asked, letGo } = held(own)
  const first = own.start()
  await asked
  const second = await own.run()
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr.trim().split('\n')).toEqual([
    "Another 'engagement nightly' seems to be at work: looking whether it is.",
    "engagement: Another 'engagement nightly' is at work on this store: let it end. Nothing was half-loaded.",
  ])
  letGo()
  expect((await first.ended).stdout).toContain('students from students.csv: 30 rows read, 30 accepted')
  expect(await loaded(own)).toEqual(everything)
  expect((await own.run()).stderr).not.toContain('Another')
})

it.each(['SIGKILL', 'SIGTERM'] as const)('one that ended by %s is simply run again', async (signal) => {
  const own = nights()
  const { asked, letGo } = held(own)
  const first = own.start()
  await asked
  expect(await loaded(own)).toEqual(everything.slice(0, 1))
  first.kill(signal)
  const ended = await first.ended
  expect(ended.code).toBe(signal === 'SIGKILL' ? null : 143)
  const told = ended.stderr.split('\n').filter((line) => line.startsWith('Stopped'))
  expect(told).toEqual(signal === 'SIGKILL' ? [] : ['Stopped: what was loaded stays; run it again.'])
  // What it had on the disk goes with it where it is asked to end, and with the next where it was killed.
  expect(readdirSync(own.temporary)).toHaveLength(signal === 'SIGKILL' ? 1 : 0)
  letGo()
  const started = performance.now()
  const again = await own.run()
  expect(performance.now() - started).toBeLessThan(20_000)
  expect(again.stderr).not.toContain('Another')
  expect(again.stdout).toContain('organisation: 1 file read before and not changed since')
  expect(await loaded(own)).toEqual(everything)
  expect(readdirSync(own.temporary)).toEqual([])
})

it('one on another machine is waited for until its signs of life stop', async () => {
  const own = nights()
  own.storage.put({ 'organisation.csv': organisation, 'readme.csv': lines('x') }, anHourAgo())
  await own.inStore(async (store) => {
    await ensureJob(store, 'nightly', never)
    const now = new Date()
    expect(
      await takeJob(store, 'nightly', { by: 'elsewhere/1', now, until: new Date(now.getTime() + 8_000) }),
    ).toBe(true)
  })
  const waiting = own.start()
  while (!waiting.told().includes('seems to be at work')) await wait(50)
  expect(await loaded(own)).toEqual([])
  expect((await waiting.ended).stdout).toContain('organisation from organisation.csv')
  expect(await loaded(own)).toEqual(everything.slice(0, 1))
})

/** Makes a command the process 1 of its own world, as in a container; Linux lets root alone do that. */
const contained = ['unshare', '--pid', '--fork', '--mount-proc']
const isPossible =
  process.platform === 'linux' && spawnSync('unshare', [...contained.slice(1), 'true']).status === 0
if (!isPossible) process.stdout.write('Not tested in two containers: that takes Linux and root.\n')

const whereItCan = isPossible ? it : it.skip
whereItCan('two containers of one name, in which each is process 1, are two', async () => {
  const own = nights()
  const { asked, letGo } = held(own)
  const first = own.start([], { within: contained })
  await asked
  const second = await own.start([], { within: contained }).ended
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toContain('is at work on this store: let it end')
  letGo()
  expect(await first.ended).toMatchObject({ stdout: expect.stringContaining('students from') as string })
  expect(await loaded(own)).toEqual(everything)
})

it('no instance of the server takes it up, and nobody else’s work is taken', async () => {
  const own = nights()
  await own.run()
  await own.inStore(async ({ db }) => {
    expect(await db.selectFrom('job').select(['id', 'due_at', 'claimed_by']).execute()).toEqual([
      { id: 'nightly', due_at: never.toISOString(), claimed_by: null },
    ])
  })
})
