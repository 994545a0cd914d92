import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import * as markdown from 'prettier/plugins/markdown'
import { format } from 'prettier/standalone'
import { feeds } from '../../../data/feeds'
import { describe as described } from '../../../data/feeds/describe'
import { columnsDocument } from '../../support/columns-document'
import { repository } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { useFeedFiles } from '../../support/feed-files'
import { temporaryFolder } from '../../support/store'
import { useUniversity } from '../../support/university'
import { WrittenFeeds, type Feed } from '../sample/written-feeds'

const file = path.join(repository, 'data', 'feeds', 'columns.md')
const database = `sqlite:${path.join(temporaryFolder(), 'absent.db')}`
const columns = (...args: string[]) => engagementHere(['ingest', '--columns', ...args], { database })

it('is the document of the definitions as they are', async () => {
  const document = await format(columnsDocument(), {
    parser: 'markdown',
    plugins: [markdown],
    printWidth: 110,
  })
  if (process.env.WRITE_SCHEMA === '1') writeFileSync(file, document)
  expect(readFileSync(file, 'utf8')).toBe(document)
})

it('is what the command tells, without a store', async () => {
  const page = readFileSync(file, 'utf8')
  for (const feed of feeds.map(described)) {
    const { code, stdout, stderr } = await columns(feed.feed)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const { column, takes, means, example } of feed.columns) {
      expect(stdout).toContain(`${takes}; for example ${example}`)
      expect(stdout).toMatch(new RegExp(`^ {2}${column} +(must|may ) `, 'mu'))
      expect(stdout).toContain(means)
      expect(page).toContain(means)
    }
  }
})

it('is one document with --json, of one feed or of all', async () => {
  const { stdout } = await columns('library', '--json')
  expect(JSON.parse(stdout)).toEqual({
    feeds: [
      {
        ...{ feed: 'library', kind: 'increment', key: ['student_id', 'occurred_at', 'event'] },
        columns: expect.arrayContaining([
          {
            ...{ column: 'event', needs: 'must', means: 'what they did', example: 'e-resource' },
            takes: 'one of visit, loan, renewal, e-resource',
            codes: ['visit', 'loan', 'renewal', 'e-resource'],
          },
        ]) as unknown,
        rules: ['occurred_at must not lie in the future'],
      },
    ],
  })
  const all = JSON.parse((await columns('--json')).stdout) as { feeds: { feed: string }[] }
  expect(all.feeds.map(({ feed }) => feed)).toEqual(feeds.map(({ name }) => name))
})

it.each([[['library', 'library.csv']], [['oulad']], [['--rejects']]])(
  '%j loads and shows nothing else',
  async (args) => {
    expect(await columns(...args)).toMatchObject({ code: 2, stdout: '' })
  },
)

/** What the sample university has no file or no value for. */
const invented = ['students.photo_url', /^(identities|activity-day)\./u]

it('has its examples from the sample university', async () => {
  const sample = await WrittenFeeds.write({ seed: 1, today: '2026-11-24' })
  const missing = feeds.flatMap(({ name, columns: defined }) => {
    const content = sample.content(name as Feed)
    const rows = content === '' ? [] : parse<Record<string, string>>(content, { columns: true })
    return Object.entries(defined)
      .filter(([column, { example }]) => !rows.some((row) => row[column] === example))
      .map(([column]) => `${name}.${column}`)
  })
  await sample.remove()
  expect(
    missing.filter(
      (each) => !invented.some((one) => each === one || (one instanceof RegExp && one.test(each))),
    ),
  ).toEqual([])
})

describe('a row of the examples', () => {
  const files = useFeedFiles(useUniversity())

  it.each(feeds.map(({ name }) => name))('holds nothing that the feed %s cannot read', async (name) => {
    const feed = feeds.find((each) => each.name === name)
    const held = Object.entries(feed?.columns ?? {})
    const content = `${held.map(([column]) => column).join(',')}\n${held.map(([, { example }]) => example).join(',')}\n`
    const { rejects } = await files.load(name, content, { allowRejects: true, allowRemovals: true })
    // Of whom the examples speak, this university does not know.
    expect(
      rejects.map(({ reason }) => reason).filter((reason) => !/no known|name a (known|unit)/u.test(reason)),
    ).toEqual([])
  })
})
