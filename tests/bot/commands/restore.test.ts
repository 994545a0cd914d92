import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { openStore } from '../../../data/store/open'
import { engagement, type Ran } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { letGoOfFiles } from '../../support/let-go'
import { now, temporaryFolder } from '../../support/store'
import { assignments, calendar, organisation, staff, students } from '../../support/university-feeds'

const folder = temporaryFolder()
const inFolder = (name: string): string => path.join(folder, name)
const feeds = inFolder('feeds')
const file = inFolder('engagement.db')
const backup = inFolder('backup.db')
const database = `sqlite:${file}`
const environment = {
  ENGAGEMENT_SECRET: 'a secret of thirty-two characters or more',
  SIGN_IN: 'playground',
}
const run = (...args: string[]): Promise<Ran> => engagementHere(args, { database, environment })
const restore = async (from = backup): Promise<Ran> => {
  await letGoOfFiles()
  return run('restore', from)
}
const header = (): Buffer => readFileSync(file).subarray(0, 100)
const question = ['ask', '--as', 'T1', 'show low-engagement tutees', '--now', now.toISOString()]
/** Close to real time, and long enough after the files were written for them to be known. */
const soon = new Date(Date.now() + 30_000).toISOString()
const nightly = async (): Promise<unknown> =>
  JSON.parse((await run('nightly', '--feeds', feeds, '--now', soon, '--json')).stdout)

const refused = ({ code, stdout, stderr }: Ran, reason: RegExp): void => {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(reason)
}

beforeAll(async () => {
  mkdirSync(feeds)
  for (const [feed, content] of Object.entries({ organisation, students, staff, assignments, calendar }))
    writeFileSync(path.join(feeds, `${feed}.csv`), content)
  await run('migrate')
  await nightly()
  expect(await run('backup', '--out', backup)).toMatchObject({ code: 0 })
  await letGoOfFiles()
})

describe('what is no backup is refused, and nothing is changed by the look at it', () => {
  const copyWith = (name: string, ending: string): void => {
    copyFileSync(backup, inFolder(name))
    writeFileSync(inFolder(`${name}${ending}`), 'x')
  }
  const alien = async (): Promise<void> => {
    const store = openStore(`sqlite:${inFolder('alien.db')}`)
    await sql`create table recipe (name text)`.execute(store.db)
    await sql`pragma journal_mode = delete`.execute(store.db)
    await store.close()
    await letGoOfFiles()
  }
  test.each<[string, () => unknown, RegExp]>([
    ['empty.db', () => writeFileSync(inFolder('empty.db'), ''), /is empty: take another backup/u],
    ['alien.db', alien, /no store of this product: name a file that 'engagement backup' made/u],
    ['text.db', () => writeFileSync(inFolder('text.db'), 'no database'), /is no whole store/u],
    ['killed.db', () => copyWith('killed.db', '-journal'), /was not made to its end.*take another backup/u],
    [
      'used.db',
      () => copyWith('used.db', '-wal'),
      /a store that was in use.*make a backup of it, and restore that/u,
    ],
    ['engagement.db', () => undefined, /is the store itself/u],
    ['linked.db', () => linkSync(file, inFolder('linked.db')), /is the store itself/u],
    ['symbolic.db', () => symlinkSync(file, inFolder('symbolic.db')), /is the store itself/u],
  ])('%s', async (name, make, reason) => {
    await make()
    const before = [readFileSync(inFolder(name)), readdirSync(folder)]
    refused(await run('restore', inFolder(name)), reason)
    expect([readFileSync(inFolder(name)), readdirSync(folder)]).toEqual(before)
    if (!name.startsWith('engagement')) rmSync(inFolder(name))
  })
})

test('a hot journal beside a backup is not played back into it', async () => {
  // As a process leaves it that ends while it writes.
  const [hot, store] = [inFolder('hot.db'), openStore(`sqlite:${inFolder('hot-live.db')}`)]
  await sql`pragma journal_mode = delete`.execute(store.db)
  await sql`create table page (bytes blob)`.execute(store.db)
  await sql`pragma cache_size = 1`.execute(store.db)
  await store
    .transaction(async ({ db }) => {
      await sql`insert into page select randomblob(900000)`.execute(db)
      for (const ending of ['', '-journal'])
        copyFileSync(`${hot.replace('.db', '-live.db')}${ending}`, `${hot}${ending}`)
      throw new Error('left')
    })
    .catch(() => undefined)
  await store.close()
  const before = readFileSync(hot)
  refused(await run('restore', hot), /was not made to its end/u)
  expect(readFileSync(hot).equals(before)).toBe(true)
})

test('a restored store is its owner’s alone whoever may read the backup, and already as it is when it is open', async () => {
  const open = inFolder('engagement.db.restoring')
  copyFileSync(backup, open)
  chmodSync(open, 0o644)
  const before = readFileSync(open)
  expect(await restore(open)).toMatchObject({ code: 0, stderr: '' })
  // That the backup has a name which once was a temporary one does it no harm.
  expect(readFileSync(open).equals(before)).toBe(true)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  const restored = header()
  await run('doctor', '--offline')
  expect(header().equals(restored)).toBe(true)
})

test('whatever lies beside the old store is kept beside its other name, and none of it beside the new one', async () => {
  await letGoOfFiles()
  for (const ending of ['', '-journal', '-wal']) writeFileSync(`${file}${ending}`, `old${ending}`)
  const { code, stdout } = await run('restore', backup, '--json')
  expect(code).toBe(0)
  const { aside } = JSON.parse(stdout) as { aside: string }
  for (const ending of ['', '-journal', '-wal'])
    expect(readFileSync(`${aside}${ending}`, 'utf8')).toBe(`old${ending}`)
  for (const ending of ['-journal', '-wal']) expect(existsSync(`${file}${ending}`)).toBe(false)
  expect((await run('audit', 'verify')).code).toBe(0)
})

test('each restore names what earlier ones left, also those of the same second', async () => {
  await restore()
  const kept = readdirSync(folder).filter((name) => /\.before-\w+(-\d)?$/u.test(name))
  expect(kept.length).toBeGreaterThan(2)
  const { stdout } = await restore()
  for (const name of kept) expect(stdout).toContain(inFolder(name))
})

test('killed before the last step, a restore leaves the old store in its place, and the next says what lies there', async () => {
  const killing = inFolder('killing.cjs')
  writeFileSync(
    killing,
    `const fs = require('node:fs'), rename = fs.renameSync
     fs.renameSync = (from, to) => to === ${JSON.stringify(file)} ? process.kill(process.pid, 'SIGKILL') : rename(from, to)`,
  )
  await letGoOfFiles()
  const before = readdirSync(folder)
  const killed = { ...environment, NODE_OPTIONS: `--require ${killing}` }
  expect(await engagement(['restore', backup], { database, environment: killed })).toMatchObject({
    code: null,
  })
  expect(await run('audit', 'verify')).toMatchObject({ code: 0 })
  const left = readdirSync(folder).filter(
    (name) => !before.includes(name) && /\.(before|restoring)-\w+$/u.test(name),
  )
  expect(left).toHaveLength(2)
  const { code, stdout } = await restore()
  expect(code).toBe(0)
  for (const name of left) expect(stdout).toContain(inFolder(name))
})

describe('until it was told again who may see whom, a restored store', () => {
  test('shows and sends nothing, and says how it is mended', async () => {
    await restore()
    const asItDoes = /not loaded since: students, staff, assignments\. Load the newest.*nightly/u
    refused(await engagement(['start'], { database, environment }), asItDoes)
    const outcomes = ['--outcomes', path.join(feeds, 'students.csv')]
    for (const args of [
      question,
      ['parse', '--as', 'T1', 'my access'],
      ['alerts', 'plan'],
      ['alerts', 'send'],
      ['feedback'],
      ['evaluate', ...outcomes],
      ['rehearse', '--config', 'none.json'],
    ])
      refused(await run(...args), asItDoes)
  })

  test('is mended: the rest goes on', async () => {
    expect(await run('migrate')).toMatchObject({ code: 0 })
    expect(await run('audit', 'verify')).toMatchObject({ code: 0 })
    expect(await run('audit', 'show')).toMatchObject({ code: 0 })
    expect(await run('retention', 'run')).toMatchObject({ code: 0 })
    expect(await run('alerts', 'status')).toMatchObject({ code: 0 })
    expect(await run('backup', '--out', inFolder('second.db'))).toMatchObject({ code: 0 })
    const doctor = await run('doctor', '--offline')
    expect(doctor.code).toBe(1)
    expect(doctor.stdout.replaceAll(/\s+/gu, ' ')).toMatch(
      /MEND restored .*not loaded since: students, staff/u,
    )
  })

  test('knows by the same files as before, loaded one by one', async () => {
    const again = (feed: string): Promise<Ran> => run('ingest', feed, path.join(feeds, `${feed}.csv`))
    expect((await again('students')).stdout).toContain('nothing')
    await again('calendar')
    refused(await run(...question), /not loaded since: staff, assignments\./u)
    await again('staff')
    await again('assignments')
    expect(await run(...question)).toMatchObject({ code: 0 })
    expect((await run('doctor', '--offline')).stdout).not.toContain('restored from a backup')
  })

  test('knows by the nightly load, which reads the files that it remembers once more', async () => {
    expect(await nightly()).toMatchObject({ loads: [] })
    await restore()
    expect(await nightly()).toMatchObject({
      loads: ['students', 'staff', 'assignments'].map((feed) => ({ feed, unchanged: true })),
    })
    expect(await run(...question)).toMatchObject({ code: 0 })
  })

  test('gives back no role that ended after the backup', async () => {
    const ended = inFolder('assignments-2026-11-25.csv')
    writeFileSync(
      ended,
      assignments
        .split('\n')
        .filter((line) => !line.startsWith('T1,'))
        .join('\n'),
    )
    const end = (): Promise<Ran> => run('ingest', 'assignments', ended, '--allow-removals')
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString()
    const asked = (): Promise<Ran> => run('ask', '--as', 'T1', 'my access', '--now', day)
    expect((await asked()).stdout).toContain('your tutees')
    await end()
    const without = (await asked()).stdout
    expect(without).not.toContain('your tutees')
    await restore()
    refused(await asked(), /roles that ended since would count again/u)
    for (const feed of ['students', 'staff']) await run('ingest', feed, path.join(feeds, `${feed}.csv`))
    refused(await asked(), /not loaded since: assignments\./u)
    await end()
    expect((await asked()).stdout).toBe(without)
  })
})

test('of a store that is gone, the log that is left is kept', async () => {
  await letGoOfFiles()
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  appendFileSync(`${file}-wal`, 'the last of it')
  const { aside } = JSON.parse((await run('restore', backup, '--json')).stdout) as { aside: string }
  expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('the last of it')
})
