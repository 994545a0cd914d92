import type { IngestOptions, LoadReport } from '../../../data/feeds/ingest'
import { lines, useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'
import {
  assignments,
  calendar,
  organisation,
  staff,
  studentRow,
  students,
} from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const rowsOf = (content: string): string[] => content.trimEnd().split('\n')
const assignmentHeader = rowsOf(assignments)[0] ?? ''
const calendarHeader = rowsOf(calendar)[0] ?? ''

/** The row keys of assignments that have not ended. */
async function liveAssignments(): Promise<string[]> {
  const rows = await store()
    .db.selectFrom('assignment')
    .select('row_key')
    .where('gone_on', 'is', null)
    .orderBy('row_key')
    .execute()
  return rows.map(({ row_key }) => row_key)
}

const loadAssignments = (...rows: string[]): Promise<LoadReport> =>
  files.load('assignments', lines(assignmentHeader, ...rows))

const tutor = 'T1,level-tutor,CSC,4,,2026-09-21'
const tutorKey = 'T1|level-tutor|CSC|4||2026-09-21'
const leader = 'L1,programme-leader,CSC,,,2026-09-21'
const leaderKey = 'L1|programme-leader|CSC|||2026-09-21'

describe('a row whose key is told, and which is wrong otherwise, is not ended', () => {
  it.each([
    ['as it is', `${tutor},soon`],
    ['with a level of two digits', 'T1,level-tutor,CSC,04,,2026-09-21,soon'],
    ['with spaces around values', ' T1 , level-tutor , CSC , 4 , , 2026-09-21 ,soon'],
  ])('written %s', async (_, row) => {
    await loadAssignments(`${tutor},`, `${leader},`)
    const report = await loadAssignments(row)
    expect(report).toMatchObject({ accepted: 0, rejected: 1, reasons: [{ rows: 1 }] })
    expect(report.spared).toBeUndefined()
    expect(await liveAssignments()).toEqual([tutorKey])
  })

  it('with a day first', async () => {
    await loadAssignments(`${tutor},`, `${leader},`)
    const content = lines(assignmentHeader, 'T1,level-tutor,CSC,4,,21/9/2026,soon')
    await files.load('assignments', content, { dates: 'day-first' })
    expect(await liveAssignments()).toEqual([tutorKey])
  })

  it('of a calendar, with a level of two digits', async () => {
    const reading = '2026-11-02,2026-11-09,reading,CSC,4,'
    await files.load('calendar', lines(calendarHeader, reading, ...rowsOf(calendar).slice(1)))
    const wrong = '2026-11-02,2026-11-01,reading,CSC,04,'
    expect(
      await files.load('calendar', lines(calendarHeader, wrong, ...rowsOf(calendar).slice(1))),
    ).toMatchObject({ accepted: 3, rejected: 1 })
    const gone = await store()
      .db.selectFrom('calendar_period')
      .select('row_key')
      .where('gone_on', 'is not', null)
      .execute()
    expect(gone).toEqual([])
  })
})

describe('where another system’s identifiers name students', () => {
  const identified: Partial<IngestOptions> = { identifiedBy: 'canvas' }
  const tutee = (id: string, end = ''): string => `T1,personal-tutor,,,${id},2026-09-21,${end}`
  const load = (...rows: string[]): Promise<LoadReport> =>
    files.load('assignments', lines(assignmentHeader, ...rows), identified)
  const keyOf = (id: string): string => `T1|personal-tutor|||${id}|2026-09-21`

  beforeEach(async () => {
    await files.load(
      'identities',
      lines('student_id,system,external_id', '00000001,canvas,c-1', '00000002,canvas,c-2'),
    )
    await load(tutee('c-1'), tutee('c-2'), `${leader},`)
  })

  it('a rejected row is about the student whom its identifier names', async () => {
    const report = await load(tutee('c-1', 'soon'))
    expect(report.spared).toBeUndefined()
    expect(await liveAssignments()).toEqual([keyOf('00000001')])
  })

  it('one that names nobody may be about any of that tutor’s students', async () => {
    expect(await load(tutee('c-9'))).toMatchObject({ rejected: 1, spared: 2 })
    expect(await liveAssignments()).toEqual([keyOf('00000001'), keyOf('00000002')])
  })

  it('the same file is loaded again once other identities are held', async () => {
    const content = lines(assignmentHeader, tutee('c-1'))
    await files.load('assignments', content, identified)
    expect(await files.load('assignments', content, identified)).toMatchObject({ unchanged: true })
    await files.load('identities', lines('student_id,system,external_id', '00000003,canvas,c-1'))
    expect(await files.load('assignments', content, identified)).toMatchObject({ unchanged: false })
    expect(await liveAssignments()).toEqual([keyOf('00000003')])
  })
})

describe('a row of whose key a part cannot be told keeps all that agree with the rest', () => {
  const held = [
    `${tutor},`,
    'T1,level-tutor,SEN,4,,2026-09-21,',
    'T1,level-tutor,CSC,5,,2026-09-21,',
    `${leader},`,
  ]
  const [csc4, csc5, sen4] = [
    tutorKey,
    'T1|level-tutor|CSC|5||2026-09-21',
    'T1|level-tutor|SEN|4||2026-09-21',
  ]

  it.each([
    ['a date', 'T1,level-tutor,CSC,4,, 2026-9-21,', [csc4]],
    ['a level', 'T1,level-tutor,CSC,four,,2026-09-21,', [csc4, csc5]],
    ['a level and a date', 'T1,level-tutor,CSC,0,,soon,', [csc4, csc5]],
    ['a role', 'L1,Programme Leader,CSC,,,2026-09-21,', [leaderKey]],
    ['a scope', 'T1,level-tutor,CSC\u200B,4,,2026-09-21,', [csc4, sen4]],
    ['an empty name', ',level-tutor,CSC,4,,2026-09-21,', [csc4]],
    ['a name that cannot be one', 'T1\u200B,level-tutor,CSC,4,,2026-09-21,', [csc4]],
  ])('%s', async (_, row, kept) => {
    await loadAssignments(...held)
    expect(await loadAssignments(row)).toMatchObject({ accepted: 0, rejected: 1, spared: kept.length })
    expect(await liveAssignments()).toEqual(kept)
  })

  it.each([
    ['a well-written identifier that nobody has is nobody’s', 'T9,level-tutor,CSC,4,,2026-09-21,'],
    ['a row with nothing in it is none', ',,,,,,'],
  ])('%s', async (_, row) => {
    await loadAssignments(...held)
    const report = await loadAssignments(`${leader},`, row)
    expect(report).toMatchObject({ accepted: 1, rejected: 1 })
    expect(report.spared).toBeUndefined()
    expect(await liveAssignments()).toEqual([leaderKey])
  })

  it('and those that it keeps count towards none too many', async () => {
    await loadAssignments(...held)
    const options = { allowRemovals: false }
    const load = (...rows: string[]): Promise<LoadReport> =>
      files.load('assignments', lines(assignmentHeader, ...rows), options)
    await expect(load('X1,level-tutor,CSC,4,,2026-09-21,')).rejects.toMatchObject({
      code: 'too-many-removals',
    })
    await expect(load('T1,level-tutor,CSC,four,,2026-09-21,')).resolves.toMatchObject({ spared: 2 })
  })
})

describe.each([
  ['students', 'student', students, studentRow('', { programme_code: 'CSC' })],
  ['students', 'student', students, studentRow('0000\u200B0001')],
  ['staff', 'staff', staff, ',Tess,Tutor,t1@university.example,'],
  ['organisation', 'unit', organisation, ',programme,Computer Science,COM'],
] as const)('a row of %s', (feed, table, content, row) => {
  it('without a key that can be told ends nothing', async () => {
    const [header = '', first = ''] = rowsOf(content)
    const before = rowsOf(content).length - 2
    expect(await files.load(feed, lines(header, first, row))).toMatchObject({
      accepted: 1,
      rejected: 1,
      spared: before,
    })
    const gone = await store()
      .db.selectFrom(table)
      .select('gone_on')
      .where('gone_on', 'is not', null)
      .execute()
    expect(gone).toEqual([])
  })
})

it('a line that is no row ends nothing, and the load says how many that are', async () => {
  const [header = '', first = ''] = rowsOf(students)
  const report = await files.load('students', `${lines(header, first)}2,"Never closed\n`)
  expect(report).toMatchObject({ accepted: 1, rejected: 1, spared: rowsOf(students).length - 2 })
})
