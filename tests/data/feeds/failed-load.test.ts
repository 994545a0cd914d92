import { sql } from 'kysely'
import { itOnSqlite } from '../../support/engines'
import { lines, useFeedFiles } from '../../support/feed-files'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { students } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const library = lines(
  'student_id,occurred_at,event,count',
  '00000001,2026-11-20T09:00:00Z,visit,1',
  'unknown,2026-11-20T09:00:00Z,visit,1',
)
const failOn = (write: string, when: string) =>
  sql
    .raw(`create trigger broken before ${write} when ${when} begin select raise(abort, 'disk failed'); end`)
    .execute(store().db)

describe('a load that fails in the middle leaves the store as it was', () => {
  itOnSqlite.each([
    ['the activity', 'insert on activity_day', 'true'],
    ['the load itself', 'insert on feed_load', 'true'],
    ['its rejects', 'insert on feed_reject', 'true'],
  ])('when it cannot write %s', async (_, write, when) => {
    await failOn(write, when)
    const before = await tableContents(store())
    await expect(files.load('library', library)).rejects.toThrow('disk failed')
    expect(await tableContents(store())).toEqual(before)

    await sql`drop trigger broken`.execute(store().db)
    expect(await files.load('library', library)).toMatchObject({ accepted: 1, rejected: 1, unchanged: false })
  })

  itOnSqlite('when a snapshot has written all but the last of its rows', async () => {
    await failOn('update on student', "new.student_id = '00000054'")
    const before = await tableContents(store())
    await expect(files.load('students', students.replaceAll('Robin', 'Kim'))).rejects.toThrow('disk failed')
    expect(await tableContents(store())).toEqual(before)
  })

  it('when a table is missing', async () => {
    await sql`drop table submission`.execute(store().db)
    const before = await tableContents(store())
    const canvas = lines('student_id,occurred_at,event', '00000001,2026-11-20T09:00:00Z,page-view')
    await expect(files.load('canvas', canvas)).rejects.toThrow()
    expect(await tableContents(store())).toEqual(before)
  })
})
