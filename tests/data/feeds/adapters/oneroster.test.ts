import { mkdtempSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ingest, type IngestOptions } from '../../../../data/feeds/ingest'
import { feedNamed, lines } from '../../../support/feed-files'
import { clock, temporaryFolder } from '../../../support/store'
import { tableContents } from '../../../support/table-contents'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const folder = temporaryFolder()

const usersHeader =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password'
const user = (
  id: string,
  role: string,
  orgs: string,
  given: { enabled?: string; status?: string; identifier?: string } = {},
) =>
  `${id},${given.status ?? ''},,${given.enabled ?? 'true'},"${orgs}",${role},u${id},,Robin,"Example, ${id}",,${given.identifier ?? ''},${id}@uni.example,07700900001,,,,`

const exported = {
  'manifest.csv': lines('propertyName,value', 'oneroster.version,1.1', 'file.users,bulk', 'file.orgs,bulk'),
  'orgs.csv': lines(
    'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
    'UNI,,,Northbridge,national,,',
    'SCI,,,Science,district,,UNI',
    'COM,,,"Computing, and more",school,,SCI',
    'CSC,,,Computer Science,department,,COM',
    'SEN,,,Software Engineering,department,,COM',
  ),
  'users.csv': lines(
    usersHeader,
    user('0001', 'student', 'COM, CSC'),
    user('0002', 'Student', 'SEN'),
    user('0003', 'student', 'CSC', { enabled: 'false' }),
    user('T1', 'teacher', 'COM'),
    user('A1', 'administrator', 'UNI'),
    user('P1', 'parent', 'COM'),
  ),
  'enrollments.csv': lines(
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
    'E1,,,K1,COM,0001,student,,2026-10-05,',
    'E2,,,K2,COM,0001,student,,2026-09-21,',
    'E3,,,K1,COM,0002,student,,2025-09-22,',
  ),
  'academicSessions.csv': lines(
    'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
    'Y,,,2026/27,schoolYear,2026-09-21,2027-07-01,,2027',
    'S1,,,Semester 1,semester,2026-09-21,2027-01-30,Y,2027',
    'A,,,Autumn,term,2026-09-21,2026-12-12,S1,2027',
    'J,,,January,term,2027-01-11,2027-01-30,S1,2027',
    'S2,,,Semester 2,semester,2027-02-08,2027-05-29,Y,2027',
    'G,,,Marks,gradingPeriod,2027-05-29,2027-06-05,S2,2027',
  ),
  'demographics.csv': lines('sourcedId,birthDate,sex', '0001,2006-01-01,female'),
}

/** Writes an export into a directory of its own. */
function directory(changed: Record<string, string | undefined> = {}): string {
  const into = mkdtempSync(path.join(folder, 'roster-'))
  const contents: Record<string, string | undefined> = { ...exported, ...changed }
  for (const [name, content] of Object.entries(contents))
    if (content !== undefined) writeFileSync(path.join(into, name), content)
  return into
}

const load = (feed: string, names: string | string[], options: Partial<IngestOptions> = {}) =>
  ingest(store(), feedNamed(feed), [names].flat(), {
    clock,
    format: 'oneroster',
    allowRemovals: true,
    ...options,
  })
const set = { level: '4', mode: 'full-time' }
const live = async (
  table: 'unit' | 'student' | 'staff' | 'calendar_period',
): Promise<Record<string, unknown>[]> => {
  const rows = await store().db.selectFrom(table).selectAll().where('gone_on', 'is', null).execute()
  return rows.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

it('fills the organisation, leaving out what is above a faculty', async () => {
  const from = directory()
  expect(await load('organisation', from)).toMatchObject([
    { rows: 5, accepted: 4, rejected: 0, files: ['orgs.csv'] },
  ])
  expect(
    (await live('unit'))
      .map(({ unit_code, kind, name, parent_code }) => [unit_code, kind, name, parent_code])
      .sort(),
  ).toEqual([
    ['COM', 'school', 'Computing, and more', 'SCI'],
    ['CSC', 'programme', 'Computer Science', 'COM'],
    ['SCI', 'faculty', 'Science', null],
    ['SEN', 'programme', 'Software Engineering', 'COM'],
  ])
  const before = await tableContents(store())
  expect(await load('organisation', from)).toMatchObject([{ unchanged: true }])
  expect(await tableContents(store())).toEqual(before)
})

describe('students', () => {
  it('are the enabled users with that role; what OneRoster lacks is said by the operator', async () => {
    const reports = await load('students', directory(), { set })
    expect(reports).toMatchObject([
      { rows: 6, accepted: 2, rejected: 0, files: ['users.csv', 'orgs.csv', 'enrollments.csv'] },
    ])
    expect(reports[0]?.leftOut).toMatch(/^users who are no students/u)
    expect(await live('student')).toMatchObject([
      {
        student_id: '0001',
        given_name: 'Robin',
        family_name: 'Example, 0001',
        email: '0001@uni.example',
        mobile: '07700900001',
        programme_code: 'CSC',
        level: 4,
        mode: 'full-time',
        status: 'active',
        start_date: '2026-09-21',
      },
      { student_id: '0002', programme_code: 'SEN', start_date: '2025-09-22' },
    ])
  })

  it('are loaded again when any of their files has changed', async () => {
    const from = directory()
    await load('students', from, { set })
    expect(await load('students', from, { set })).toMatchObject([{ unchanged: true }])
    writeFileSync(
      path.join(from, 'enrollments.csv'),
      exported['enrollments.csv'].replace('2025-09-22', '2026-01-12'),
    )
    expect(await load('students', from, { set })).toMatchObject([{ unchanged: false }])
    expect(await live('student')).toMatchObject([{}, { start_date: '2026-01-12' }])
  })

  it('may say level, mode and more in columns of the sender’s own', async () => {
    const users = lines(
      `${usersHeader},metadata.level,metadata.mode,metadata.status,metadata.programme_code,metadata.start_date`,
      `${user('0001', 'student', 'COM')},5,part-time,interrupted,SEN,2024-09-23`,
      `${user('0002', 'student', 'CSC')},,full-time,active,CSC,2026-09-21`,
    )
    const from = directory({ 'users.csv': users, 'enrollments.csv': undefined })
    const [report] = await load('students', from)
    expect(report).toMatchObject({
      accepted: 1,
      rejects: [{ line: 3, column: 'level', reason: 'level is empty' }],
    })
    expect(await live('student')).toMatchObject([
      {
        student_id: '0001',
        level: 5,
        mode: 'part-time',
        status: 'interrupted',
        programme_code: 'SEN',
        start_date: '2024-09-23',
      },
    ])
  })

  it('in two departments, or none, are rejected: nobody guesses', async () => {
    const users = lines(usersHeader, user('0001', 'student', 'CSC,SEN'), user('0002', 'student', 'COM'))
    const [report] = await load('students', directory({ 'users.csv': users }), { set })
    expect(report?.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'programme_code names no known programme'],
      [3, 'programme_code is empty'],
    ])
  })

  it('go by their identifier where all have one, and are refused where only some have', async () => {
    const all = lines(
      usersHeader,
      user('g-1', 'student', 'CSC', { identifier: '0041' }),
      user('T1', 'teacher', 'COM'),
    )
    const enrollments = exported['enrollments.csv'].replace('0001', 'g-1')
    await load('students', directory({ 'users.csv': all, 'enrollments.csv': enrollments }), { set })
    expect(await live('student')).toMatchObject([{ student_id: '0041' }])
    const some = `${all}${user('g-2', 'student', 'CSC')}\n`
    await expect(load('students', directory({ 'users.csv': some }), { set })).rejects.toThrow(
      'users.csv gives an identifier for 1 of 2 users: the student_id is the identifier of all or, without any, their sourcedId. Nothing was loaded.',
    )
  })

  it.each<[string, Record<string, string | undefined>, Record<string, string>, RegExp]>([
    [
      'a level',
      {},
      { mode: 'full-time' },
      /^OneRoster does not tell the level of a student: add a column metadata\.level .* or say --set level=…/u,
    ],
    ['a mode', {}, { level: '4' }, /^OneRoster does not tell the mode of a student/u],
    [
      'a start',
      { 'enrollments.csv': undefined },
      set,
      /^OneRoster does not tell the start_date of a student/u,
    ],
    [
      'units',
      { 'orgs.csv': undefined },
      set,
      /^There is no orgs\.csv: name the directory of the export, or that file too\. Nothing/u,
    ],
    ['users', { 'users.csv': undefined }, set, /^There is no users\.csv/u],
    [
      'a column',
      { 'users.csv': 'sourcedId,role\n1,student\n' },
      set,
      /^users\.csv has no column enableduser, .* which OneRoster 1\.1 has/u,
    ],
  ])('are refused without %s', async (_, changed, said, message) => {
    const before = await tableContents(store())
    await expect(load('students', directory(changed), { set: said })).rejects.toThrow(message)
    expect(await tableContents(store())).toEqual(before)
  })

  it.each([
    ['by its manifest', { 'manifest.csv': lines('propertyName,value', 'file.users,delta') }],
    [
      'by a row',
      { 'users.csv': lines(usersHeader, user('0001', 'student', 'CSC', { status: 'tobedeleted' })) },
    ],
  ])('are refused from a delta, told %s', async (_, changed) => {
    await expect(load('students', directory(changed), { set })).rejects.toThrow(
      'users.csv is a delta, changes alone: a snapshot is the whole, so export it in bulk. Nothing was loaded.',
    )
  })
})

it('fills staff from the roles that work there', async () => {
  expect(await load('staff', directory())).toMatchObject([{ rows: 6, accepted: 2, rejected: 0 }])
  expect((await live('staff')).map((row) => [row.staff_id, row.email])).toEqual([
    ['A1', 'a1@uni.example'],
    ['T1', 't1@uni.example'],
  ])
})

it('fills the calendar with the finest terms, so that gaps between them are no teaching', async () => {
  expect(await load('calendar', directory())).toMatchObject([{ rows: 6, accepted: 3, rejected: 0 }])
  expect(
    (await live('calendar_period')).map((row) => [row.start_date, row.end_date, row.kind, row.label]).sort(),
  ).toEqual([
    ['2026-09-21', '2026-12-12', 'teaching', 'Autumn'],
    ['2027-01-11', '2027-01-30', 'teaching', 'January'],
    ['2027-02-08', '2027-05-29', 'teaching', 'Semester 2'],
  ])
})

it('takes its files by name too', async () => {
  const from = directory()
  const names = ['users.csv', 'orgs.csv', 'enrollments.csv'].map((name) => path.join(from, name))
  expect(await load('students', names, { set })).toMatchObject([{ accepted: 2 }])
})

it.each(['assignments', 'attendance', 'canvas'])('does not fill %s', async (feed) => {
  await expect(load(feed, directory())).rejects.toThrow(
    `--format oneroster fills organisation, students, staff, calendar, not ${feed}: OneRoster tells who teaches a class, not who is a personal tutor or leads a programme, nor what students do. Nothing was loaded.`,
  )
})
