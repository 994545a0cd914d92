import { rmSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { feedStatus } from '../../../data/queries/feed-status'
import { engagementHere } from '../../support/command-here'
import { lines } from '../../support/feed-files'
import { nightOf } from '../../support/night-files'
import { useNights, type Nights } from '../../support/nightly'
import { studentColumns, studentRow, students } from '../../support/university-feeds'

const nights = useNights()
const today = '2026-11-24'

/** Students 1 to 12, and the beginning of another's row. */
const cut = `${students.split('\n').slice(0, 13).join('\n')}\n00000013,Al`
const packed = gzipSync(students)
const cutArchive = packed.subarray(0, Math.floor(packed.length / 2))
const few = lines(studentColumns, ...['00000001', '00000002', '99'].map((id) => studentRow(id)))

/** After a night in which all was well. */
async function afterOne(): Promise<Nights> {
  const own = await nights()
  own.write(nightOf(today))
  expect(await own.run()).toMatchObject({ code: 0 })
  rmSync(path.join(own.folder, 'students.csv'))
  return own
}
const stateOf = ({ inStore }: Nights) =>
  inStore(async (store) => (await feedStatus(store, today)).snapshots.find(({ feed }) => feed === 'students'))
const here = ({ database }: Nights, ...args: string[]) => engagementHere(args, { database })

describe('a snapshot that is cut in the middle of a line', () => {
  it('is a fault of the night and of the feed until a whole one has come', async () => {
    const own = await afterOne()
    own.write({ 'students-2026-11-24.csv': cut })
    for (const said of [/12 accepted, 1 rejected$/mu, /loaded before: nothing changed/u]) {
      const { code, stdout, stderr } = await own.run()
      expect(stdout).toMatch(said)
      expect(stdout).toMatch(
        /^ +MEND +feeds +Students: incomplete .* the last file was not whole: 17 or more that it lacks have not ended/mu,
      )
      expect(stdout).toContain('Load them again when they are whole.')
      expect(stderr).toContain('Not all is well: 1 feed to be looked at.')
      expect(code).toBe(1)
    }
    expect(await stateOf(own)).toMatchObject({ state: 'thin', kept: 17 })
    own.write({ 'students-2026-11-24-b.csv': `${students}${studentRow('99')}\n` })
    rmSync(path.join(own.folder, 'students-2026-11-24.csv'))
    expect(await own.run()).toMatchObject({ code: 0 })
    expect(await stateOf(own)).toMatchObject({ state: 'well' })
  })

  it('tells in the night what it spared, as the load by hand does', async () => {
    const own = await afterOne()
    own.write({ 'students-2026-11-24.csv': cut })
    const { stdout } = await own.run()
    expect(stdout).toContain('\n  18 held and not in the file stay: rejected rows may be about them\n')
  })

  it('is none where it spares few', async () => {
    const own = await afterOne()
    own.write({ 'students-2026-11-24.csv': `${students.split('\n').slice(0, 25).join('\n')}\n00000025,Al` })
    const { code, stdout } = await own.run()
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 rejected') as string })
    expect(stdout).toMatch(/^ +ok +feeds +Students/mu)
  })
})

describe('a snapshot that cannot be read', () => {
  it.each([
    ['cut short', { 'students-2026-11-24.csv.gz': cutArchive }, 'the file could not be read whole'],
    [
      'of other columns',
      { 'students-2026-11-24.csv': 'when,who\n1,2\n' },
      'the columns are not those of the feed',
    ],
  ])('%s is kept as refused until one has landed', async (_, files, why) => {
    const own = await afterOne()
    own.write(files)
    for (let night = 0; night < 2; night += 1) {
      const { code, stdout } = await own.run()
      expect(code).toBe(1)
      expect(stdout).toMatch(/^ +MEND +feeds +Students: .*refused: its files could not be read/mu)
      expect(stdout).not.toMatch(/^ +ok +feeds +Students/mu)
    }
    const refused = await own.inStore(({ db }) =>
      db.selectFrom('feed_load').select('feed').where('outcome', '<>', 'loaded').execute(),
    )
    expect(refused).toEqual([{ feed: 'students' }])
    const [name = ''] = Object.keys(files)
    expect((await here(own, 'doctor')).stdout).toMatch(/MEND +feeds +Students/u)
    const shown = (await here(own, 'ingest', '--rejects', 'students')).stdout
    expect(shown).toContain('nothing was loaded\n')
    expect(shown).toContain(`\n  ${why}\n`)
    rmSync(path.join(own.folder, name))
    own.write({ 'students-2026-11-24-b.csv': `${students}${studentRow('99')}\n` })
    const { stdout } = await own.run()
    expect(stdout).toMatch(/^ +ok +feeds +Students/mu)
  })

  it('is kept when it is loaded by hand; a name that is mistyped is not', async () => {
    const own = await afterOne()
    const file = path.join(own.folder, 'students.csv.gz')
    expect(await here(own, 'ingest', 'students', file)).toMatchObject({ code: 1 })
    expect((await stateOf(own))?.refused).toBeUndefined()
    own.write({ 'students.csv.gz': cutArchive })
    expect(await here(own, 'ingest', 'students', file)).toMatchObject({ code: 1 })
    expect((await stateOf(own))?.refused).toMatchObject({ isUnread: true })
  })
})

describe('a snapshot that would end too much', () => {
  it('is let pass by the words that the night takes', async () => {
    const own = await afterOne()
    own.write({ 'students-2026-11-24.csv': few })
    expect((await own.run()).stdout).toContain(
      `If that is right, run it once with --allow-removals students (on Azure: the parameter nightlyOptions='["--allow-removals","students"]').`,
    )
    expect(await own.run({ args: ['--allow-removals', 'students'] })).toMatchObject({ code: 0 })
  })

  it('tells how many are missing, and of which programmes, in place of rows', async () => {
    const own = await afterOne()
    own.write({ 'students-2026-11-24.csv': few })
    const by = await here(own, 'ingest', 'students', path.join(own.folder, 'students-2026-11-24.csv'))
    expect(by.stderr).toContain('If that is right, repeat with --allow-removals.')
    const out = path.join(own.folder, '..', 'rejects.csv')
    const { stdout } = await here(own, 'ingest', '--rejects', 'students', '--out', out)
    const [rows, missing, ...programmes] = stdout.trimEnd().split('\n')
    expect(rows).toBe(`0 rows of 1 load in ${out}.`)
    expect(missing).toBe('  No row is wrong; 28 students who are held are missing from it')
    expect(programmes.length).toBeGreaterThan(1)
    const counts = programmes.map((line) => Number(/^ {2}missing: (\d+) of \w+$/u.exec(line)?.[1]))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(28)
    expect((await here(own, 'ingest', '--rejects', 'students')).stdout).toContain(`\n${missing}\n`)
  })
})
