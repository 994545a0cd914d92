import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { shellWord } from '../../../bot/commands/shell-word'
import { needsSample } from '../../../data/sample/build'
import { openStore } from '../../../data/store/open'
import { engagement, type Ran } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { copySample } from '../../support/sample'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()

/** Enough to start a server that signs staff in. */
const entra = {
  MicrosoftAppId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
  MicrosoftAppTenantId: '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002',
  MicrosoftAppPassword: 'x',
  BOT_DOMAIN: 'bot.university.example',
  ENGAGEMENT_SECRET: 'x'.repeat(32),
}
const sample = copySample()
const run = (args: string[], database = sample, environment = {}): Promise<Ran> =>
  engagementHere(args, { database, environment })
/** In a process of its own, as a user does. */
const runAlone = (args: string[], database = sample, environment = {}): Promise<Ran> =>
  engagement(args, { database, environment })

function file(name: string, text: string): string {
  const created = path.join(folder, name)
  writeFileSync(created, text)
  return created
}

function refused({ code, stdout, stderr }: Ran, reason: RegExp): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(reason)
  expect(stderr.trim().split('\n')).toHaveLength(1)
}

test('ask prints the contract’s JSON and nothing else', async () => {
  const { code, stdout } = await runAlone([
    ...['ask', '--as', 's0101'],
    ...['show low-engagement tutees', '--json'],
  ])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    query: { intent: 'list-students', population: { kind: 'tutees' }, bands: ['low', 'none'] },
    access: { role: 'personal-tutor', population: { kind: 'tutees' }, detail: 'full' },
    students: ['00412303', '00412301', '00412304'],
    text: expect.stringContaining('Your 14 tutees') as string,
    card: { type: 'AdaptiveCard', version: '1.5' },
  })
})

test('ask and parse answer one line per message, in order', async () => {
  const input = 'hi\nshow 00412301\nhelp\n'
  const asked = await engagement(['ask', '--as', 's0101', '-', '--json'], { database: sample, input })
  const parsed = await engagement(['parse', '--as', 's0101', '-'], { database: sample, input })
  const lines = (text: string): unknown[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  const questions = [
    { intent: 'greeting' },
    { intent: 'show-student', student: { id: '00412301' } },
    { intent: 'help' },
  ]
  expect(lines(parsed.stdout)).toEqual(questions)
  expect(lines(asked.stdout)).toMatchObject(questions.map((query) => ({ query })))
})

test('a refusal is an answer', async () => {
  const { code, stdout } = await run(['ask', '--as', 's0101', '--in', 'group', 'show my tutees', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ students: [], access: { role: null } })
})

function isWrongUsage({ code, stdout, stderr }: Ran): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('error:')
}

test('wrong usage ends the process with 2', async () => {
  isWrongUsage(await runAlone(['nonsense']))
})

test.each([
  [['ask', 'hi']],
  [['ingest', 'nonsense', 'x.csv']],
  [['ingest', 'canvas', 'x.csv', '--format', 'moodle']],
  [['ingest', 'library', 'x.csv', '--set', 'event']],
  [['ingest', 'library', 'x.csv', '--dates', 'month-first']],
  [['ask', '--as', 's0101', '--in', 'street', 'hi']],
  [['score', '--from', 'yesterday']],
  [['ask', '--as', 's0101', '--now', 'soon', 'hi']],
])('wrong usage exits 2: %j', async (args) => {
  isWrongUsage(await run(args))
})

test.each([
  ...[
    'demo',
    'start',
    'migrate',
    'ingest',
    'score',
    'nightly',
    'ask',
    'parse',
    'evaluate',
    'rehearse',
    'sample',
    'doctor',
  ],
  ...['audit', 'audit show', 'audit verify', 'retention', 'retention plan', 'retention run'],
])('%s has help', async (name) => {
  expect(await run([...name.split(' '), '--help'])).toEqual({
    code: 0,
    stdout: expect.stringContaining(`Usage: engagement ${name}`) as string,
    stderr: '',
  })
})

test('sample writes its feed files, and says how to load them all', async () => {
  const [feeds, now] = [path.join(folder, 'feeds one'), '2026-11-24T09:00:00Z']
  const wrote = await run(['sample', '--feeds', feeds, '--now', now])
  expect(wrote).toEqual({
    code: 0,
    stdout: `engagement migrate\nengagement nightly --feeds "${feeds}" --now ${now}\n`,
    stderr:
      'The library of the sample ends ten days early on purpose, so that the night and the doctor tell of it.\n',
  })
  expect(readdirSync(feeds)).toEqual([
    ...['assignments.csv', 'attendance.csv.gz', 'calendar.csv', 'canvas.csv.gz', 'library.csv.gz'],
    ...['organisation.csv', 'printing.csv.gz', 'staff.csv', 'students.csv'],
  ])

  const database = `sqlite:${path.join(folder, 'from-files.db')}`
  await run(['migrate'], database)
  for (const feed of ['organisation', 'students'])
    expect(await run(['ingest', feed, path.join(feeds, `${feed}.csv`)], database)).toMatchObject({ code: 0 })
})

test.each([
  ['feeds', 'feeds'],
  ['C:\\feeds one', String.raw`"C:\feeds one"`, 'win32'],
  ['feeds of $HOME', String.raw`"feeds of \$HOME"`],
  ['the "feeds"', String.raw`"the \"feeds\""`],
] satisfies [string, string, NodeJS.Platform?][])(
  'a shell takes %s as it is meant',
  (file, quoted, system: NodeJS.Platform = 'linux') => {
    expect(shellWord(file, system)).toBe(quoted)
  },
)

describe('bad input is refused in one line', () => {
  test('somebody who is not in the sample university, before it is built', async () => {
    const database = `sqlite:${path.join(folder, 'demo.db')}`
    const stranger = {
      code: 1,
      stdout: '',
      stderr:
        'Try s0101 (a tutor), s0102 (a programme leader) or s0110 (a pro-vice-chancellor).\nengagement: The sample university has no staff member nosuch.\n',
    }
    expect(await run(['demo', '--as', 'nosuch'], database)).toEqual(stranger)
    const store = openStore(database)
    expect(await needsSample(store)).toBe(true)
    await store.close()
    expect(await run(['demo', '--as', 'nosuch'])).toEqual(stranger)
  })

  test('a folder in which the sample cannot be written', async () => {
    refused(await run(['sample', '--feeds', file('no-folder', '')]), /no-folder cannot be written to/u)
  })

  test('a file that is not there', async () => {
    refused(await run(['ingest', 'library', path.join(folder, 'absent.csv')]), /absent\.csv cannot be read/u)
  })

  test('a file without a required column', async () => {
    const wrong = file('wrong.csv', 'student_id,when\n1,2\n')
    refused(await run(['ingest', 'library', wrong]), /wrong\.csv has no column occurred_at, event/u)
  })

  test('a store that cannot be opened', async () => {
    mkdirSync(path.join(folder, 'folder.db'))
    refused(
      await run(['ask', '--as', 's0101', 'hi'], `sqlite:${path.join(folder, 'folder.db')}`),
      /cannot be opened/u,
    )
    refused(
      await runAlone(['migrate'], `sqlite:${file('text.db', 'no database'.repeat(200))}`),
      /text\.db is damaged \(file is not a database\): put a backup back/u,
    )
  })

  test('a store without a schema', async () => {
    refused(await run(['score'], `sqlite:${path.join(folder, 'new.db')}`), /run 'engagement migrate'/u)
  })

  test.each([
    ['ENGAGEMENT_DATABASE', 'oracle://user:secret@host'],
    ['PORT', 'secret'],
    ['SIGN_IN', 'secret'],
    ['LOG_LEVEL', 'secret'],
    ['ENGAGEMENT_SECRET', 'secret'],
    ['ENGAGEMENT_LOOKS_AN_HOUR', 'secret'],
    ['ENGAGEMENT_LOOKS_A_DAY', '0secret'],
  ])('a wrong %s is named, its value never shown', async (name, value) => {
    const ran = await run(['start'], sample, { [name]: value })
    refused(ran, new RegExp(name, 'u'))
    expect(ran.stderr).not.toContain('secret')
  })

  test.each([
    [['ask', '--as', 's0101', 'show low-engagement tutees'], {}, /ENGAGEMENT_ALLOW_ASK=1/u],
    [['parse', '--as', 's0101', 'show low-engagement tutees'], {}, /ENGAGEMENT_ALLOW_ASK=1/u],
    [['sample'], {}, /embedded store/u],
    [['demo'], {}, /the Playground signs nobody in/u],
    [['start'], {}, /MicrosoftAppId must be set/u],
    [['start'], { SIGN_IN: 'playground' }, /the Playground signs nobody in/u],
    [
      ['ask', '--as', 's0101', 'hello'],
      { ENGAGEMENT_ALLOW_ASK: '1' },
      /cannot be reached or is busy \(ECONNREFUSED\)/u,
    ],
    [['migrate'], {}, /cannot be reached or is busy \(ECONNREFUSED\)/u],
  ])('%j on a SQL Server that must not, or cannot, be had', async (args, environment, reason) => {
    const ran = await run(args, 'mssql://user:secret@127.0.0.1:1/engagement', environment)
    refused(ran, reason)
    expect(ran.stderr).not.toContain('secret')
  })

  test.each([
    [{ MicrosoftAppId: '' }, /MicrosoftAppId must be set/u],
    [{ MicrosoftAppId: 'secret' }, /MicrosoftAppId must be a GUID/u],
    [{ MicrosoftAppType: 'MultiTenant' }, /MicrosoftAppType must be 'SingleTenant'/u],
    [{ MicrosoftAppTenantId: '' }, /MicrosoftAppTenantId must be set/u],
    [{ MicrosoftAppPassword: '' }, /MicrosoftAppPassword must be set/u],
    [{ BOT_DOMAIN: 'https://secret' }, /BOT_DOMAIN must be a host name/u],
    [{ ENTRA_AUTHORITY: 'http://secret' }, /ENTRA_AUTHORITY must be an https address/u],
    [{ GRAPH_URL: 'secret' }, /GRAPH_URL must be an https address/u],
    [{ OAuthUrl: 'https://secret' }, /ToChannelFromBotLoginUrl must be set/u],
    [{ LANGUAGE_MODEL: 'secret' }, /LANGUAGE_MODEL must be azure-openai:https:/u],
    [{ LANGUAGE_MODEL: 'azure-openai:http://secret/gpt' }, /LANGUAGE_MODEL must be azure-openai:https:/u],
    [
      { LANGUAGE_MODEL: 'azure-openai:https://a:secret@b/gpt' },
      /LANGUAGE_MODEL must be azure-openai:https:/u,
    ],
    [{ LANGUAGE_MODEL: 'azure-openai:https://b/gpt' }, /LANGUAGE_MODEL_KEY must be set/u],
    [
      { LANGUAGE_MODEL: 'azure-openai:https://b/gpt', LANGUAGE_MODEL_KEY: 'a secret' },
      /LANGUAGE_MODEL_KEY must be the resource's key/u,
    ],
    [{ ENGAGEMENT_SECRET: '' }, /ENGAGEMENT_SECRET must be at least 32 characters/u],
    [{ ENGAGEMENT_SECRET: 'secret' }, /ENGAGEMENT_SECRET must be at least 32 characters/u],
  ])('signing in with Entra ID with %j, and never falls back to anything', async (environment, reason) => {
    const ran = await run(['start'], sample, { ...entra, ...environment })
    refused(ran, reason)
    expect(ran.stderr).not.toContain('secret')
  })

  test('a start that is refused ends the process with 1', async () => {
    refused(await runAlone(['start'], sample, { ...entra, BOT_DOMAIN: '' }), /BOT_DOMAIN/u)
  })

  test('a busy port', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const port = `${(server.address() as AddressInfo).port}`
    const ran = await runAlone(['start'], sample, { PORT: port, SIGN_IN: 'playground', LOG_LEVEL: 'silent' })
    server.close()
    refused(ran, new RegExp(`Port ${port} is in use`, 'u'))
  })
})

test('a load is told in rows, and its rejects by reason; the same file again changes nothing', async () => {
  const rows = [
    '00412301,2026-11-20T10:00:00Z,visit',
    'nobody,2026-11-20T10:00:00Z,visit',
    '00412301,yesterday,loan',
  ]
  const visits = file('visits.csv', ['student_id,occurred_at,event', ...rows, ''].join('\n'))
  const first = await runAlone(['ingest', 'library', visits])
  expect(first.stdout).toContain('3 rows read, 1 accepted, 2 rejected')
  expect(first.stdout).toContain('1 × student_id names no known student')
  const again = await run(['ingest', 'library', visits, '--json'])
  expect(JSON.parse(again.stdout)).toMatchObject({
    loads: [{ rows: 3, accepted: 1, rejected: 2, unchanged: true }],
  })
})

test("another system's export is told by what was left out of it", async () => {
  const job = (time: string, pages: number) =>
    ['2026-11-20', time, 'server', 'printer', '00412301', 'account', 'pc', 'name', pages, 0].join('\t')
  const log = file('printlog.log', `${job('9:00:00 AM', 3)}\n${job('9:01:00 AM', 0)}\n`)
  const command = ['ingest', 'printing', log, '--format', 'papercut']
  refused(await run(command), /load the feed identities first, or say --identified-by/u)
  const loaded = await run([...command, '--identified-by', 'student-id'])
  expect(loaded.stdout).toMatch(
    /^printing from printlog\.log: 2 rows read, 1 accepted, 0 rejected\n {2}1 left out: jobs of no pages/u,
  )
})

test('a column that the files lack can be said, and their dates be British', async () => {
  const gate = file('gate.csv', 'student_id,occurred_at\n00412301,20/11/2026 10:30\n')
  const loaded = await run([
    ...['ingest', 'library', gate],
    ...['--set', 'event=visit', '--dates', 'day-first'],
  ])
  expect(loaded.stdout).toContain('1 rows read, 1 accepted, 0 rejected')
})
