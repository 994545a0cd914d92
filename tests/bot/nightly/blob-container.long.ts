import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { addDays, dayOf } from '../../../data/domain/day'
import { useBlobNights } from '../../support/azure/blob-nights'
import { lines } from '../../support/feed-files'
import type { NightDocument } from '../../support/nightly'
import { tableContents } from '../../support/table-contents'
import { organisation, studentColumns, studentRow } from '../../support/university-feeds'

const nights = useBlobNights()
const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000)
afterEach(() => expect(readdirSync(nights().temporary)).toEqual([]))

const read = ({ loads }: NightDocument): (string | undefined)[] => loads.map(({ files }) => files[0])

const ids = ['00000001', '00000002', '00000003']
const yesterday = addDays(dayOf(new Date()), -1)
const students = (...given: string[]): string => lines(studentColumns, ...given.map((id) => studentRow(id)))
const visits = (day: string): Buffer =>
  gzipSync(lines('student_id,occurred_at,event', ...ids.map((id) => `${id},${day}T09:00:00,visit`)))
const files = {
  'organisation.csv': organisation,
  'students-2026-11-01.csv': students(...ids),
  'students-2026-10-31.csv': students('00000001'),
  ...Object.fromEntries(
    [5, 4, 3, 2].map((days) => {
      const day = addDays(yesterday, -days)
      return [`library/${day}.csv.gz`, visits(day)]
    }),
  ),
}

it('is read by a managed identity over many pages, only as far as it is needed', async () => {
  const { storage, identity, night, inStore } = nights()
  storage.put(files, hoursAgo(2))
  const first = await night()
  expect(first.refused).toEqual([])
  expect(read(first)).toHaveLength(6)
  expect(storage.lists).toBe(2)
  expect(storage.downloads).not.toContain('students-2026-10-31.csv')
  expect(identity.resources).toEqual(['https://storage.azure.com'])
  const loads = await inStore(({ db }) =>
    db.selectFrom('feed_load').select('file_names').orderBy('load_id').execute(),
  )
  expect(loads[0]?.file_names).toBe(`${storage.url}/organisation.csv`)
})

it('is not downloaded again where nothing changed, and nothing in the store does', async () => {
  const { storage, night, inStore } = nights()
  storage.put(files, hoursAgo(2))
  await night()
  const before = await inStore(tableContents)
  storage.downloads.length = 0
  const second = await night()
  expect(storage.downloads).toEqual([])
  expect(second.loads).toEqual([])
  expect(second.known.map(({ files: known }) => known.length)).toEqual([1, 1, 4])
  expect(await inStore(tableContents)).toEqual(before)
})

it('is downloaded where a file is new or was written again', async () => {
  const { storage, night } = nights()
  storage.put(files, hoursAgo(2))
  await night()
  storage.downloads.length = 0
  const [again, added] = [`library/${addDays(yesterday, -2)}.csv.gz`, `library/${yesterday}.csv.gz`]
  storage.put({ [again]: visits(addDays(yesterday, -3)), [added]: visits(yesterday) }, new Date())
  const next = await night()
  expect(read(next)).toEqual([again, added])
  expect(storage.downloads).toEqual([again, added])
})

it('a file that was written again as it was is known from then on, and a snapshot has come again', async () => {
  const { storage, night, inStore } = nights()
  storage.put(files, hoursAgo(2))
  await night()
  const soon = new Date(Date.now() + 2_000)
  storage.put({ 'students-2026-11-01.csv': files['students-2026-11-01.csv'] }, soon)
  const [name = ''] = Object.keys(files).filter((each) => each.startsWith('library'))
  storage.put({ [name]: visits(addDays(yesterday, -5)) }, soon)
  await new Promise((resolve) => setTimeout(resolve, 8_000))
  expect((await night()).loads).toMatchObject([{ unchanged: true }, { unchanged: true }])
  const seen = await inStore(({ db }) =>
    db
      .selectFrom('feed_load')
      .select(['feed', 'file_names'])
      .where('seen_again_at', 'is not', null)
      .orderBy('load_id')
      .execute(),
  )
  expect(seen).toEqual([
    { feed: 'students', file_names: `${storage.url}/students-2026-11-01.csv` },
    { feed: 'library', file_names: `${storage.url}/${name}` },
  ])
  expect((await night()).loads).toEqual([])
})

it('rows that named nobody get another chance when the students have come', async () => {
  const late = { ...files, 'students-2026-11-01.csv': students('00000001', '00000002') }
  const { storage, night } = nights()
  storage.put(late, hoursAgo(2))
  const loaded = await night(['--allow-rejects', 'library'])
  expect(loaded.loads.filter(({ feed }) => feed === 'library').map(({ rejected }) => rejected)).toEqual([
    1, 1, 1, 1,
  ])
  storage.put({ 'students-2026-11-02.csv': students(...ids) }, new Date())
  const next = await night(['--allow-rejects', 'library'])
  expect(next.loads.filter(({ feed }) => feed === 'library').map(({ rejected }) => rejected)).toEqual([
    0, 0, 0, 0,
  ])
  expect((await night()).loads.filter(({ feed }) => feed === 'library')).toEqual([])
})

it('a download that breaks off is taken up where it was', async () => {
  const { storage, night } = nights()
  storage.put(files, hoursAgo(2))
  storage.breaksOff = true
  const { refused, loads } = await night()
  expect({ refused, loads: loads.length }).toEqual({ refused: [], loads: 6 })
  const half = Math.floor(Buffer.byteLength(organisation) / 2)
  expect(storage.downloads.slice(0, 2)).toEqual(['organisation.csv', `organisation.csv from ${half}`])
})

it('a file that is replaced before a download is taken up is left for the next run', async () => {
  const { storage, night } = nights()
  storage.put(files, hoursAgo(2))
  storage.breaksOff = true
  let asked = 0
  storage.onDownload = (name) => {
    if (name !== 'organisation.csv') return
    asked += 1
    if (asked === 2) storage.put({ [name]: organisation }, new Date())
  }
  const { refused } = await night()
  expect(refused).toEqual([
    expect.objectContaining({
      feed: 'organisation',
      reason: 'organisation.csv was replaced while it was read: the next run takes it. Nothing was loaded.',
    }),
  ])
})

it('a folder of it is read as if it were all', async () => {
  const exports = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`exports 1/${name}`, content]),
  )
  const { storage, night } = nights()
  storage.put({ ...exports, 'exports 10/canvas.csv': 'x', 'canvas.csv': 'x' }, hoursAgo(2))
  const { loads, unclaimed, refused } = await night([], { from: `${storage.url}/exports%201/` })
  expect({ loads: loads.length, unclaimed, refused }).toEqual({ loads: 6, unclaimed: [], refused: [] })
})

it('what lies on the disk meanwhile is this user’s alone, and one file at a time', async () => {
  const { storage, night, temporary } = nights()
  storage.put(files, hoursAgo(2))
  const seen: { folders: number[]; files: number[] }[] = []
  storage.onDownload = () => {
    const all = readdirSync(temporary, { recursive: true, encoding: 'utf8' }).map((name) =>
      statSync(path.join(temporary, name)),
    )
    const modes = (is: 'isDirectory' | 'isFile') =>
      all.filter((each) => each[is]()).map(({ mode }) => mode & 0o777)
    seen.push({ folders: modes('isDirectory'), files: modes('isFile') })
  }
  await night()
  expect(seen).toEqual(Array(6).fill({ folders: [0o700, 0o700], files: [0o600] }))
})

it('a file that is gone when it is asked for is refused alone', async () => {
  const { storage, run } = nights()
  storage.put(files, hoursAgo(2))
  storage.onDownload = (name) => {
    if (name === 'organisation.csv') storage.blobs.delete(name)
  }
  const { stdout, code } = await run()
  expect(code).toBe(1)
  expect(stdout).toMatch(
    /^organisation from organisation\.csv: refused\. organisation\.csv is gone since it was listed\./mu,
  )
  expect(stdout).toContain('library from library/')
})

it.each([
  [
    'may not be read',
    { allowed: false },
    {},
    {},
    /The container may not be read: give the identity that runs this the role Storage Blob Data Reader on it\./u,
  ],
  ['is not there', {}, {}, { from: 'elsewhere' }, /There is no such container: check --from\./u],
  [
    'is another identity’s',
    {},
    { MANAGED_IDENTITY_CLIENT_ID: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0002' },
    {},
    /Entra ID gave no token for the container: check MANAGED_IDENTITY_CLIENT_ID/u,
  ],
  ['has a certificate of nobody’s', {}, { NODE_EXTRA_CA_CERTS: '' }, {}, /certificate cannot be trusted \(/u],
])(
  'a container that %s is told in one line',
  async (_what, state, environment, { from }: { from?: string }, reason) => {
    const { storage, run } = nights()
    storage.put(files, hoursAgo(2))
    Object.assign(storage, state)
    const address = from === undefined ? storage.url : storage.url.replace('feeds', from)
    const { code, stdout, stderr } = await run([], { from: address, environment })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(reason)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  },
)
