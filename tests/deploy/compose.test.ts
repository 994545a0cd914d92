import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import '../../bot/entra-config'
import '../../bot/manifest/values'
import '../../bot/model-config'
import '../../bot/telemetry-config'
import { knownVariables } from '../../bot/variables'
import { engagement, repository } from '../support/command'
import { engagementHere } from '../support/command-here'
import { interpolate, readComposeFile, toldCommands, type Service } from '../support/container/compose-file'

const { services, volumes } = readComposeFile()
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined)
const bot = services.bot
const example = readFileSync(path.join(repository, 'deploy', '.env.example'), 'utf8')
const variables = Object.fromEntries(
  [...example.matchAll(/^(\w+)=(.*)$/gmu)].map(([, name = '', value = '']) => [name, value]),
)
const filled = {
  MSSQL_SA_PASSWORD: 'Trial-of-a-test-1',
  ENGAGEMENT_SECRET: 'x'.repeat(44),
  MicrosoftAppId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
  MicrosoftAppTenantId: '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002',
  MicrosoftAppPassword: 'x',
  BOT_DOMAIN: 'bot.university.example',
}

function environmentOf({ environment }: Service, from: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, interpolate(value, from)]),
  )
}

/** What the command says of itself, which it does without doing anything. */
async function helpOf(words: readonly string[]): Promise<string> {
  const [command = ''] = words
  const { code, stdout } = await engagementHere([command, '--help'], { database: 'sqlite:' })
  expect({ words, code }).toEqual({ words, code: 0 })
  return stdout
}

async function expectCommand(words: readonly string[]): Promise<void> {
  const help = await helpOf(words)
  for (const option of words.filter((word) => word.startsWith('--'))) expect(help).toContain(option)
}

test.each(ours)('%s runs the image with nothing that it can do without', (_name, service) => {
  expect(service).toMatchObject({
    image: 'my-engagement:local',
    build: { context: '..', dockerfile: 'deploy/Dockerfile' },
    read_only: true,
    tmpfs: expect.stringMatching(/^\/tmp:size=/u) as string,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: expect.any(String) as string,
    pids_limit: expect.any(Number) as number,
  })
  if (service.user !== undefined) expect(service).toMatchObject({ network_mode: 'none', environment: {} })
})

test.each(ours)('what %s does is a command of the product', async (_name, { command = [] }) => {
  await expectCommand(command)
})

test('its header tells commands that exist', async () => {
  const told = toldCommands().flatMap((line) => {
    const [, service = '', words = ''] = /run --rm (\w+) ?(.*)$/u.exec(line) ?? []
    return service === '' ? [] : [{ service, words: words.split(' ').filter((word) => word !== '') }]
  })
  expect(told.length).toBeGreaterThanOrEqual(4)
  for (const { service, words } of told) {
    expect(ours.map(([name]) => name)).toContain(service)
    await expectCommand(words.length > 0 ? words : (services[service]?.command ?? []))
  }
})

test('every door is on the loopback interface', () => {
  const ports = Object.values(services).flatMap((service) => service.ports)
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
})

test('what is mounted is a volume of its own, or a file of the repository that is read only', () => {
  for (const volume of Object.values(services).flatMap((service) => service.volumes)) {
    const [source = '', , mode] = volume.split(':')
    if (source in volumes) continue
    expect({ volume, mode }).toEqual({ volume, mode: 'ro' })
    expect(existsSync(path.join(repository, 'deploy', source))).toBe(true)
  }
})

test('each waits for what it needs', () => {
  for (const { depends_on: needed } of Object.values(services))
    for (const [name, { condition }] of Object.entries(needed)) {
      expect(Object.keys(services)).toContain(name)
      const isServer = services[name]?.healthcheck !== undefined
      expect(condition).toBe(isServer ? 'service_healthy' : 'service_completed_successfully')
    }
})

test('no secret is written down, and it does not start without one', () => {
  expect(Object.entries(variables).filter(([, value]) => value !== '')).toEqual([])
  for (const missing of ['MSSQL_SA_PASSWORD', 'ENGAGEMENT_SECRET'])
    expect(() =>
      Object.values(services).map((service) => environmentOf(service, { ...filled, [missing]: '' })),
    ).toThrow(`${missing} must be set in deploy/.env, see deploy/.env.example`)
})

test('every variable that it gives is one that the product reads', () => {
  const known = knownVariables()
  const given = new Set(ours.flatMap(([, { environment }]) => Object.keys(environment)))
  expect(given.size).toBeGreaterThan(5)
  expect([...given].filter((name) => !known.includes(name))).toEqual([])
})

test('deploy/.env.example names each variable that is to be filled in, and no other', () => {
  const asked = Object.values(services)
    .flatMap(({ environment }) => Object.values(environment))
    .flatMap((value) => [...value.matchAll(/\$\{(\w+)(?::\?|-\})/gu)].map(([, name]) => name))
  expect(new Set(Object.keys(variables))).toEqual(new Set(asked))
})

describe('the bot', () => {
  const started = async (from: Record<string, string>, run = engagementHere) => {
    if (!bot) throw new Error('There is no bot.')
    const environment = environmentOf(bot, from)
    // Nothing listens there: only what is said about the variables counts.
    const database = (environment.ENGAGEMENT_DATABASE ?? '').replace('sqlserver,1433', '127.0.0.1,1')
    return run(['start'], {
      database,
      environment: { ...environment, ENGAGEMENT_DATABASE: database },
    })
  }

  test('has all that it needs to look for the store, once the example is filled in', async () => {
    expect((await started(filled, engagement)).stderr).toMatch(
      /cannot be reached or is busy \(ECONNREFUSED\)/u,
    )
  })

  test.each(['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword', 'BOT_DOMAIN'])(
    'refuses by name what is left empty: %s',
    async (name) => {
      const { code, stderr } = await started({ ...filled, [name]: '' })
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(`^engagement: ${name} must `) as string,
      })
    },
  )
})

test('git does not keep what is filled in, and the package does not ship it', () => {
  expect(readFileSync(path.join(repository, '.gitignore'), 'utf8').split('\n')).toContain('/deploy/.env')
  expect(readFileSync(path.join(repository, 'package.json'), 'utf8')).toContain('"!deploy/.env"')
})
