import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { EngagementError } from '../../../data/domain/errors'
import { migrate } from '../../../data/store/migrate'
import { openStore } from '../../../data/store/open'
import { useStore } from '../../support/engines'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()

function refusal(database: string): EngagementError {
  try {
    void openStore(database).close()
  } catch (error) {
    if (error instanceof EngagementError) return error
    throw error
  }
  throw new Error('The store was opened.')
}

/** Does something with no more rights than anybody has. */
function asNobody<T>(work: () => T): T {
  const isRoot = process.getuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    return work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

/** A store of which the first page alone is as it was. */
async function lostPages(): Promise<Buffer> {
  const file = path.join(folder, 'whole.db')
  const store = openStore(`sqlite:${file}`)
  await migrate(store, () => new Date(0))
  await store.close()
  return readFileSync(file).fill(7, 4096)
}

describe('opening a store', () => {
  it('makes the file and the folders above it', async () => {
    const file = path.join(folder, 'new', 'deeper', 'engagement.db')
    const store = openStore(`sqlite:${file}`)
    expect(existsSync(file)).toBe(true)
    await store.close()
  })

  it.each(['', 'sqlite:', 'engagement.db', 'postgres://server/db', 'SQLITE:x'])(
    'refuses %j as no store',
    (database) => {
      expect(refusal(database)).toMatchObject({
        code: 'configuration',
        message:
          "ENGAGEMENT_DATABASE must be 'sqlite:<path>', a SQL Server connection string ('Server=…;Database=…') or an 'mssql://' URL.",
      })
    },
  )

  it.each([
    ['a folder', () => folder],
    [
      'a file below a file',
      () => {
        const file = path.join(folder, 'plain')
        writeFileSync(file, '')
        return path.join(file, 'engagement.db')
      },
    ],
    ['a place where there can be no files', () => '/proc/none/engagement.db'],
  ])('says in one line why it cannot open %s', (_, make) => {
    const file = make()
    const { code, message, cause } = refusal(`sqlite:${file}`)
    expect(code).toBe('store-unavailable')
    expect(message).toMatch(
      /^The store [^\n]+ cannot be opened \([^\n]+\)\. Check ENGAGEMENT_DATABASE and the folder's permissions\.$/,
    )
    expect(message).toContain(file)
    expect(cause).toHaveProperty('message')
  })

  it('says of a folder and of a file that may not be read what they are', () => {
    expect(refusal(`sqlite:${folder}`).message).toContain('cannot be opened (it is a folder)')
    const closed = path.join(folder, 'closed.db')
    writeFileSync(closed, '')
    chmodSync(closed, 0)
    chmodSync(folder, 0o711)
    expect(asNobody(() => refusal(`sqlite:${closed}`)).message).toContain(
      'cannot be opened (this user may not read and write it)',
    )
  })

  it.each([
    ['is no database', () => 'not a database, but some text\n'.repeat(100)],
    ['has lost its pages', lostPages],
  ])('says of a file that %s that a backup is to be put back', async (_, content) => {
    const file = path.join(folder, 'damaged.db')
    writeFileSync(file, await content())
    const { code, message } = refusal(`sqlite:${file}`)
    expect(code).toBe('store-damaged')
    expect(message).toMatch(
      /^The store \S+ is damaged \((file is not a database|database disk image is malformed)\): put a backup back, see deploy\/operation\.md\.$/,
    )
  })

  const elsewhereThanOnWindows = process.platform === 'win32' ? it.skip : it
  elsewhereThanOnWindows.each([String.raw`C:\Data\engagement.db`, String.raw`\\server\share\engagement.db`])(
    'refuses a path of Windows where there is none: %s',
    (file) => {
      const before = readdirSync('.')
      const { code, message } = refusal(`sqlite:${file}`)
      expect(code).toBe('configuration')
      expect(message).toMatch(
        /^ENGAGEMENT_DATABASE names a path of Windows, and this is not Windows: give one/u,
      )
      expect(readdirSync('.')).toEqual(before)
    },
  )

  const asOtherThanRoot = process.getuid?.() === 0 ? it.skip : it
  asOtherThanRoot('says so of a folder that it may not write', () => {
    const closed = path.join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    expect(refusal(`sqlite:${path.join(closed, 'engagement.db')}`)).toMatchObject({
      code: 'store-unavailable',
    })
  })
})

describe('a store that was closed', () => {
  const { store } = useStore()

  it('is whole in its one file', async () => {
    const [file, copy] = [path.join(folder, 'one.db'), path.join(folder, 'copy.db')]
    const first = openStore(`sqlite:${file}`)
    await sql`create table note (text text)`.execute(first.db)
    await sql`insert into note values ('kept')`.execute(first.db)
    await first.close()
    copyFileSync(file, copy)
    const second = openStore(`sqlite:${copy}`)
    expect((await sql`select * from note`.execute(second.db)).rows).toEqual([{ text: 'kept' }])
    await second.close()
  })

  it('compares e-mail addresses without regard to case', async () => {
    await store()
      .db.insertInto('staff')
      .values({ staff_id: 'A', given_name: 'A', family_name: 'B', email: 'A@x.example' })
      .execute()
    const found = await store()
      .db.selectFrom('staff')
      .select('staff_id')
      .where('email', '=', 'a@X.example')
      .execute()
    expect(found).toHaveLength(1)
  })
})
