import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { EngagementError } from '../../../data/domain/errors'
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
      'a file that is no database',
      () => {
        const file = path.join(folder, 'notes.txt')
        writeFileSync(file, 'not a database, but some text\n'.repeat(100))
        return file
      },
    ],
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
