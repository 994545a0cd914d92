import { gzipSync } from 'node:zlib'
import { useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const files = useFeedFiles(store)

const header = 'student_id,occurred_at,event,note'
const row = (who: string, note: string): string => `${who},2026-10-01T09:00:00Z,visit,${note}`

describe('lines within a quoted value are no rows', () => {
  it.each([
    ['\n', 'csv'],
    ['\r\n', 'csv'],
    ['\r\n', 'csv.gz'],
  ])('also where a thread might begin with them (%j, %s)', async (end, format) => {
    const inner = Array.from({ length: 60 }, () => row('00000002', 'not a row')).join(end)
    const rows = Array.from({ length: 5_000 }, (_, index) =>
      row(index % 50 === 7 ? 'nobody' : '00000001', `"a${end}${inner}${end}b"`),
    )
    const text = [header, ...rows, ''].join(end)
    const file = files.write(`long.${format}`, format === 'csv' ? text : gzipSync(text))
    const { accepted, rejects } = await files.loadFile('library', file)
    expect(accepted).toBe(4_900)
    expect(rejects.map(({ line }) => line)).toEqual(
      Array.from({ length: 100 }, (_, index) => 2 + 62 * (50 * index + 7)),
    )
  })
})
