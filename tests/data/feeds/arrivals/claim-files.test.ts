import { parseSettings } from '../../../../data/configuration/settings'
import { feedFormats, feedNames } from '../../../../data/domain/feed'
import { feeds } from '../../../../data/feeds'
import { adapters } from '../../../../data/feeds/adapters'
import { claimFiles } from '../../../../data/feeds/arrivals/claim-files'

const arrival = (name: string, bytes = 1) => ({ name, bytes, writtenAt: new Date(0), changedAt: new Date(0) })
const claim = (names: string[], loads: unknown[] = []) =>
  claimFiles(
    names.map((name) => arrival(name)),
    parseSettings(JSON.stringify({ loads })).loads,
  )
const claimed = (name: string): string | undefined => claim([name]).claims[0]?.feed.name

test('the words of the field are those of the feeds and adapters', () => {
  expect(feeds.map(({ name }) => name)).toEqual(feedNames)
  expect(Object.fromEntries(adapters.map(({ format, feeds: fills }) => [format, fills]))).toEqual(feedFormats)
})

test.each([
  ['students.csv', 'students'],
  ['STUDENTS.CSV', 'students'],
  ['students-2026-11-27.csv.gz', 'students'],
  ['students_full.parquet', 'students'],
  ['students.2026-11-27.jsonl', 'students'],
  ['activity-day-2026-11-27.tsv.gz', 'activity-day'],
  ['canvas/2026/11/27.ndjson', 'canvas'],
  // What is of a feed and cannot be read is refused with advice.
  ['students.xlsx', 'students'],
  ['canvas/students.csv', 'canvas'],
  ['studentsfull.csv', undefined],
  ['old/students.csv', undefined],
  ['students.csv.md5', undefined],
  ['students', undefined],
  ['activity.csv', undefined],
])('%s is of %s', (name, feed) => {
  expect(claimed(name)).toBe(feed)
})

test('a file is claimed by every rule that it fits, and by its name only where it fits none', () => {
  const files = ['roster/*.csv']
  const { claims, unclaimed } = claim(
    ['roster/orgs.csv', 'canvas.csv', 'x.csv'],
    [
      { feed: 'calendar', files, format: 'oneroster' },
      { feed: 'organisation', files, format: 'oneroster' },
      { feed: 'library', files: ['canvas.csv'] },
    ],
  )
  expect(claims.map(({ feed, files: own }) => [feed.name, own.map(({ name }) => name)])).toEqual([
    ['organisation', ['roster/orgs.csv']],
    ['calendar', ['roster/orgs.csv']],
    ['library', ['canvas.csv']],
  ])
  expect(unclaimed).toEqual(['x.csv'])
})

test.each(['canvas/enrollments.csv.gz', 'canvas/Enrolments-2026.csv', 'canvas/enrollments/part-0.json'])(
  'of Canvas, %s stands beside the others',
  (name) => {
    const rule = { feed: 'canvas', files: ['canvas/**'], format: 'canvas-data-2' }
    const { claims, unclaimed } = claim(['canvas/web_logs.csv', name], [rule])
    expect(claims).toMatchObject([{ files: [{ name: 'canvas/web_logs.csv' }], beside: [{ name }] }])
    expect(unclaimed).toEqual([])
    expect(claim([name], [rule]).unmet).toEqual([{ feed: 'canvas', files: ['canvas/**'] }])
  },
)
