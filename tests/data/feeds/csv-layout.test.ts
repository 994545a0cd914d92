import { gzipSync } from 'node:zlib'
import { ingest } from '../../../data/feeds/ingest'
import { feedNamed, lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { studentColumns, studentRow } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const units = () =>
  store()
    .db.selectFrom('unit')
    .select(['unit_code', 'name'])
    .orderBy('unit_code')
    .where('gone_on', 'is', null)
    .execute()

describe('a file that is CSV in another way', () => {
  it('may quote commas, quotation marks and line breaks', async () => {
    const report = await files.load(
      'organisation',
      lines(
        '"unit_code","kind",name,parent_code',
        'F,faculty,"Arts, ""Letters"" and\nMusic",',
        'S,"school"," History ",F',
      ),
    )
    expect(report).toMatchObject({ rows: 2, accepted: 2 })
    expect(await units()).toEqual([
      { unit_code: 'F', name: 'Arts, "Letters" and\nMusic' },
      { unit_code: 'S', name: 'History' },
    ])
  })

  it.each(['\n', '\r\n'])('may hold blank lines and end without a line break (%j)', async (end) => {
    const report = await files.load(
      'organisation',
      ['unit_code,kind,name,parent_code', '', 'F,faculty,Arts,', '', '', 'S,school,History,F'].join(end),
    )
    expect(report).toMatchObject({ rows: 2, accepted: 2, rejected: 0 })
  })

  it('may hold columns in any order, more of them, in capitals, and lack optional ones', async () => {
    const report = await files.load(
      'library',
      lines('shelf, Event ,OCCURRED_AT,title,student_id', 'B2,visit,2026-11-20T09:00:00Z,"A, b",00000001'),
    )
    expect(report).toMatchObject({ rows: 1, accepted: 1 })
    expect(
      await store().db.selectFrom('activity_day').select(['student_id', 'event', 'amount']).execute(),
    ).toEqual([{ student_id: '00000001', event: 'visit', amount: 1 }])
  })

  it('keeps leading zeros and spells that look like numbers', async () => {
    await files.load(
      'students',
      lines(studentColumns, studentRow('0007'), studentRow('7'), studentRow('1e3')),
    )
    const known = await store()
      .db.selectFrom('student')
      .select('student_id')
      .where('gone_on', 'is', null)
      .execute()
    expect(known.map(({ student_id }) => student_id).sort()).toEqual(['0007', '1e3', '7'])
  })

  it('may hold a header and no rows', async () => {
    const report = await files.load('library', lines('student_id,occurred_at,event,count'))
    expect(report).toMatchObject({ rows: 0, accepted: 0, rejected: 0 })
  })

  it('keeps names outside English as they are', async () => {
    const name = 'Zoë Łukasiewicz 王'
    await files.load('students', lines(studentColumns, studentRow('1', { family_name: name })))
    const row = await store()
      .db.selectFrom('student')
      .selectAll()
      .where('student_id', '=', '1')
      .executeTakeFirst()
    expect(row).toMatchObject({ family_name: name, mobile: '+44700901' })
  })
})

describe('a file refused whole', () => {
  const good = lines('student_id,occurred_at,event', '00000001,2026-11-20T09:00:00Z,visit')
  const zipped = gzipSync(
    good + lines(...Array.from({ length: 5000 }, (_, index) => `${(index * 7919) % 10_007},x,y`)),
  )
  const damaged = Buffer.from(zipped)
  const middle = Math.floor(zipped.length / 2)
  damaged.writeUInt8(damaged.readUInt8(middle) ^ 16, middle)

  it.each([
    [
      'lacks a column',
      lines('student_id,event', '1,visit'),
      'library.csv has no column occurred_at: the feed library needs student_id, occurred_at, event, count. Nothing was loaded.',
    ],
    [
      'has a column twice',
      lines('student_id,event,occurred_at,Event', '1,visit,x,y'),
      'library.csv has two columns event: the feed library needs student_id, occurred_at, event, count. Nothing was loaded.',
    ],
    [
      'has rows but no header',
      lines('00000001,2026-11-20T09:00:00Z,visit'),
      'library.csv has no column student_id, occurred_at, event: the feed library needs student_id, occurred_at, event, count. Without student_id it names no persons: totals, such as visits by hour, tell of no student and cannot be loaded. Nothing was loaded.',
    ],
    [
      'holds totals',
      lines('hour,gate,entries', '2026-11-20T09:00:00Z,main,412'),
      'library.csv has no column student_id, occurred_at, event: the feed library needs student_id, occurred_at, event, count. Without student_id it names no persons: totals, such as visits by hour, tell of no student and cannot be loaded. Nothing was loaded.',
    ],
  ])('%s', async (_, content, message) => {
    const before = await tableContents(store())
    await expect(files.load('library', content)).rejects.toMatchObject({
      code: 'feed-wrong-columns',
      message,
    })
    expect(await tableContents(store())).toEqual(before)
  })

  it.each([
    ['is empty', 'library.csv', ''],
    ['is empty but for blank lines', 'library.csv', '\n\n'],
    ['is empty and zipped', 'library.csv.gz', gzipSync('')],
    ['is called .gz and is not', 'library.csv.gz', good],
    ['is cut off within its zip', 'library.csv.gz', gzipSync(good.repeat(500)).subarray(0, 60)],
    ['is cut off at the end of its zip', 'library.csv.gz', zipped.subarray(0, -9)],
    ['is damaged within its zip', 'library.csv.gz', damaged],
  ])('%s', async (_, name, content) => {
    const before = await tableContents(store())
    const refused = files.loadFile('library', files.write(name, content))
    await expect(refused).rejects.toThrow(/^library\.csv(\.gz)? [^\n]+\.$/)
    await expect(refused).rejects.toMatchObject({ code: 'feed-unreadable' })
    expect(await tableContents(store())).toEqual(before)
  })

  it('is not there', async () => {
    await expect(files.loadFile('library', '/nowhere/library.csv')).rejects.toMatchObject({
      code: 'feed-unreadable',
      message: '/nowhere/library.csv cannot be read: there is no such file, or no permission.',
    })
  })

  it('is a directory', async () => {
    await expect(files.loadFile('library', __dirname)).rejects.toMatchObject({
      code: 'feed-unreadable',
      message: `${__dirname} is a directory: name its files. Nothing was loaded.`,
    })
  })

  it('takes the files named with it along', async () => {
    const before = await tableContents(store())
    const [first, second] = [files.write('first.csv', good), files.write('second.csv', 'student_id\n1\n')]
    await expect(ingest(store(), feedNamed('library'), [first, second], { clock })).rejects.toMatchObject({
      code: 'feed-wrong-columns',
    })
    expect(await tableContents(store())).toEqual(before)
  })
})
