import { mostRejects } from '../../../data/feeds/rejects'
import { loadsWithRejects } from '../../../data/queries/rejects'
import { useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'
import { studentRow, students } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)
const header = 'student_id,occurred_at,event'
const rows = (count: number, text: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => text(n))
/** Of more texts than can be arguments. */
const lines = (...parts: (string | string[])[]): string => `${parts.flat().join('\n')}\n`
const good = '00000001,2026-11-20T09:00:00Z,visit'
const unknown = (n: number): string => `9${n},2026-11-20T09:00:00Z,visit`
const short = (): string => '00000001,x'

it('a file of nothing but wrong rows is refused in words, with its counts by reason', async () => {
  const content = lines(header, good, rows(150_000, unknown), rows(50_000, short))
  await expect(files.load('library', content)).rejects.toMatchObject({
    code: 'too-many-rejects',
    message: expect.stringContaining(
      "without 200,000 of 200,001 rows (100 %), more than 5 %: nothing was loaded. 'engagement ingest --rejects library' says which and why of 100,000 of them; most frequent: student_id names no known student (150,000), the row has fewer values than the header (50,000). If",
    ) as string,
  })
  const [load] = await loadsWithRejects(store().db, { feed: 'library' })
  expect(load).toMatchObject({ outcome: 'too-many-rejects', rows: 200_001, rejected: 200_000 })
  expect(load?.rejects).toHaveLength(mostRejects)
  expect(load?.rejects[0]).toMatchObject({ line: 3, column: 'student_id' })
  expect(load?.rejects.at(-1)).toMatchObject({
    line: 200_002,
    reason: 'the row has fewer values than the header',
  })
})

it('where it is loaded all the same, those that were not kept stay rejected when it comes again', async () => {
  const content = lines(header, good, rows(120_000, unknown))
  const loaded = await files.load('library', content, { allowRejects: true })
  expect(loaded).toMatchObject({ rows: 120_001, accepted: 1, rejected: 120_000 })
  expect(loaded.rejects).toHaveLength(mostRejects)
  await files.load('students', `${students}${studentRow('90')}\n`)
  expect(await files.load('library', content, { allowRejects: true })).toMatchObject({
    unchanged: false,
    rows: 120_001,
    accepted: 2,
    rejected: 119_999,
  })
})

it('lines that cannot be read are counted and placed, be they of JSON', async () => {
  const json = (id: string): string =>
    JSON.stringify({ student_id: id, occurred_at: '2026-11-20T09:00:00Z', event: 'visit' })
  const file = files.write(
    'library.jsonl',
    lines(
      json('00000001'),
      rows(130_000, () => '[1]'),
    ),
  )
  const loaded = await files.loadFile('library', file, { allowRejects: true })
  expect(loaded).toMatchObject({
    accepted: 1,
    rejected: 130_000,
    reasons: [{ reason: 'the line is no JSON object', rows: 130_000 }],
  })
  expect(loaded.rejects[0]).toMatchObject({ line: 2, record: null })
})
