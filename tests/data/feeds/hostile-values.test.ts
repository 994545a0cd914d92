import { ingest } from '../../../data/feeds/ingest'
import { findStaff } from '../../../data/queries/staff'
import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { scoreWeeks } from '../../../data/scoring/run'
import { feedNamed, lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { studentColumns, studentRow } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

/** What engines would take differently, or not at all, is a reject with its line, or has one meaning for all. */
describe('values that engines disagree on', () => {
  it.each([
    ['given_name', 'N\u0000ul'],
    ['given_name', 'a\u0001b'],
    ['given_name', 'turned\u202Earound'],
    ['family_name', 'x'.repeat(201)],
    ['family_name', '🙂'.repeat(101)],
    ['email', `${'e'.repeat(320)}@x`],
    ['student_id', '9'.repeat(65)],
    ['student_id', '0000\u200B9999'],
    ['student_id', '0000\u00AD9999'],
  ])('a student’s %s %j is rejected', async (column, value) => {
    const row = studentRow('00009999', { [column]: value })
    const report = await files.load('students', lines(studentColumns, row))
    expect(report).toMatchObject({ accepted: 0, rejected: 1 })
    expect(report.rejects).toMatchObject([{ line: 2, column }])
  })

  it('names of 200 characters and emoji are kept as they are', async () => {
    const given = { given_name: `Zoë ${'🙂'.repeat(98)}`, family_name: 'Ng’ang’a-Ünal' }
    await files.load('students', lines(studentColumns, studentRow('00009999', given)))
    const held = await store()
      .db.selectFrom('student')
      .select(['given_name', 'family_name'])
      .where('student_id', '=', '00009999')
      .executeTakeFirst()
    expect(held).toEqual(given)
  })

  it('submissions of the same millisecond are added up', async () => {
    const canvas = (...rows: string[]) =>
      lines('student_id,occurred_at,event,count,course_code,due_at', ...rows)
    const report = await files.load(
      'canvas',
      canvas(
        '00000001,2026-11-16T09:00:00.1234Z,submission,1,C1,',
        '00000001,2026-11-16T09:00:00.1237Z,submission,2,C1,',
      ),
    )
    expect(report).toMatchObject({ accepted: 2, rejected: 0 })
    const held = await store().db.selectFrom('submission').select(['submitted_at', 'count']).execute()
    expect(held).toEqual([{ submitted_at: '2026-11-16T09:00:00.123Z', count: 3 }])
  })

  it('amounts beyond 32 bits are loaded and scored', async () => {
    const views = Array.from({ length: 25_000 }, (_, index) => {
      const at = new Date(Date.UTC(2026, 10, 16, 9) + index).toISOString()
      return `00000001,${at},page-view,100000`
    })
    await files.load('canvas', lines('student_id,occurred_at,event,count', ...views))
    expect(await store().db.selectFrom('activity_day').select('amount').execute()).toEqual([
      { amount: 2_500_000_000 },
    ])
    await scoreWeeks(store(), { clock, configuration })
    expect((await store().db.selectFrom('score_week').select('student_id').execute()).length).toBeGreaterThan(
      0,
    )
  })

  it('a date long before the calendar makes no weeks', async () => {
    await files.load('students', lines(studentColumns, studentRow('00000001', { start_date: '1900-01-01' })))
    await files.load(
      'attendance',
      lines(
        'student_id,session_id,starts_at,status',
        '00000001,a,1900-01-01T09:00:00,present',
        '00000001,b,2026-11-16T09:00:00,present',
      ),
    )
    const weeks = await scoreWeeks(store(), { clock, configuration })
    expect(weeks[0]?.weekStart).toBe('2026-09-21')
  })
})

describe('a file', () => {
  it.each([
    [
      'a line break inside a value and another between lines',
      'student_id,occurred_at,event\r\n"00000\r001",2026-11-16T09:00:00Z,visit\n',
    ],
    [
      'lines that end in different ways',
      'student_id,occurred_at,event\r\n00000001,2026-11-16T09:00:00Z,visit\n00000002,2026-11-16T09:00:00Z,visit\r\n',
    ],
  ])('with %s is read, or refused by its name and in our own words', async (_, content) => {
    const loading = files.load('library', content)
    const outcome = await loading.then(
      ({ accepted, rejected }) => ({ rows: accepted + rejected > 0 }),
      (error: unknown) => ({ code: (error as { code: string }).code, message: (error as Error).message }),
    )
    if ('rows' in outcome) expect(outcome.rows).toBe(true)
    else {
      expect(outcome).toMatchObject({
        code: 'feed-unreadable',
        message: expect.stringMatching(/^library\.csv cannot be read as CSV/u) as string,
      })
      expect(outcome.message).not.toContain('00000001')
    }
  })

  it('named twice is refused', async () => {
    const file = files.write('twice.csv', lines(studentColumns, studentRow('00000001')))
    await expect(ingest(store(), feedNamed('students'), [file, file], { clock })).rejects.toMatchObject({
      code: 'feed-unreadable',
      message: 'twice.csv is named twice. Nothing was loaded.',
    })
  })

  it('loaded by two at the same time is recorded once', async () => {
    const file = files.write(
      'same.csv',
      lines('student_id,occurred_at,event', '00000001,2026-11-16T09:00:00Z,visit'),
    )
    const loads = [1, 2, 3].map(() => ingest(store(), feedNamed('library'), [file], { clock }))
    const reports = (await Promise.all(loads)).flat()
    expect(reports.map(({ unchanged }) => unchanged).sort()).toEqual([false, true, true])
    expect(
      await store().db.selectFrom('feed_load').select('load_id').where('feed', '=', 'library').execute(),
    ).toHaveLength(1)
  })
})

it('a name to sign in with is the same in any case, and nothing that only looks like it', async () => {
  await files.load(
    'staff',
    lines(
      'staff_id,given_name,family_name,email,entra_object_id',
      'T1,Tess,Tutor,Tess.Renée@Uni.example,AAAA-BBBB',
    ),
  )
  const found = async (key: string) => (await findStaff(store(), { idOrEmail: key }))?.staff_id
  for (const same of ['tess.renée@uni.example', 'TESS.RENÉE@UNI.EXAMPLE', ' Tess.Renée@uni.example '])
    expect(await found(same)).toBe('T1')
  for (const other of [
    'tess.renee@uni.example',
    'ｔess.renée@uni.example',
    'tess.renée\u200B@uni.example',
    '',
    ' ',
    't1',
  ]) {
    expect(await found(other)).toBeUndefined()
  }
  expect((await findStaff(store(), { entraObjectId: 'aaaa-bbbb' }))?.staff_id).toBe('T1')
  for (const other of ['', 'aaaa-bbbb\u200B', 'ａaaa-bbbb'])
    expect(await findStaff(store(), { entraObjectId: other })).toBeUndefined()
})
