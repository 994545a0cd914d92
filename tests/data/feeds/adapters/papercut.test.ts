import { gzipSync } from 'node:zlib'
import { lines, useFeedFiles } from '../../../support/feed-files'
import { tableContents } from '../../../support/table-contents'
import { useUniversity } from '../../../support/university'

const store = useUniversity(() =>
  files.load(
    'identities',
    lines('student_id,system,external_id', '00000001,login,abc1', '00000002,login,xyz2'),
  ),
)
const files = useFeedFiles(store)
const format = 'papercut'
const load = (name: string, content: string | Buffer) =>
  files.loadFile('printing', files.write(name, content), { format })
const days = () =>
  store()
    .db.selectFrom('activity_day')
    .select(['student_id', 'day', 'records', 'amount'])
    .orderBy('student_id')
    .orderBy('day')
    .execute()

const title = 'PaperCut Print Logger - http://www.papercut.com/'
const header =
  'Time,User,Pages,Copies,Printer,Document Name,Client,Paper Size,Language,Height,Width,Duplex,Grayscale,Size'
const job = (
  time: string,
  user: string,
  pages: string | number,
  copies: string | number = 1,
  name = 'Report',
) => `2026-11-20 ${time},${user},${pages},${copies},PRN01,"${name}",PC01,A4,PCL6,,,NOT DUPLEX,GRAYSCALE,19kb,`

describe('the Print Logger’s CSV', () => {
  it('is read by its own header, with pages times copies, and rows one field longer', async () => {
    const report = await load(
      'papercut-print-log-2026-11-20.csv',
      lines(
        title,
        header,
        job('17:50:10', 'abc1', 3, 2),
        job('17:51:10', 'abc1', 1, 1, 'say ""hello"", twice'),
        job('17:52:10', 'xyz2', 0),
        job('09:00:00', 'xyz2', 4, ''),
      ),
    )
    expect(report).toMatchObject({ rows: 4, accepted: 3, rejected: 0 })
    expect(await days()).toEqual([
      { student_id: '00000001', day: '2026-11-20', records: 2, amount: 7 },
      { student_id: '00000002', day: '2026-11-20', records: 1, amount: 4 },
    ])
  })

  it('is read too where its rows are as long as the header, with CRLF, zipped', async () => {
    const content = lines(title, header, job('17:50:10', 'abc1', 3).slice(0, -1)).replaceAll('\n', '\r\n')
    expect(await load('log.csv.gz', gzipSync(content))).toMatchObject({ rows: 1, accepted: 1 })
  })

  it('tells the lines of its rejects, and keeps no name of a document', async () => {
    const report = await load(
      'log.csv',
      lines(
        title,
        header,
        job('17:50:10', 'abc1', 3, 1, 'two\nlines'),
        job('17:51:10', 'nobody', 3, 1, 'my secret illness'),
        '2026-11-20 17:52:10,abc1,1',
        job('17:53:10', 'abc1', 'many'),
        job('25:53:10', 'abc1', 1),
        job('17:54:10', '', 1),
      ),
    )
    expect(report.rejects.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [5, 'student_id', 'student_id names no known student'],
      [6, '', 'the row has fewer values than the header'],
      [7, 'pages', 'pages must be a whole number from 1 to 100000'],
      [8, 'occurred_at', 'occurred_at must be an ISO 8601 time, such as 2026-10-05T09:00:00Z'],
      [9, 'student_id', 'student_id is empty'],
    ])
    expect(report).toMatchObject({ rows: 6, accepted: 1, rejected: 5 })
    expect(JSON.stringify(await tableContents(store()))).not.toContain('illness')
  })

  it('without its columns is refused', async () => {
    await expect(load('log.csv', lines(title, 'Time,User,Printer', 'x,y,z'))).rejects.toThrow(
      'log.csv has no column pages, copies, which the Print Logger writes. Nothing was loaded.',
    )
  })
})

/** A line of NG or MF: the date and the time of day are two cells, and fields beyond the tenth differ by version. */
const printed = (
  time: string,
  user: string,
  pages: string | number,
  document = 'Report',
  day = '2026-11-20',
) => [day, time, 'server', 'printer', user, 'account', 'pc-1', document, pages, 0, 'A4', 'x', 'y'].join('\t')

describe('the print log of NG and MF', () => {
  it('is read by field number, in a twelve-hour clock', async () => {
    const report = await load(
      'printlog_2026_11_20.log',
      lines(
        printed('12:05:12 AM', 'abc1', 1),
        printed('9:05:12 AM', 'abc1', 2, 'A "quoted, odd" name'),
        printed('12:05:12 p', 'abc1', 4),
        printed('11:59:59 pm', 'abc1', 8),
        printed('23:30:00', 'xyz2', 3, 'July', '2026-07-01'),
        printed('8:30:00', 'xyz2', 3, 'July', '2026-07-02'),
      ),
    )
    expect(report).toMatchObject({ rows: 6, accepted: 6, rejected: 0 })
    expect(await days()).toEqual([
      { student_id: '00000001', day: '2026-11-20', records: 4, amount: 15 },
      { student_id: '00000002', day: '2026-07-01', records: 1, amount: 3 },
      { student_id: '00000002', day: '2026-07-02', records: 1, amount: 3 },
    ])
  })

  it('adds up what one person printed in a second, and takes a line that is there twice for one job', async () => {
    const rows = [
      printed('9:05:12 AM', 'abc1', 2, 'One'),
      printed('9:05:12 AM', 'abc1', 2, 'Two'),
      printed('9:05:12 AM', 'abc1', 2, 'One'),
      printed('9:05:13 AM', 'abc1', 1),
    ]
    expect(await load('a.log', lines(...rows))).toMatchObject({ rows: 4, accepted: 2, rejected: 0 })
    await load('b.log', lines(...rows.reverse(), ''))
    expect(await days()).toEqual([{ student_id: '00000001', day: '2026-11-20', records: 2, amount: 5 }])
  })

  it('rejects what is wrong, at its line', async () => {
    const report = await load(
      'a.log',
      lines(
        printed('9:05:12 AM', 'abc1', 2),
        '',
        '2026-11-20\t9:05:12 AM\tserver',
        printed('13:05:12 PM', 'abc1', 2),
        printed('9:05:12 AM', 'nobody', 2),
        printed('9:05:12 AM', 'abc1', 2, 'Report', '2026-02-31'),
        printed('9:05:12 AM', 'abc1', -1),
      ).replaceAll('\n', '\r\n'),
    )
    expect(report).toMatchObject({ rows: 6, accepted: 1, rejected: 5 })
    expect(report.rejects.map(({ line, column }) => [line, column])).toEqual([
      [3, ''],
      [4, 'occurred_at'],
      [5, 'student_id'],
      [6, 'occurred_at'],
      [7, 'pages'],
    ])
  })
})

it('is told by identities of printing where any are held, else of the login', async () => {
  const content = lines(printed('9:05:12 AM', 'abc1', 1), printed('9:05:12 AM', 'p-2', 1))
  expect(await load('a.log', content)).toMatchObject({ accepted: 1, rejects: [{ line: 2 }] })
  await files.load(
    'identities',
    lines('student_id,system,external_id', '00000001,login,abc1', '00000003,printing,p-2'),
  )
  expect(await load('b.log', `${content}\n`)).toMatchObject({ accepted: 1, rejects: [{ line: 1 }] })
})

it('refuses a report of totals', async () => {
  await expect(load('totals.csv', lines('User,Total pages', 'abc1,400'))).rejects.toMatchObject({
    code: 'feed-unreadable',
    message: expect.stringMatching(
      /^totals\.csv is no PaperCut print log: .* Summary reports name no single job/u,
    ) as string,
  })
})
