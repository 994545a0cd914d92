import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { backUp } from '../../../data/store/backup'
import { openStore } from '../../../data/store/open'
import { startCommand, type Ran } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { copySample } from '../../support/sample'
import { now, temporaryFolder } from '../../support/store'
import { tableContents } from '../../support/table-contents'

const database = copySample()
const folder = temporaryFolder()
const environment = { ENGAGEMENT_SECRET: 'a secret of thirty-two characters or more' }
const run = (args: string[], of = database): Promise<Ran> =>
  engagementHere(args, { database: of, environment })
const file = (name: string): string => path.join(folder, name)
const refused = ({ code, stdout, stderr }: Ran, reason: RegExp): void => {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(reason)
}

/** All but the largest tables, which would take long to compare. */
const contents = async (of: string) => {
  const store = openStore(of)
  try {
    return await tableContents(store, [
      'activity_day',
      'attendance',
      'submission',
      'indicator_week',
      'score_week',
    ])
  } finally {
    await store.close()
  }
}

test('a backup is one file, its owner’s alone, whole, with all that the store holds; that it was made is on the record', async () => {
  await run(['ask', '--as', 's0101', 'how is Aisha doing', '--now', now.toISOString()])
  const { code, stdout, stderr } = await run(['backup', '--out', file('first.db')])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(
    /^The store was copied to .*first\.db: \d+ MB, found whole\.\n2 sealed records of the access trail checked\.\nAnchor to note down elsewhere: 2:[0-9a-f]{64}\nIt holds everybody’s data/u,
  )
  // Neither what it was called before nor a log of it stays.
  expect(readdirSync(folder)).toEqual(['first.db'])
  if (process.platform !== 'win32') expect(statSync(file('first.db')).mode & 0o777).toBe(0o600)
  expect(await contents(`sqlite:${file('first.db')}`)).toEqual(await contents(database))
  const { stdout: shown } = await run(['audit', 'show', '--json'])
  const { entries } = z
    .object({ entries: z.array(z.object({ staff_id: z.string(), question: z.string() })) })
    .parse(JSON.parse(shown))
  expect(entries[0]).toEqual(
    expect.objectContaining({ staff_id: 'operator', question: '{"intent":"backup"}' }),
  )
})

test('with --json it tells the same to a monitor', async () => {
  const { stdout } = await run(['backup', '--out', file('json.db'), '--json'])
  expect(JSON.parse(stdout)).toEqual({
    file: file('json.db'),
    bytes: statSync(file('json.db')).size,
    schema: 'current',
    trail: { checked: 3, faults: 0, anchor: expect.stringMatching(/^3:[0-9a-f]{64}$/u) as string },
  })
})

test('one that is killed leaves nothing under the name that it was to have', async () => {
  const killed = startCommand(['backup', '--out', file('killed.db')], { database, environment })
  const begun = () => readdirSync(folder).filter((name) => name.startsWith('killed.db'))
  while (begun().length === 0) await wait(2)
  killed.kill('SIGKILL')
  expect((await killed.ended).code).toBeNull()
  expect(begun()).toContainEqual(expect.stringMatching(/^killed\.db\.part-/u))
  expect(begun()).not.toContain('killed.db')
  const again = await run(['backup', '--out', file('killed.db')])
  expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' })
})

test('what others have not committed is not in it, and they need not wait', async () => {
  const writing = openStore(database)
  await writing.transaction(async ({ db }) => {
    await db
      .updateTable('student')
      .set({ given_name: 'Unfinished' })
      .where('student_id', '=', '00412301')
      .execute()
    // Nothing can be put on the record meanwhile: by the store's own means, as from another version.
    backUp(database, file('meanwhile.db'))
  })
  await writing.close()
  const copy = openStore(`sqlite:${file('meanwhile.db')}`)
  const { given_name } = await copy.db
    .selectFrom('student')
    .select('given_name')
    .where('student_id', '=', '00412301')
    .executeTakeFirstOrThrow()
  expect(given_name).toBe('Aisha')
  await copy.close()
})

test('nothing is written over, and nothing made where it cannot be', async () => {
  writeFileSync(file('there.db'), 'what was there')
  refused(await run(['backup', '--out', file('there.db')]), /is there already: name another file/u)
  expect(readFileSync(file('there.db'), 'utf8')).toBe('what was there')
  refused(await run(['backup', '--out', file('no/folder.db')]), /cannot be written/u)
  mkdirSync(file('folder'))
  refused(await run(['backup', '--out', file('folder')]), /is there already/u)
  const nowhere = `sqlite:${file('nowhere.db')}`
  refused(
    await run(['backup', '--out', file('of-nowhere.db')], nowhere),
    /There is no store .*nowhere\.db to back up/u,
  )
  for (const name of ['nowhere.db', 'of-nowhere.db']) expect(existsSync(file(name))).toBe(false)
  expect(await run(['backup'])).toMatchObject({ code: 2 })
})

test('what is no store of this product is not backed up: nothing could be restored from it', async () => {
  writeFileSync(file('empty.db'), '')
  refused(
    await run(['backup', '--out', file('of-empty.db')], `sqlite:${file('empty.db')}`),
    /is no store of/u,
  )
  expect(existsSync(file('of-empty.db'))).toBe(false)
})

test('on a SQL Server it says what to do instead', async () => {
  const elsewhere = 'mssql://user:secret@127.0.0.1:1/engagement'
  const ran = await run(['backup', '--out', file('server.db')], elsewhere)
  refused(ran, /backed up where it runs.*restores to a point in time.*BACKUP DATABASE/u)
  expect(existsSync(file('server.db'))).toBe(false)
})

test('of a damaged store nothing is kept', async () => {
  const damaged = file('damaged.db')
  await run(['backup', '--out', damaged])
  const descriptor = openSync(damaged, 'r+')
  for (let page = 8_000; page < 8_100; page += 1)
    writeSync(descriptor, Buffer.alloc(4096, 7), 0, 4096, page * 4096)
  closeSync(descriptor)
  const ran = await run(['backup', '--out', file('of-damaged.db')], `sqlite:${damaged}`)
  refused(ran, /^engagement: The store is damaged, and nothing was copied/u)
  expect(existsSync(file('of-damaged.db'))).toBe(false)
})

test('a trail that is not whole is told of, and copied as evidence', async () => {
  const tampered = file('tampered.db')
  await run(['backup', '--out', tampered])
  const store = openStore(`sqlite:${tampered}`)
  await sql`update access_entry set staff_id = 's0999' where staff_id = 's0101'`.execute(store.db)
  await store.close()
  const ran = await run(['backup', '--out', file('evidence.db')], `sqlite:${tampered}`)
  expect(ran).toMatchObject({ code: 1 })
  expect(ran.stderr).toMatch(/The copy is made, but its access trail is not whole: 1 fault/u)
  expect(existsSync(file('evidence.db'))).toBe(true)
  const other = { ENGAGEMENT_SECRET: 'another secret of thirty-two characters or more' }
  const wrong = await engagementHere(['backup', '--out', file('wrong.db')], { database, environment: other })
  expect(wrong).toMatchObject({ code: 1 })
  expect(wrong.stderr).toMatch(/The copy is made, but .*ENGAGEMENT_SECRET/u)
})

test('a store whose schema is another version’s is copied as it is', async () => {
  const older = file('older.db')
  copyFileSync(file('json.db'), older)
  const store = openStore(`sqlite:${older}`)
  await sql`delete from schema_migration where name = '0010-chat-owners'`.execute(store.db)
  await store.close()
  const { code, stdout } = await run(['backup', '--out', file('of-older.db')], `sqlite:${older}`)
  expect(code).toBe(0)
  expect(stdout).toContain('Its schema is of another version')
  expect(await contents(`sqlite:${file('of-older.db')}`)).toEqual(await contents(`sqlite:${older}`))
})
