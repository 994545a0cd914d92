import { ingest } from '../../../data/feeds/ingest'
import { feedNamed, lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { studentColumns, studentRow, students } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const goneOn = async (id: string) => {
  const row = await store()
    .db.selectFrom('student')
    .select('gone_on')
    .where('student_id', '=', id)
    .executeTakeFirst()
  return row?.gone_on
}
const without = (id: string) =>
  lines(
    ...students
      .trimEnd()
      .split('\n')
      .filter((row) => !row.startsWith(id)),
  )
const later = { clock: () => new Date('2026-11-26T09:00:00Z') }

describe('a snapshot', () => {
  it('ends a row that is gone, on the day of the load, and keeps it', async () => {
    await files.load('students', without('00000005'))
    expect(await goneOn('00000005')).toBe('2026-11-24')
    await files.load('students', without('00000006'), later)
    expect(await goneOn('00000006')).toBe('2026-11-26')
  })

  it('leaves the day on which a row went when it is still gone', async () => {
    await files.load('students', without('00000005'))
    const shorter = lines(...without('00000005').trimEnd().split('\n').slice(0, -1))
    await files.load('students', shorter, later)
    expect(await goneOn('00000005')).toBe('2026-11-24')
  })

  it('takes a row that is back, and an earlier file anew', async () => {
    await files.load('students', without('00000005'))
    expect(await files.load('students', students)).toMatchObject({ unchanged: false })
    expect(await goneOn('00000005')).toBeNull()
  })

  it('replaces what has changed', async () => {
    await files.load('students', students.replace('Example01', 'Changed').replace('+447009000001', ''))
    const row = await store()
      .db.selectFrom('student')
      .selectAll()
      .where('student_id', '=', '00000001')
      .executeTakeFirst()
    expect(row).toMatchObject({ family_name: 'Changed', mobile: null, gone_on: null })
  })

  it('takes the last of two rows with one key, also across files', async () => {
    const first = files.write(
      'a.csv',
      lines(
        studentColumns,
        studentRow('1'),
        studentRow('2', { level: '5' }),
        studentRow('1', { level: '6' }),
      ),
    )
    const second = files.write('b.csv', lines(studentColumns, studentRow('2', { level: '7' })))
    const reports = await ingest(store(), feedNamed('students'), [first, second], {
      clock,
      allowRemovals: true,
    })
    expect(reports).toMatchObject([{ files: ['a.csv', 'b.csv'], rows: 4, accepted: 4 }])
    const known = await store()
      .db.selectFrom('student')
      .select(['student_id', 'level'])
      .orderBy('student_id')
      .where('gone_on', 'is', null)
      .execute()
    expect(known).toEqual([
      { student_id: '1', level: 6 },
      { student_id: '2', level: 7 },
    ])
  })

  it('with rejects, loaded again, changes nothing either', async () => {
    const content = `${students}${studentRow('99', { level: '2' })}\n`
    expect(await files.load('students', content)).toMatchObject({
      accepted: 30,
      rejected: 1,
      unchanged: false,
    })
    const before = await tableContents(store())
    expect(await files.load('students', content)).toMatchObject({
      accepted: 30,
      rejected: 1,
      unchanged: true,
    })
    expect(await tableContents(store())).toEqual(before)
  })

  it('with a reject that names a unit which has come since takes it', async () => {
    const content = `${students}${studentRow('99', { programme_code: 'NEW' })}\n`
    expect(await files.load('students', content)).toMatchObject({ accepted: 30, rejected: 1 })
    const units = lines(
      'unit_code,kind,name,parent_code',
      'SCI,faculty,S,',
      'COM,school,C,SCI',
      'NEW,programme,N,COM',
    )
    await files.load('organisation', units)
    expect(await files.load('students', content)).toMatchObject({
      accepted: 31,
      rejected: 0,
      unchanged: false,
    })
    expect(await goneOn('99')).toBeNull()
  })

  it('of units rejects those whose parent was rejected', async () => {
    const content = lines(
      'unit_code,kind,name,parent_code',
      'NEW,faculty,,',
      'NEW-S,school,School,NEW',
      'NEW-P,programme,Programme,NEW-S',
      'SCI,faculty,Science,',
    )
    const report = await files.load('organisation', content)
    expect(report.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'name is empty'],
      [3, 'parent_code must name a unit of the same file'],
      [4, 'parent_code must name a unit of the same file'],
    ])
  })
})

describe('a snapshot that looks wrong', () => {
  test('is refused whole when it would end more than a tenth, unless that is allowed', async () => {
    const one = files.write('one.csv', lines(studentColumns, studentRow('1')))
    const load = (allowRemovals: boolean): Promise<unknown> =>
      ingest(store(), feedNamed('students'), [one], { clock, allowRemovals })
    await expect(load(false)).rejects.toThrow(
      'would end 30 of 31 students (96.8 %), more than 10 %: nothing was loaded',
    )
    expect(
      await store().db.selectFrom('student').select('student_id').where('gone_on', 'is not', null).execute(),
    ).toEqual([])
    await expect(load(true)).resolves.toMatchObject([{ accepted: 1 }])
  })

  test('ends no row that it holds but gets wrong', async () => {
    const [kept, wrong] = [studentRow('1'), studentRow('2')]
    await files.load('students', lines(studentColumns, kept, wrong))
    await files.load('students', lines(studentColumns, kept, studentRow('2', { level: '9' })))
    const live = await store()
      .db.selectFrom('student')
      .select('student_id')
      .where('gone_on', 'is', null)
      .execute()
    expect(live.map(({ student_id }) => student_id)).toEqual(expect.arrayContaining(['1', '2']))
  })

  test('ends nothing when a line of it is no row: the missing ones may be inside', async () => {
    await files.load('students', lines(studentColumns, studentRow('1'), studentRow('2')))
    await files.load('students', `${lines(studentColumns, studentRow('1'))}2,"Never closed\n`)
    const live = await store()
      .db.selectFrom('student')
      .select('student_id')
      .where('gone_on', 'is', null)
      .execute()
    expect(live.map(({ student_id }) => student_id)).toEqual(expect.arrayContaining(['1', '2']))
  })
})
