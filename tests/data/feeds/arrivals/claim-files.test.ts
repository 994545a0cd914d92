import { parseSettings } from '../../../../data/configuration/settings'
import { feedFormats, feedNames } from '../../../../data/domain/feed'
import { feeds } from '../../../../data/feeds'
import { adapters } from '../../../../data/feeds/adapters'
import { claimFiles } from '../../../../data/feeds/arrivals/claim-files'

const arrival = (name: string, bytes = 1) => ({ name, bytes, writtenAt: new Date(0), changedAt: new Date(0) })
const moment = { now: new Date('2026-11-28T02:00Z'), time: new Date('2026-11-28T02:00Z') }
const claim = (names: string[], loads: unknown[] = []) =>
  claimFiles(
    names.map((name) => arrival(name)),
    parseSettings(JSON.stringify({ loads })).loads,
    moment,
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

describe('a folder that is named after a feed holds that feed alone', () => {
  const rules = [{ feed: 'assignments', files: ['**/assignments*.csv'] }]

  test('whatever its files are called', () => {
    expect(claimed('canvas/assignments.csv')).toBe('canvas')
    expect(claimed('Canvas/2026/assignments-2026-11-27.csv')).toBe('canvas')
  })

  test.each(['canvas/assignments.csv', 'CANVAS/x/assignments-2026-11-27.csv'])(
    'a pattern that takes %s for another is contradicted, and nothing is loaded of it',
    (name) => {
      const { claims, barred, unclaimed } = claim([name, 'sis/assignments.csv'], rules)
      expect(barred).toEqual([{ name, reason: 'contradicted' }])
      expect(claims.map(({ files }) => files.map((file) => file.name))).toEqual([['sis/assignments.csv']])
      expect(unclaimed).toEqual([])
    },
  )

  test('but for a file that a rule names itself, and not one that is called as the pattern is', () => {
    const own = [{ feed: 'assignments', files: ['canvas/assignments.csv'] }]
    expect(claim(['canvas/assignments.csv'], own)).toMatchObject({
      barred: [],
      claims: [{ feed: { name: 'assignments' } }],
    })
    const pattern = [{ feed: 'assignments', files: ['canvas/a*.csv'] }]
    expect(claim(['canvas/a*.csv'], pattern).barred).toHaveLength(1)
  })

  test('a pattern for the folder’s own feed is no contradiction', () => {
    expect(claim(['canvas/logs.csv'], [{ feed: 'canvas', files: ['canvas/*'] }]).barred).toEqual([])
  })
})
