import { chmodSync, existsSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { openStore } from '../../../data/store/open'
import { groupLines } from '../../../bot/report/doctor-text'
import { engagement } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { examineAlone, examineHere, found, type Diagnosis } from '../../support/doctor'
import { freePort } from '../../support/free-port'
import { copySample } from '../../support/sample'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()
const absent = `sqlite:${path.join(folder, 'absent.db')}`
const sample = copySample()
const secret = 'Wk3vJ0hTq9ZpXn4sBd7gLr2yUe8mCf5a'

/** Without what a server needs, and so of this machine alone. */
const examine = (
  environment: Record<string, string> = {},
  { database = absent, args = ['--offline'] } = {},
): Promise<Diagnosis> => examineHere({ database, environment, args })

/** Enough to start a server that signs staff in. */
const entra = {
  MicrosoftAppId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
  MicrosoftAppTenantId: '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002',
  MicrosoftAppPassword: 'the-password',
  BOT_DOMAIN: 'bot.university.example',
  ENGAGEMENT_SECRET: secret,
}

const whats = (told: Diagnosis, check: string): string[] => found(told, check).map(({ what }) => what)

describe('where nothing is configured and nothing is there', () => {
  it('says what to do first, and makes no store', async () => {
    const { code, stdout, stderr } = await engagementHere(['doctor'], { database: absent })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toContain('This machine\n')
    expect(stdout).toMatch(
      /^ {2}look at {2}configuration {4}The variables can be read \(an embedded store\)/mu,
    )
    expect(stdout).toMatch(/^ {2}MEND {5}store {12}There is no store at .+: run 'engagement migrate'/mu)
    expect(stdout).toMatch(/^ {2}- +not looked at, since the store cannot be opened: feeds, scores, staff,/mu)
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^1 to mend, \d to look at, \d ok\.$/u)
    expect(existsSync(path.join(folder, 'absent.db'))).toBe(false)
  })

  it('tells of an empty store that its schema is missing', async () => {
    const database = `sqlite:${path.join(folder, 'new.db')}`
    await openStore(database).close()
    const told = await examine({}, { database })
    expect(whats(told, 'schema')).toEqual(["The store's schema is not up to date: run 'engagement migrate'."])
    expect(told.notLookedAt).toContainEqual({ check: 'feeds', because: 'the schema is not up to date' })
  })

  it('tells of a store that is damaged what to do', async () => {
    const file = path.join(folder, 'damaged.db')
    writeFileSync(file, 'no database'.repeat(200))
    expect(found(await examine({}, { database: `sqlite:${file}` }), 'store')).toEqual([
      {
        check: 'store',
        state: 'wrong',
        what: 'The store is damaged (file is not a database).',
        mend: 'Put a backup back, see deploy/operation.md.',
      },
    ])
  })

  it('tells of a database that is none', async () => {
    const told = await examine({}, { database: 'nonsense' })
    expect(whats(told, 'configuration')).toEqual([expect.stringMatching(/^ENGAGEMENT_DATABASE must be/u)])
    expect(told.notLookedAt).toContainEqual({ check: 'store', because: 'the configuration cannot be read' })
  })
})

describe('the configuration', () => {
  it('is told with all that is wrong at once, by name and never by value', async () => {
    const told = await examine({
      PORT: 'hush',
      LOG_LEVEL: 'hush',
      ENGAGEMENT_SECRET: 'hush',
      ENGAGEMENT_CONFIGURATION: path.join(folder, 'no-such.json'),
      MicrosoftAppId: 'hush',
      BOT_DOMAIN: 'https://hush',
      MicrosoftAppPassword: 'hush',
      MANAGED_IDENTITY_CLIENT_ID: entra.MicrosoftAppId,
      PROACTIVE_INSTALL: '1',
      OAuthUrl: 'hush',
      LANGUAGE_MODEL: 'hush',
    })
    const names = whats(told, 'configuration').map((what) => what.split(' ')[0])
    expect(names).toEqual([
      ...['ENGAGEMENT_SECRET', 'ENGAGEMENT_CONFIGURATION', 'PORT', 'LOG_LEVEL'],
      ...['MicrosoftAppId', 'MicrosoftAppTenantId', 'BOT_DOMAIN', 'MicrosoftAppPassword'],
      'TEAMS_APP_CATALOG_ID',
      ...['ToChannelFromBotLoginUrl', 'ToChannelFromBotOAuthScope', 'ToBotFromChannelTokenIssuer'],
      ...['ToBotFromChannelOpenIdMetadataUrl', 'ToBotFromEmulatorOpenIdMetadataUrl', 'LANGUAGE_MODEL'],
    ])
    expect(told.text).not.toContain('hush')
    for (const { mend } of found(told, 'configuration')) expect(mend).toContain('deploy/README.md')
  })

  it('lets the store be looked at where it is wrong elsewhere', async () => {
    const told = await examine({ PORT: 'hush' }, { database: sample })
    expect(found(told, 'store')).toMatchObject([{ state: 'well' }])
  })

  it.each([
    ['BOT_DOMAN', 'BOT_DOMAIN'],
    ['ENGAGEMENT_DATABSE', 'ENGAGEMENT_DATABASE'],
    ['MICROSOFTAPPID', 'MicrosoftAppId'],
    ['MicrosoftAppTenantID', 'MicrosoftAppTenantId'],
    ['SIGNIN', 'SIGN_IN'],
    ['TEAMS_SERVICE_URI', 'TEAMS_SERVICE_URL'],
    ['APPLICATION_INSIGHTS_CONNECTION_STRING', 'APPLICATIONINSIGHTS_CONNECTION_STRING'],
  ])('takes %s for %s', async (name, meant) => {
    const [finding] = found(await examine({ ...entra, [name]: 'hush' }), 'configuration')
    expect(finding).toEqual({
      check: 'configuration',
      state: 'warning',
      what: `${name} is set, and nothing reads it.`,
      mend: `If ${meant} is meant, name it so; if not, remove it.`,
    })
  })

  it('tells of what nothing reads though it is named like ours, and of nothing else', async () => {
    const others = { ENGAGEMENT_COLOUR: 'x', POSTGRES: 'x', TEAM: 'x', GRAPHICS: 'x', PORTS: 'x' }
    expect(whats(await examine({ ...entra, ...others }), 'configuration')).toEqual([
      'ENGAGEMENT_COLOUR is set, and nothing reads it.',
    ])
  })

  it('is well for a trial, and for a server', async () => {
    const trial = await examine({ SIGN_IN: 'playground' })
    expect(found(trial, 'configuration')).toMatchObject([{ state: 'well' }])
    expect(found(await examine(entra), 'configuration')).toMatchObject([
      { state: 'well', what: 'The variables can be read: an embedded store, sign-in by Entra ID.' },
    ])
  })
})

describe('the secret', () => {
  it.each([
    ['x'.repeat(40)],
    ['0123456789abcdefghijklmnopqrstuvwxyz'],
    ['Northbridge2026!Northbridge2026!'],
    ['please-change-me-before-you-go-live-1'],
    ['<at least 32 characters of your own>'],
  ])('%s can be guessed', async (guessable) => {
    const told = await examine({ ...entra, ENGAGEMENT_SECRET: guessable })
    expect(found(told, 'secret')).toMatchObject([
      { state: 'wrong', mend: expect.stringContaining('openssl rand -base64 32') as string },
    ])
    expect(told.text).not.toContain(guessable)
  })

  it.each([
    [secret],
    ['b1946ac92492d2347c6235b4d2611184e2ac2f0d'],
    ['Tl5Z3mLr0aQk9v1dX7w8yJcB2nHs4GfE6uPiOoRtYxA='],
  ])('%s cannot', async (good) => {
    expect(found(await examine({ ...entra, ENGAGEMENT_SECRET: good }), 'secret')).toMatchObject([
      { state: 'well' },
    ])
  })

  it('must be there where staff sign in', async () => {
    const told = await examine({ ...entra, ENGAGEMENT_SECRET: '' })
    expect(whats(told, 'configuration')).toEqual([
      expect.stringMatching(/^ENGAGEMENT_SECRET must be at least 32 characters/u),
    ])
  })

  it('need not be there where a SQL Server is loaded', async () => {
    const server = 'Server=127.0.0.1,1;Database=engagement;User Id=bot;Password=hush'
    const told = await examine({}, { database: server })
    expect(found(told, 'secret')).toMatchObject([
      { state: 'warning', what: expect.stringContaining('Loads and scores need none') as string },
    ])
    expect(told).toMatchObject({ well: true, code: 0 })
    expect(told.text).not.toContain('hush')
  })
})

describe('Node', () => {
  /** Another version than this one, for a process of its own. */
  function versioned(version: string): Record<string, string> {
    const file = path.join(folder, `${version}.cjs`)
    writeFileSync(file, `Object.defineProperty(process, 'version', { value: '${version}' })`)
    return { NODE_OPTIONS: `--require ${file}` }
  }
  const on = async (version: string, date: string) =>
    found(
      await examineAlone({
        database: absent,
        environment: versioned(version),
        args: ['--offline', '--now', `${date}T12:00:00Z`],
      }),
      'node',
    )

  it.each([
    ['v20.19.6', '2026-03-01', 'wrong', /older than this needs: 20\.20 or newer/u],
    ['v20.20.2', '2026-01-15', 'well', /maintained to 30 April 2026, as known on 2 July 2026/u],
    ['v20.20.2', '2026-03-01', 'warning', /maintained to 30 April 2026/u],
    ['v25.1.0', '2026-09-01', 'warning', /has had no fixes since 1 June 2026/u],
    ['v24.11.0', '2026-09-01', 'well', /maintained to 30 April 2028/u],
    ['v31.0.0', '2031-09-01', 'warning', /is not known here \(as known on 2 July 2026\)/u],
  ])('%s on %s is told', async (version, date, state, what) => {
    const told = await on(version, date)
    expect(told).toMatchObject([{ state, what: expect.stringMatching(what) as string }])
    if (state !== 'well') expect(told[0]?.mend).toBeDefined()
  })

  it('is told not to check certificates, of authorities that are not there, and of a proxy that it does not use', async () => {
    const told = await examine({
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_EXTRA_CA_CERTS: path.join(folder, 'no-such.pem'),
      HTTPS_PROXY: 'http://name:hush@proxy.example:8080',
    })
    expect(whats(told, 'node')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED=0/u),
        expect.stringMatching(/^NODE_EXTRA_CA_CERTS names a file that cannot be read/u),
        expect.stringMatching(/^HTTPS_PROXY is set, and Node does not use it/u),
      ]),
    )
    expect(told.text).not.toContain('hush')
  })
})

describe('the file of an embedded store', () => {
  it('that everybody can read is told, but not where nobody gets to it', async () => {
    const file = sample.slice('sqlite:'.length)
    chmodSync(file, 0o644)
    expect(found(await examine({}, { database: sample }), 'store-file')).toMatchObject([{ state: 'well' }])
    chmodSync(path.dirname(file), 0o755)
    expect(found(await examine({}, { database: sample }), 'store-file')).toEqual([
      {
        check: 'store-file',
        state: 'warning',
        what: 'Everybody on this machine can read the file of the store.',
        mend: expect.stringContaining(`chmod 600 ${file} ${file}-wal`) as string,
      },
    ])
    for (const each of [file, `${file}-wal`]) chmodSync(each, 0o600)
    expect(found(await examine({}, { database: sample }), 'store-file')).toMatchObject([{ state: 'well' }])
  })

  it('is made for its owner alone', async () => {
    const made = path.join(folder, 'deeper', 'made.db')
    await engagement(['migrate'], { database: `sqlite:${made}` })
    chmodSync(folder, 0o755)
    expect(found(await examine({}, { database: `sqlite:${made}` }), 'store-file')).toMatchObject([
      { state: 'well' },
    ])
  })

  it('that is larger than what is free is told', async () => {
    const large = path.join(folder, 'large.db')
    writeFileSync(large, '', { mode: 0o600 })
    // It takes no room: nothing is written.
    truncateSync(large, 8 * 1024 ** 4)
    expect(found(await examine({}, { database: `sqlite:${large}` }), 'store-file')).toMatchObject([
      {
        state: 'warning',
        what: expect.stringMatching(/MB left; the store itself is 8,388,608 MB/u) as string,
      },
    ])
  })
})

describe('a SQL Server', () => {
  const connection = (port: number): string =>
    `Server=127.0.0.1,${port};Database=engagement;User Id=bot;Password=hush;Encrypt=false`

  it('that says nothing is given up in time, and the rest is looked at', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const told = await examineAlone({
      database: connection(port),
      environment: { ENGAGEMENT_SECRET: secret },
    })
    silent.close()
    expect(found(told, 'store')).toMatchObject([
      { state: 'wrong', what: expect.stringMatching(/cannot be reached or is busy/u) as string },
    ])
    expect(told.notLookedAt).toContainEqual({ check: 'grants', because: 'the store does not answer' })
    expect(found(told, 'outbound')).toMatchObject([
      { state: 'well', what: `127.0.0.1:${port} (the SQL Server) can be connected to.` },
    ])
    expect(told.took).toBeLessThan(30_000)
  })

  it('that is not there is one address to be allowed', async () => {
    const told = await examineAlone({
      database: connection(await freePort()),
      environment: { ENGAGEMENT_SECRET: secret },
    })
    expect(found(told, 'store')).toMatchObject([{ state: 'wrong' }])
    expect(found(told, 'outbound')).toMatchObject([
      {
        state: 'warning',
        what: expect.stringMatching(/\(the SQL Server\) could not be looked at/u) as string,
      },
    ])
    expect(told.text).not.toContain('hush')
  })
})

it('ends, whatever else in the process still waits', async () => {
  const file = path.join(folder, 'waits.cjs')
  writeFileSync(file, "require('node:net').createServer().listen(0, '127.0.0.1')")
  const told = await examineAlone({
    database: absent,
    environment: { NODE_OPTIONS: `--require ${file}` },
    args: ['--offline'],
  })
  expect(told).toMatchObject({ well: false, code: 1 })
  expect(told.took).toBeLessThan(20_000)
})

describe('the form', () => {
  it('is one JSON document for monitors', async () => {
    const { stdout } = await engagement(['doctor', '--json', '--offline'], { database: sample })
    const document: unknown = JSON.parse(stdout)
    expect(Object.keys(document as object)).toEqual(['well', 'findings', 'notLookedAt'])
    expect(document).toMatchObject({
      well: false,
      findings: expect.arrayContaining([
        { check: 'schema', state: 'well', what: 'The schema is up to date.' },
      ]) as unknown,
    })
  })

  it('breaks lines below where they begin, where the terminal is narrow', () => {
    const long = 'word '.repeat(30).trim()
    const lines = groupLines(
      {
        title: 'Here',
        findings: [{ check: 'node', state: 'wrong', what: long, mend: long }],
        notLookedAt: [],
      },
      80,
    )
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
    expect(lines[1]).toMatch(/^ {2}MEND {5}node {13}word word/u)
    expect(lines[2]).toMatch(/^ {28}word/u)
  })
})
