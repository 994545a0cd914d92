import { addDays } from '../../../data/domain/day'
import { lines, useFeedFiles } from '../../support/feed-files'
import { writeAs } from '../../support/table-files'
import { studentIds, studentRow, students, useUniversity } from '../../support/university'

const store = useUniversity()
const files = useFeedFiles(store)

const unknown = 5_000
const sessions = 12_000

/** Rows of nobody known first, then every event twice: absent, and corrected further down. Several row groups long. */
function attendance(): string {
  const row = (student: string, index: number, status: string): string =>
    `${student},E${index},${addDays('2026-09-21', index % 60)}T09:00:00Z,${status}`
  const all = (status: string): string[] =>
    studentIds(1, 6).flatMap((student) =>
      Array.from({ length: sessions }, (_, index) => row(student, index, status)),
    )
  return [
    'student_id,session_id,starts_at,status',
    ...Array.from({ length: unknown }, (_, index) => row('nobody', index, 'present')),
    ...all('absent'),
    ...all('present'),
    '',
  ].join('\n')
}

it.each(['csv', 'parquet', 'jsonl'] as const)(
  'the places of rows are told, and later rows win, in a long %s file',
  async (format) => {
    const csv = attendance()
    const file = format === 'csv' ? files.write('long.csv', csv) : await writeAs(format, 'long', csv, files)
    const { accepted, rejects } = await files.loadFile('attendance', file)
    expect(accepted).toBe(12 * sessions)
    const records = rejects.map(({ record }) => record)
    expect([records.length, records[0], records.at(-1)]).toEqual([unknown, 1, unknown])
    const held = await store()
      .db.selectFrom('attendance')
      .select(({ fn }) => ['status', fn.countAll<number>().as('rows')])
      .groupBy('status')
      .execute()
    expect(held).toEqual([{ status: 'present', rows: 6 * sessions }])
  },
  120_000,
)

it('a row rejected before, given another chance, does not undo what has come since', async () => {
  const monday = lines('student_id,session_id,starts_at,status', '00000090,E1,2026-11-16T09:00:00Z,absent')
  await files.load('attendance', monday)
  await files.load('students', `${students}${studentRow('00000090')}\n`)
  const corrected = monday.replace('absent', 'authorised-absence')
  await files.loadFile('attendance', files.write('tuesday.csv', corrected))
  await files.load('attendance', monday)
  const held = await store().db.selectFrom('attendance').select('status').execute()
  expect(held).toEqual([{ status: 'authorised-absence' }])
})
