import { rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { engagementHere } from '../../support/command-here'
import { nightOf } from '../../support/night-files'
import { useNights, type Nights } from '../../support/nightly'
import { now } from '../../support/store'
import { assignments } from '../../support/university-feeds'

const nights = useNights()
const tomorrow = new Date('2026-11-25T09:00:00Z')
const [wrong, right, next] = [
  'assignments-2062-11-28.csv',
  'assignments-2026-11-24.csv',
  'assignments-2026-11-25.csv',
]
/** Without its last row. */
const fewer = `${assignments.trimEnd().split('\n').slice(0, -1).join('\n')}\n`

/** A folder with all but the assignments, and a store that has loaded it. */
async function begun(): Promise<Nights> {
  const own = await nights()
  const { 'assignments.csv': _assignments, ...others } = nightOf('2026-11-24')
  own.write(others)
  await own.run()
  return own
}
const ingest = ({ database, folder }: Nights, file: string) =>
  engagementHere(['ingest', 'assignments', path.join(folder, file), '--now', now.toISOString()], { database })
const live = ({ inStore }: Nights) =>
  inStore(async ({ db }) => {
    const rows = await db.selectFrom('assignment').select('row_key').where('gone_on', 'is', null).execute()
    return rows.length
  })
const all = assignments.trimEnd().split('\n').length - 1

describe('a file of a day to come', () => {
  it('is not loaded, keeps nothing else out, and fails the night with what to do', async () => {
    const own = await begun()
    own.write({ [wrong]: fewer, [right]: assignments })
    const { code, stdout, stderr } = await own.run()
    expect(code).toBe(1)
    expect(stdout).toMatch(/^assignments from assignments-2026-11-24\.csv: \d+ rows read/mu)
    expect(stdout).toMatch(
      /^assignments-2062-11-28\.csv: not loaded, since the day in its name.* ahead\. Have it named/mu,
    )
    expect(stderr).toBe('engagement: Not all is well: 1 file not taken.\n')
    expect(await own.night({ at: tomorrow })).toMatchObject({
      code: 1,
      well: false,
      barred: [{ name: wrong, reason: 'ahead' }],
      passedOver: [],
    })
    rmSync(path.join(own.folder, wrong))
    own.write({ [next]: fewer })
    expect(await own.night({ at: tomorrow })).toMatchObject({ code: 0, well: true })
    expect(await live(own)).toBe(all - 1)
  })

  it('so is one that was written in a time to come', async () => {
    const own = await begun()
    own.write({ 'assignments.csv': assignments, [right]: assignments })
    const later = new Date(Date.now() + 2 * 86_400_000)
    utimesSync(path.join(own.folder, 'assignments.csv'), later, later)
    expect(await own.night()).toMatchObject({
      code: 1,
      barred: [{ name: 'assignments.csv', reason: 'ahead' }],
    })
    expect(await live(own)).toBe(all)
  })
})

describe('a store that holds one already', () => {
  /** Loaded by hand, as by an older version. */
  async function held(content: string): Promise<Nights> {
    const own = await begun()
    own.write({ [wrong]: content })
    expect(await ingest(own, wrong)).toMatchObject({ code: 0 })
    rmSync(path.join(own.folder, wrong))
    own.write({ [right]: assignments })
    return own
  }

  /** What is held is right from now on, and the next day is taken. */
  async function isRight(own: Nights): Promise<void> {
    expect(await own.night()).toMatchObject({ code: 0, well: true, behind: [] })
    expect(await live(own)).toBe(all)
    own.write({ [next]: fewer })
    const { code, loads } = await own.night({ at: tomorrow })
    expect(code).toBe(0)
    expect(loads).toContainEqual(expect.objectContaining({ files: [next], accepted: all - 1 }))
    expect(await live(own)).toBe(all - 1)
  }

  it('fails the night and says the way on', async () => {
    const own = await held(fewer)
    const { code, stdout, stderr } = await own.run()
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^assignments from assignments-2026-11-24\.csv: not loaded, .* --allow-older assignments, or with 'engagement ingest assignments <file>'$/mu,
    )
    expect(stderr).toBe('engagement: Not all is well: 1 snapshot held up.\n')
    expect(await live(own)).toBe(all - 1)
  })

  it.each([
    ['other rows', fewer],
    ['the same rows, under the wrong name', assignments],
  ])('and is set right by hand: %s', async (_what, content) => {
    const own = await held(content)
    expect(await ingest(own, right)).toMatchObject({ code: 0 })
    await isRight(own)
  })

  it.each([
    ['other rows', fewer],
    ['the same rows, under the wrong name', assignments],
  ])('or by the night, where it is told to: %s', async (_what, content) => {
    const own = await held(content)
    expect(await own.night({ args: ['--allow-older', 'assignments'] })).toMatchObject({ code: 0, well: true })
    await isRight(own)
  })
})
