import { sql } from 'kysely'
import { z } from 'zod'
import { openStore } from '../../../data/store/open'
import { engagement, type Ran } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { copySample } from '../../support/sample'

const sample = copySample()
const secret = 'a secret of thirty-two characters or more'
const environment = { ENGAGEMENT_SECRET: secret, ENGAGEMENT_LOOKS_AN_HOUR: '9' }
const run = (...args: string[]): Promise<Ran> => engagementHere(args, { database: sample, environment })
/** In a process of its own, as an operator does. */
const runAlone = (...args: string[]): Promise<Ran> => engagement(args, { database: sample, environment })
const asRuth = (text: string): Promise<Ran> => run('ask', '--as', 's0101', text)

/** Changes the store as somebody with the file could. */
async function tamper(statement: string): Promise<void> {
  const store = openStore(sample)
  await sql`pragma foreign_keys = off`.execute(store.db)
  await sql.raw(statement).execute(store.db)
  await store.close()
}

const shown = z.object({
  entries: z.array(
    z.object({
      position: z.number(),
      staff_id: z.string(),
      question: z.string(),
      students: z.array(z.string()),
    }),
  ),
})
const entries = async (...args: string[]) =>
  shown.parse(JSON.parse((await run('audit', 'show', '--json', ...args)).stdout)).entries

beforeAll(async () => {
  await asRuth('show my tutees by name')
  await asRuth('how is Aisha doing')
  await run('ask', '--as', 's0102', 'show 00412301')
})

test('show tells who saw whom by which question, newest first', async () => {
  const all = await entries()
  expect(all.map(({ position, staff_id }) => [position, staff_id])).toEqual([
    [3, 's0102'],
    [2, 's0101'],
    [1, 's0101'],
  ])
  expect(all[1]).toMatchObject({
    question: expect.stringContaining('"intent":"show-student","student":{"id":"00412301"}') as string,
    students: ['00412301'],
  })
  const { stdout } = await runAlone('audit', 'show')
  expect(stdout).toContain('\toperator as s0102\t')
  expect(stdout.trimEnd().split('\n')).toHaveLength(3)
  expect(stdout).toContain('show-student')
})

test.each([
  [
    ['--staff', 'RUTH.ADEYEMI@northbridge.example'],
    [2, 1],
  ],
  [['--staff', 's0102'], [3]],
  [['--staff', 'nobody'], []],
  [
    ['--student', '00412301'],
    [3, 2, 1],
  ],
  [['--student', '00412312'], [1]],
  [
    ['--student', '00412301', '--staff', 's0101'],
    [2, 1],
  ],
  [
    ['--limit', '2'],
    [3, 2],
  ],
  [['--from', '2020-01-01', '--to', '2020-01-02T09:00:00Z'], []],
  [
    ['--from', '2020-01-01', '--to', '2100-01-01'],
    [3, 2, 1],
  ],
])('show %j', async (args, positions) => {
  expect((await entries(...args)).map(({ position }) => position)).toEqual(positions)
})

test('show tells unusual looks', async () => {
  const { stdout } = await run('audit', 'show', '--unusual', '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    unusual: [{ staffId: 'command-line', seen: { hour: 10, day: 10 }, limits: { hour: 9, day: 500 } }],
  })
  expect((await run('audit', 'show', '--unusual')).stdout).toContain(
    'command-line\t-\t10 in an hour (limit 9)',
  )
  expect((await run('audit', 'show', '--unusual', '--staff', 's0102')).stdout).toContain('Nobody')
})

test('verify proves the whole trail and gives an anchor that holds later', async () => {
  const { code, stdout } = await run('audit', 'verify')
  expect(code).toBe(0)
  expect(stdout).toContain('Not proved without --anchor')
  expect(stdout).toContain('3 sealed records checked')
  const anchor = /\d+:[0-9a-f]{64}/u.exec(stdout)?.[0] ?? ''
  const json = await run('audit', 'verify', '--anchor', anchor, '--json')
  expect(JSON.parse(json.stdout)).toEqual({
    whole: true,
    anchored: true,
    checked: 3,
    unsealed: 0,
    retired: 0,
    faults: [],
    anchor,
  })
  const forged = await run('audit', 'verify', '--anchor', `3:${'0'.repeat(64)}`)
  expect(forged.code).toBe(1)
  expect(forged.stdout).toContain('changed at 3: the entry at the anchor is not the one noted down')
})

test('another secret, or none, shows nobody and proves nothing', async () => {
  for (const other of [{}, { ENGAGEMENT_SECRET: 'another secret of thirty-two characters' }]) {
    for (const args of [
      ['ask', '--as', 's0101', 'show 00412301'],
      ['audit', 'verify'],
    ]) {
      const { code, stdout, stderr } = await engagementHere(args, { database: sample, environment: other })
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(/^engagement: .*ENGAGEMENT_SECRET.*\n$/u)
    }
  }
})

test('retention plans and runs', async () => {
  const now = ['--now', '2100-01-01T00:00:00Z']
  const plan = await run('retention', 'plan', ...now)
  expect(plan.code).toBe(0)
  expect(plan.stdout).toContain('access_entry: 3 rows due, from before 2094-01-01T00:00:00.000Z')
  expect(plan.stdout).toMatch(/activity_day: to be kept to the end of the academic year/u)
  expect(await entries()).toHaveLength(3)
  const ahead = await run('retention', 'run', ...now)
  expect(ahead).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('--now') as string })
  const today = await run('retention', 'run', '--json')
  expect(today.code).toBe(0)
  expect(today.stdout).toContain('{"table":"access_entry","rows":0')
  expect(await entries()).toHaveLength(3)
})

test('parse and --json enter the students that a question names, and show by which day it was answered', async () => {
  expect((await run('parse', '--as', 's0101', 'show mohammed ali')).stdout).toContain('00412312')
  expect((await entries())[0]).toMatchObject({ students: ['00412312', '00412313'], staff_id: 's0101' })
  const now = ['--now', '2026-11-20T09:00:00Z']
  await run('ask', '--as', 's0101', '--in', 'group', '--json', ...now, 'show aisha rahman')
  const [group, before] = await entries()
  expect(group?.students).toEqual(['00412301'])
  expect(group?.question).toContain('"asOf":"2026-11-20"')
  expect(before?.question).toContain('"candidates"')
  await run('parse', '--as', 's0101', 'show my tutees')
  expect(await entries()).toHaveLength(5)
})

test('what is no text ends neither show nor verify', async () => {
  await tamper("update access_entry set detail = cast(x'61ff' as text) where staff_id = 's0102'")
  expect(await run('audit', 'show')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('61FF') as string,
  })
  const { code, stdout } = await run('audit', 'verify')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^changed at 3 /mu)
  await tamper("update access_entry set detail = 'full' where staff_id = 's0102'")
  expect((await run('audit', 'verify')).code).toBe(0)
})

test('verify names what was changed, and fails in one line', async () => {
  await tamper("update access_entry set staff_id = 's0999' where staff_id = 's0102'")
  await tamper('delete from access_seal where position = 1')
  const { code, stdout, stderr } = await runAlone('audit', 'verify')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^removed at 1: /mu)
  expect(stdout).toMatch(/^changed at 3 \(entry [0-9a-f-]{36}\): /mu)
  expect(stderr).toBe('engagement: The access trail is not whole: 3 faults.\n')
  const json = await run('audit', 'verify', '--json')
  expect(json.code).toBe(1)
  expect(JSON.parse(json.stdout)).toMatchObject({ whole: false, faults: { length: 3 } })
})

test.each([
  [['audit']],
  [['retention']],
  [['audit', 'verify', '--anchor', '3']],
  [['audit', 'show', '--limit', '0']],
  [['audit', 'show', '--from', 'yesterday']],
  [['retention', 'run', '--now', 'soon']],
])('wrong usage exits 2: %j', async (args) => {
  const { code, stdout, stderr } = await run(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toBe('')
})
