import { claimFiles } from '../../data/feeds/arrivals/claim-files'
import { feeds } from '../../data/feeds'
import type { Deployed } from '../support/bicep/deployment'
import { asText, type Value } from '../support/bicep/functions'
import { lets, type StorageRequest } from '../support/bicep/condition'
import { at, deployAll, kinds, ofType } from '../support/bicep/parameters'

const id = '55555555-5555-5555-5555-555555555555'
const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs'

/** All that Storage Blob Data Contributor lets somebody do with files. */
const withFile = ['read', 'write', 'add/action', 'delete', 'move/action']

const file = (right: string, path: string): StorageRequest => ({
  action: `${blobs}/${right}`,
  attributes: { [`@Resource[${blobs}:path]`]: path },
})

const list = (prefix?: string): StorageRequest => ({
  action: `${blobs}/read`,
  subOperation: 'Blob.List',
  attributes: prefix === undefined ? {} : { [`@Request[${blobs}:prefix]`]: prefix },
})

const assignmentsTo = (all: Deployed, principalId: string): Value[] =>
  ofType(all, 'Microsoft.Authorization/roleAssignments').flatMap(({ body }) =>
    at(body, 'properties.principalId') === principalId ? [body] : [],
  )

describe.each(kinds)('who may put feed files of %s', (kind) => {
  /** The condition for somebody who sends these feeds. */
  async function conditionFor(...sent: string[]): Promise<string> {
    const [one, ...more] = assignmentsTo(await deployAll(kind, { feedUploaders: [{ id, feeds: sent }] }), id)
    expect(more).toEqual([])
    expect(at(one, 'properties.conditionVersion')).toBe('2.0')
    return asText(at(one, 'properties.condition'))
  }

  test.each(withFile)('may %s in the folders of their feeds and nowhere else', async (right) => {
    const condition = await conditionFor('canvas', 'library')
    const may = (path: string): boolean => lets(condition, file(right, path))
    expect(['canvas/a.csv', 'library/2026/11/gates.jsonl.gz'].filter((path) => !may(path))).toEqual([])
    const others = [
      'assignments.csv',
      'assignments/a.csv',
      'staff/staff.csv',
      'canvas.csv',
      'canvas-2026.csv',
    ]
    const near = ['canvas', 'canvass/a.csv', 'x/canvas/a.csv', 'Canvas/a.csv', '/canvas/a.csv', '']
    expect([...others, ...near].filter(may)).toEqual([])
  })

  test('may list these folders and nothing else', async () => {
    const condition = await conditionFor('canvas', 'library')
    expect(['canvas/', 'library/2026-11'].filter((prefix) => !lets(condition, list(prefix)))).toEqual([])
    expect(['', 'c', 'canvas', 'assignments/'].filter((prefix) => lets(condition, list(prefix)))).toEqual([])
    expect(lets(condition, list())).toBe(false)
  })

  test('each have their own folders', async () => {
    const other = '66666666-6666-6666-6666-666666666666'
    const all = await deployAll(kind, {
      feedUploaders: [
        { id, feeds: ['printing'] },
        { id: other, feeds: ['staff', 'assignments'] },
      ],
    })
    const may = (who: string, path: string): boolean[] =>
      assignmentsTo(all, who).map((one) => lets(asText(at(one, 'properties.condition')), file('write', path)))
    expect([may(id, 'printing/a.csv'), may(id, 'assignments/a.csv')]).toEqual([[true], [false]])
    expect([may(other, 'printing/a.csv'), may(other, 'assignments/a.csv')]).toEqual([[false], [true]])
  })

  test('may send every feed that there is, and what is in its folder is loaded as that', async () => {
    for (const { name } of feeds) {
      // Named like the feed that decides who sees whom.
      const path = `${name}/assignments.csv`
      expect(lets(await conditionFor(name), file('write', path))).toBe(true)
      const writtenAt = new Date('2026-11-26T00:00:00Z')
      const arrival = { name: path, bytes: 1, writtenAt, changedAt: writtenAt }
      const { claims } = claimFiles(
        [arrival],
        { rules: [], ignored: [] },
        { now: writtenAt, time: writtenAt },
      )
      expect(claims.map(({ feed }) => feed.name)).toEqual([name])
    }
  })

  test.each([
    ['the object ID alone', id, 'feedUploaders[0] is no object'],
    ['no feeds', { id }, 'feedUploaders[0] lacks feeds'],
    ['an empty list of feeds', { id, feeds: [] }, 'feedUploaders[0].feeds is too small'],
    ['a feed that there is not', { id, feeds: ['*'] }, 'feedUploaders[0].feeds[0] is none of organisation'],
    ['an ID that is none', { id: 'IT', feeds: ['canvas'] }, 'feedUploaders[0].id is too small'],
    ['something more', { id, feeds: ['canvas'], feed: 'staff' }, 'has a property feed too many'],
  ])('are refused with %s', async (_what, uploader, reason) => {
    await expect(deployAll(kind, { feedUploaders: [uploader] })).rejects.toThrow(reason)
  })
})

test.each([
  '',
  "(ActionMatches{'a'}",
  "ActionMatches{'a'} ActionMatches{'b'}",
  'a == b',
  "@Request[a] Is 'b'",
])('what is no condition is found: %s', (text) => {
  expect(() => lets(text, file('read', 'a'))).toThrow(/condition|bracket|known here/u)
})

test('AND and OR beside each other are found', () => {
  const mixed = "ActionMatches{'a'} AND ActionMatches{'b'} OR ActionMatches{'c'}"
  expect(() => lets(mixed, file('read', 'a'))).toThrow('No condition from OR')
})
