import { ingest } from '../../../data/feeds/ingest'
import { feedNamed, lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { studentColumns, studentRow } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const header = 'student_id,occurred_at,event,count'
const good = '00000001,2026-11-20T09:00:00Z,visit,1'
const stored = () => store().db.selectFrom('feed_reject').selectAll().execute()

describe('a row that is no row of the file’s layout', () => {
  it.each([
    ['a short row', '00000001,2026-11-20T09:00:00Z,visit', 'the row has fewer values than the header'],
    ['a long row', `${good},more`, 'the row has more values than the header'],
  ])('%s', async (_, row, reason) => {
    const report = await files.load('library', lines(header, good, '', row, good.replace('09', '10')))
    expect(report).toMatchObject({ rows: 3, accepted: 2, rejected: 1, reasons: [{ reason, rows: 1 }] })
    expect(report.rejects).toEqual([{ file: 'library.csv', line: 4, record: null, column: '', reason }])
  })

  it('is not UTF-8', async () => {
    const latin1 = Buffer.from(`00000001,2026-11-20T10:00:00Z,vis\u00efte,1\n`, 'latin1')
    const content = Buffer.concat([
      Buffer.from(lines(header, good)),
      latin1,
      Buffer.from(lines(good.replace('09', '11'))),
    ])
    const report = await files.load('library', content)
    expect(report).toMatchObject({ rows: 3, accepted: 2, rejected: 1 })
    expect(report.rejects).toMatchObject([{ line: 3, reason: 'the row is not UTF-8' }])
  })

  it('opens a quotation and never closes it', async () => {
    const report = await files.load('library', lines(header, good, '00000001,"2026-11-20T10:00:00Z,visit,1'))
    expect(report).toMatchObject({ rows: 2, accepted: 1, rejected: 1 })
    expect(report.rejects).toMatchObject([
      { line: 3, reason: 'the row has a quotation mark that is never closed' },
    ])
  })

  it('quotes half a value', async () => {
    const report = await files.load(
      'library',
      lines(header, good, '00000001,"2026"-11-20T10:00:00Z,visit,1', good, 'x'),
    )
    expect(report.rejects).toMatchObject([
      { line: 3, reason: 'the row has a quotation mark that is never closed' },
      { line: 5, reason: 'the row has fewer values than the header' },
    ])
  })

  it('keeps its physical line after quoted line breaks, blank lines and in a CRLF file', async () => {
    const content = lines(
      'unit_code,kind,name,parent_code',
      'F,faculty,"Arts\n\nand\nMusic",',
      '',
      'X,faculty',
      'Y,college,Y,',
      'Z,faculty,"two\nlines",',
      'V,college,"three\nother\nlines",',
      'W,faculty,,',
    )
    const other = content.replaceAll('\n', '\r\n')
    for (const each of [content, other, `\uFEFF${other}`, content.slice(0, -1)]) {
      const report = await files.load('organisation', each)
      expect(report.rejects.map(({ line, column }) => [line, column])).toEqual([
        [7, ''],
        [8, 'kind'],
        [11, 'kind'],
        [14, 'name'],
      ])
    }
  })
})

describe('a row with a wrong value', () => {
  it.each<[string, string, string, string]>([
    ['library', header, '99999999,2026-11-20T09:00:00Z,visit,1', 'student_id names no known student'],
    ['library', header, ',2026-11-20T09:00:00Z,visit,1', 'student_id is empty'],
    ['library', header, '00000001,   ,visit,1', 'occurred_at is empty'],
    [
      'library',
      header,
      '00000001,2026-11-20T09:00:00Z,nap,1',
      'event must be one of visit, loan, renewal, e-resource',
    ],
    [
      'library',
      header,
      '00000001,2026-11-20T09:00:00Z,visit,0',
      'count must be a whole number from 1 to 100000',
    ],
    [
      'library',
      header,
      '00000001,2026-11-20T09:00:00Z,visit,1.5',
      'count must be a whole number from 1 to 100000',
    ],
    ['library', header, '00000001,2026-11-25T00:00:00,visit,1', 'occurred_at must not lie in the future'],
    ...[
      '2026-02-30T09:00:00Z',
      '20/11/2026 09:00',
      '11-20-2026',
      '2026-11-20T25:00:00Z',
      'soon',
      '1764579600',
    ].map((time): [string, string, string, string] => [
      'library',
      header,
      `00000001,${time},visit,1`,
      'occurred_at must be an ISO 8601 time, such as 2026-10-05T09:00:00Z',
    ]),
    ['printing', 'student_id,occurred_at,pages', '00000001,2026-11-20T09:00:00Z,', 'pages is empty'],
    [
      'attendance',
      'student_id,session_id,starts_at,status',
      '00000001,A1,2026-11-20T09:00:00Z,ill',
      'status must be one of present, late, authorised-absence, absent',
    ],
    [
      'activity-day',
      'student_id,day,source,event,count',
      '00000001,2026-11-25,library,visit,1',
      'day must not lie in the future',
    ],
    [
      'activity-day',
      'student_id,day,source,event,count',
      '00000001,2026-11-20,library,page-view,1',
      'event must be an event of its source',
    ],
    [
      'students',
      studentColumns,
      studentRow('1', { start_date: '2026-02-30' }),
      'start_date must be a date, YYYY-MM-DD',
    ],
    [
      'students',
      studentColumns,
      studentRow('1', { start_date: '21/09/2026' }),
      'start_date must be a date, YYYY-MM-DD',
    ],
    [
      'students',
      studentColumns,
      studentRow('1', { end_date: '2026-09-01' }),
      'end_date must not lie before start_date',
    ],
    ['students', studentColumns, studentRow('1', { level: '9' }), 'level must be a whole number from 3 to 8'],
    [
      'students',
      studentColumns,
      studentRow('1', { programme_code: 'COM' }),
      'programme_code names no known programme',
    ],
    ['students', studentColumns, studentRow('1', { given_name: '' }), 'given_name is empty'],
    [
      'organisation',
      'unit_code,kind,name,parent_code',
      'S,school,History,',
      'parent_code must name the school of a programme and the faculty of a school',
    ],
    [
      'organisation',
      'unit_code,kind,name,parent_code',
      'S,school,History,NOWHERE',
      'parent_code must name a unit of the same file',
    ],
    [
      'calendar',
      'start_date,end_date,kind',
      '2026-09-21,2026-09-21,teaching',
      'end_date must lie after start_date',
    ],
    [
      'identities',
      'student_id,system,external_id',
      '00000001,gym,x',
      'system must be one of canvas, login, library, printing, attendance',
    ],
    ...[
      ['X9,elt,,,,2026-09-21', 'staff_id names no known staff'],
      ['T1,personal-tutor,,,,2026-09-21', 'student_id must name the tutee of a personal tutor'],
      ['T1,level-tutor,CSC,,,2026-09-21', 'level must be given for a level tutor'],
      ['T1,project-staff,,,,2026-09-21', 'scope_code must name the project'],
      ['T1,programme-leader,COM,,,2026-09-21', 'scope_code must name a known programme for this role'],
      ['T1,director-of-school,CSC,,,2026-09-21', 'scope_code must name a known school for this role'],
      ['T1,faculty-admin,,,,2026-09-21', 'scope_code must name a known faculty for this role'],
    ].map(([row = '', reason = '']): [string, string, string, string] => [
      'assignments',
      'staff_id,role,scope_code,level,student_id,start_date',
      row,
      reason,
    ]),
  ])('%s: %#', async (feed, columns, row, reason) => {
    const report = await files.load(feed, lines(columns, row))
    expect(report).toMatchObject({ rows: 1, accepted: 0, rejected: 1, reasons: [{ reason, rows: 1 }] })
    expect(report.rejects).toMatchObject([{ file: `${feed}.csv`, line: 2, record: 1 }])
  })

  it('is kept with its line, column and reason, without the value', async () => {
    const report = await files.load('library', lines(header, good, 'secret-id,2026-11-20T09:00:00Z,visit,1'))
    expect(report.rejects).toHaveLength(1)
    const kept = await stored()
    expect(kept).toMatchObject([
      {
        file_name: 'library.csv',
        line: 3,
        record: 2,
        column_name: 'student_id',
        reason: 'student_id names no known student',
      },
    ])
    expect(JSON.stringify(kept)).not.toContain('secret-id')
  })

  it('is counted by reason, the most frequent first', async () => {
    const unknown = '99999999,2026-11-20T09:00:00Z,visit,1'
    const report = await files.load(
      'library',
      lines(header, '1,x,visit,1'.replace('1', '00000001'), unknown, unknown),
    )
    expect(report.reasons.map(({ rows }) => rows)).toEqual([2, 1])
  })

  it('is told apart between the files of one snapshot, even of the same name', async () => {
    const columns = 'unit_code,kind,name,parent_code'
    const [first, second] = [
      files.write('first.csv', lines(columns, 'F,faculty,Arts,', 'G,college,x,')),
      files.write('second.csv', lines(columns, 'H,college,x,', 'S,school,History,F')),
    ]
    const [report] = await ingest(store(), feedNamed('organisation'), [first, second], { clock })
    expect(report?.rejects.map(({ file, line }) => [file, line])).toEqual([
      ['first.csv', 3],
      ['second.csv', 2],
    ])
  })
})
