import { addDays } from '../../../data/domain/day'
import { useFeedFiles } from '../../support/feed-files'
import { writeAs } from '../../support/table-files'
import { useUniversity } from '../../support/university'
import { studentIds } from '../../support/university-feeds'

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

it('the places of rows are told in a file that several threads read at a time', async () => {
  const [rows, every] = [300_000, 1_009]
  const days = Array.from({ length: 60 }, (_, index) => addDays('2026-09-21', index))
  const row = (_: unknown, index: number): string =>
    `${index % every === 0 ? 'nobody' : '00000001'},${days[index % 60] ?? ''}T09:00:00Z,visit`
  const text = ['student_id,occurred_at,event', ...Array.from({ length: rows }, row), ''].join('\n')
  const file = files.write('long.csv', text)
  const { rejects } = await files.loadFile('library', file)
  const places = Array.from({ length: Math.ceil(rows / every) }, (_, index) => index * every + 2)
  expect(rejects.map(({ line }) => line).sort((a, b) => a - b)).toEqual(places)
}, 120_000)
